/// A value made of children that transformations, selectors and printers can visit and replace.
///
/// A conforming type names its stored properties once, children and static ones, in declaration order:
///
/// ```swift
/// struct Rescale: PyTree {
///   var factor: NDArray
///   var axis: String
///
///   mutating func walk(_ walker: inout some TreeWalker) throws {
///     try walker.child("factor", &factor)
///     try walker.constant("axis", axis)
///   }
/// }
/// ```
///
/// That one list serves every use: flattening, mapping, replacing, comparing and printing are walkers.
/// ``treeLawViolations(in:)`` proves in a test that the list forgets nothing.
public protocol PyTree {
  /// Whether values of this type are leaves: they have no children and are handled whole.
  static var isTreeLeaf: Bool { get }

  /// Presents every stored property to the walker, in declaration order.
  ///
  /// - Throws: what the walker throws, with nothing else of its own.
  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws
}

extension PyTree {
  /// Types are nodes unless they say otherwise.
  @inlinable
  public static var isTreeLeaf: Bool { false }
}

/// A tree without children, handled whole: a number, a string, an array of numbers on a device, a variable.
public protocol TreeLeaf: PyTree {}

extension TreeLeaf {
  /// Always true.
  @inlinable
  public static var isTreeLeaf: Bool { true }

  /// Presents nothing.
  @inlinable
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {}
}
