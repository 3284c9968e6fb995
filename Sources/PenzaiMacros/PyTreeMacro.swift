import Trees

/// Makes a structure or an enumeration a tree: writes its `walk` and its conformance to `PyTree`.
///
/// Every stored property becomes a child, in declaration order, unless it is marked ``Static()``; children are
/// declared with `var`. Computed properties and `static` ones are left alone.
///
/// ```swift
/// @PyTree
/// struct Rescale {
///   var factor: NDArray
///   @Static let axis: String
/// }
/// ```
///
/// The case of an enumeration is part of the structure, and its values are children under their labels or, where they
/// have none, their positions: `.by` and `.1` in `case scaled(by: Float, Inside)`.
@attached(member, names: named(walk))
@attached(extension, conformances: PyTree)
public macro PyTree() = #externalMacro(module: "PenzaiMacrosPlugin", type: "PyTreeMacro")

/// Marks a stored property of a structure with `@PyTree` or `@Layer` as part of the tree's structure: not a child, but
/// a value, `Hashable` and `Sendable`, by which trees are compared. On a case of an enumeration it marks all its values.
@attached(peer)
public macro Static() = #externalMacro(module: "PenzaiMacrosPlugin", type: "StaticMacro")
