import Layers

/// Makes a struct a layer: writes the `walk` that presents every stored property as a child, except those marked
/// `@Static`.
///
/// ```swift
/// @Layer
/// struct Scale {
///   var factor: any ParameterLike
///   @Static var axis: AxisName
///
///   func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
///     try input * factor.value
///   }
/// }
/// ```
@attached(member, names: named(walk))
@attached(extension, conformances: Layer)
public macro Layer() = #externalMacro(module: "PenzaiMacrosPlugin", type: "LayerMacro")
