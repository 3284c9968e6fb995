public import Arrays
public import NamedAxes
public import Trees

/// Replaces the attention logits of keys that come after their query, and of padding.
public struct ApplyCausalAttentionMask: CausalMask {
  /// What stands in their place: a number without axes.
  public var maskedOutValue: NDArray
  /// The side input with the positions of queries.
  public let queryPositionsInputName: SideInputs.Key
  /// The side input with the positions of keys; negative ones are padding.
  public let kvPositionsInputName: SideInputs.Key
  /// The axis of queries, and of the positions in both side inputs.
  public let seqAxis: AxisName
  /// The axis of keys.
  public let kvSeqAxis: AxisName

  /// A causal mask.
  public init(
    maskedOutValue: NDArray, queryPositionsInputName: SideInputs.Key = .tokenPositions,
    kvPositionsInputName: SideInputs.Key = .tokenPositions, seqAxis: AxisName = "seq", kvSeqAxis: AxisName = "kv_seq"
  ) {
    self.maskedOutValue = maskedOutValue
    self.queryPositionsInputName = queryPositionsInputName
    self.kvPositionsInputName = kvPositionsInputName
    self.seqAxis = seqAxis
    self.kvSeqAxis = kvSeqAxis
  }

  /// The logits, kept where query position ≥ key position ≥ 0.
  ///
  /// - Throws: ``LayerInputError/missingSideInput(layer:key:given:)``,
  ///   ``LayerInputError/sideInputAxes(layer:key:problem:found:input:)``,
  ///   ``LayerInputError/missingAxes(layer:names:found:)``.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    let mask = try causal(positions(input, side))
    return try NamedArray.where(mask, input, NamedArray(maskedOutValue))
  }

  /// Presents the number as a child and the names as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walkMask(&walker)
  }
}
