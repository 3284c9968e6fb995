public import NamedAxes
public import Trees
public import Treescope

/// Checks that its input is as a pattern wants it, and gives it.
public struct CheckStructure: Layer {
  /// What the input must be like.
  public let expected: ShapePattern

  /// A check by a pattern.
  public init(_ expected: ShapePattern) { self.expected = expected }

  /// The input.
  ///
  /// - Throws: `StructureMismatch`.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try check(input)
    return input
  }

  /// The input, whatever its type.
  ///
  /// - Throws: `StructureMismatch`.
  public func call(_ input: any LayerValue, _ side: SideInputs) throws -> any LayerValue {
    try check(input)
    return input
  }

  private func check(_ input: any LayerValue) throws {
    try checkStructure(of: input, matches: expected, context: "the input of CheckStructure")
  }

  /// Grey: it changes nothing.
  public var color: PartColor { .rgb(0xCD, 0xCD, 0xCD) }

  /// Presents the pattern as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("expected", expected)
  }
}
