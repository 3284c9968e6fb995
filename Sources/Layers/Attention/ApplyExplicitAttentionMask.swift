public import Arrays
public import NamedAxes
public import Trees

/// Replaces attention logits where a side input is false.
public struct ApplyExplicitAttentionMask: Layer {
  /// The side input with the mask: booleans, true where a logit is kept.
  public let maskInputName: SideInputs.Key
  /// What stands where the mask is false: a number without axes.
  public var maskedOutValue: NDArray

  /// A mask by a side input.
  public init(maskInputName: SideInputs.Key, maskedOutValue: NDArray) {
    self.maskInputName = maskInputName
    self.maskedOutValue = maskedOutValue
  }

  /// The input with the masked logits replaced.
  ///
  /// - Throws: ``LayerInputError/missingSideInput(layer:key:given:)``,
  ///   ``LayerInputError/sideInputType(layer:key:expected:found:)`` unless the mask is boolean,
  ///   `NamedAxisError.sizes`.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    let mask = try side.require(maskInputName, as: NamedArray.self, for: self)
    guard mask.dtype == .bool else {
      throw LayerInputError.sideInputType(
        layer: "ApplyExplicitAttentionMask", key: maskInputName.name, expected: "booleans", found: "\(mask.dtype)")
    }
    return try NamedArray.where(mask, input, NamedArray(maskedOutValue))
  }

  /// Presents the name as static and the number as a child.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("maskInputName", maskInputName)
    try walker.child("maskedOutValue", &maskedOutValue)
  }
}
