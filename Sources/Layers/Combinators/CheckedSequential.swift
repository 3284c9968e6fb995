public import NamedAxes
public import Trees
public import Treescope

/// Runs its sublayers one after the other, and checks what goes in and what comes out.
///
/// Variables of the two patterns stand for the same sizes in both.
public struct CheckedSequential: LayerGroup {
  /// What the input must be like.
  public let inputLike: ShapePattern
  /// What the output must be like.
  public let outputLike: ShapePattern
  /// The layers, in the order in which they run.
  public var sublayers: [any Layer]

  /// A layer that runs the given ones.
  public init(inputLike: ShapePattern, outputLike: ShapePattern, _ sublayers: [any Layer]) {
    self.inputLike = inputLike
    self.outputLike = outputLike
    self.sublayers = sublayers
  }

  /// What the last sublayer gives.
  ///
  /// - Throws: `StructureMismatch` that says whether input or output does not match.
  public func call(_ input: any LayerValue, _ side: SideInputs) throws -> any LayerValue {
    let known = try checkStructure(of: input, matches: inputLike, context: "the input of a CheckedSequential")
    let output = try runSublayers(input, side)
    try checkStructure(
      of: output, matches: outputLike, known: known, context: "the output of a CheckedSequential")
    return output
  }

  /// Grey, as a plain sequence.
  public var color: PartColor { .rgb(0xCD, 0xCD, 0xCD) }

  /// Presents the patterns as static and the sublayers as children.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("inputLike", inputLike)
    try walker.constant("outputLike", outputLike)
    try walker.child("sublayers", &sublayers)
  }
}
