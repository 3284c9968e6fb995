public import Arrays
public import NamedAxes
internal import Trees

/// A mask by the positions of queries and of keys, with or without a window: what to select to give a model other masks.
///
/// ```swift
/// let explicit = try select(model).at(instancesOf: (any CausalMask).self)
///   .apply { ApplyExplicitAttentionMask(maskInputName: "attn_mask", maskedOutValue: $0.maskedOutValue) }
/// ```
public protocol CausalMask: Layer {
  /// What stands in place of the logits that are masked: a number without axes.
  var maskedOutValue: NDArray { get set }
  /// The side input with the positions of queries.
  var queryPositionsInputName: SideInputs.Key { get }
  /// The side input with the positions of keys; negative ones are padding.
  var kvPositionsInputName: SideInputs.Key { get }
  /// The axis of queries.
  var seqAxis: AxisName { get }
  /// The axis of keys.
  var kvSeqAxis: AxisName { get }
}

extension CausalMask {
  /// The positions of queries along their axis, and of keys along theirs.
  func positions(_ input: NamedArray, _ side: SideInputs) throws -> (query: NamedArray, key: NamedArray) {
    let layer = "\(Self.self)"
    let missing = [seqAxis, kvSeqAxis].filter { !input.namedShape.contains($0) }
    guard missing.isEmpty else {
      throw LayerInputError.missingAxes(layer: layer, names: missing, found: input.namedShape)
    }
    let query = try side.require(queryPositionsInputName, as: NamedArray.self, for: self)
    let key = try side.require(kvPositionsInputName, as: NamedArray.self, for: self)
    for (name, positions) in [(queryPositionsInputName, query), (kvPositionsInputName, key)] {
      let problem: String? =
        if positions.namedShape[seqAxis] == nil {
          "must have the axis \(seqAxis)"
        } else if !positions.positionalShape.isEmpty {
          "must not have positional axes, found \(positions.positionalShape)"
        } else if !positions.dtype.isInteger {
          "must have integers, found \(positions.dtype)"
        } else {
          nil
        }
      if let problem {
        throw LayerInputError.sideInputAxes(
          layer: layer, key: name.name, problem: problem, found: positions.namedShape, input: input.namedShape)
      }
    }
    return (query, try key.untag(seqAxis).tag(kvSeqAxis))
  }

  /// Presents the number as a child and the names as static.
  mutating func walkMask<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("maskedOutValue", &maskedOutValue)
    try walker.constant("queryPositionsInputName", queryPositionsInputName)
    try walker.constant("kvPositionsInputName", kvPositionsInputName)
    try walker.constant("seqAxis", seqAxis)
    try walker.constant("kvSeqAxis", kvSeqAxis)
  }

  /// Where a query may see a key: at its own position or before, padding aside.
  func causal(_ positions: (query: NamedArray, key: NamedArray)) throws -> NamedArray {
    try positions.query.greaterOrEqual(positions.key).logicalAnd(positions.key.greaterOrEqual(0))
  }
}
