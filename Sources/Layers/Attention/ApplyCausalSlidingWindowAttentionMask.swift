public import Arrays
public import NamedAxes
public import Trees

/// Replaces the attention logits of keys that come after their query or too long before it, and of padding.
public struct ApplyCausalSlidingWindowAttentionMask: CausalMask {
  /// How many positions a query sees, its own among them; at least 1.
  public let slidingWindowSize: Int
  /// What stands in place of the others: a number without axes.
  public var maskedOutValue: NDArray
  /// The side input with the positions of queries.
  public let queryPositionsInputName: SideInputs.Key
  /// The side input with the positions of keys; negative ones are padding.
  public let kvPositionsInputName: SideInputs.Key
  /// The axis of queries, and of the positions in both side inputs.
  public let seqAxis: AxisName
  /// The axis of keys.
  public let kvSeqAxis: AxisName

  /// A causal mask with a window.
  public init(
    slidingWindowSize: Int, maskedOutValue: NDArray, queryPositionsInputName: SideInputs.Key = .tokenPositions,
    kvPositionsInputName: SideInputs.Key = .tokenPositions, seqAxis: AxisName = "seq", kvSeqAxis: AxisName = "kv_seq"
  ) {
    self.slidingWindowSize = slidingWindowSize
    self.maskedOutValue = maskedOutValue
    self.queryPositionsInputName = queryPositionsInputName
    self.kvPositionsInputName = kvPositionsInputName
    self.seqAxis = seqAxis
    self.kvSeqAxis = kvSeqAxis
  }

  /// The logits, kept where query position ≥ key position ≥ 0 and their difference is less than the window.
  ///
  /// - Throws: as ``ApplyCausalAttentionMask/callAsFunction(_:_:)`` does, and
  ///   ``LayerInputError/configuration(layer:problem:)`` for a window of less than one position.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    guard slidingWindowSize >= 1 else {
      throw LayerInputError.configuration(
        layer: "ApplyCausalSlidingWindowAttentionMask",
        problem: "slidingWindowSize must be at least 1, found \(slidingWindowSize)")
    }
    let positions = try positions(input, side)
    let near = try (positions.query - positions.key).less(NamedArray(NDArray(slidingWindowSize)))
    return try NamedArray.where(causal(positions).logicalAnd(near), input, NamedArray(maskedOutValue))
  }

  /// Presents the number as a child, window and names as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("slidingWindowSize", slidingWindowSize)
    try walkMask(&walker)
  }
}
