public import NamedAxes
public import Trees

/// Applies rotary position embeddings to the first entries of an axis and passes on the others.
public struct ApplyRoPEToSubset: Layer {
  /// The axis of the entries.
  public let embeddingAxis: AxisName
  /// The period of the last pair, over 2π.
  public let maxWavelength: Double
  /// How many entries are rotated; even.
  public let ropeSubsetSize: Int
  /// The side input with the positions: numbers whose axes the input has.
  public let positionsInputName: SideInputs.Key
  /// What positions are divided by, at least 1.
  public let scaleFactor: Double

  /// A rotation of the first entries along an axis.
  public init(
    embeddingAxis: AxisName, maxWavelength: Double = 10_000, ropeSubsetSize: Int,
    positionsInputName: SideInputs.Key = .tokenPositions, scaleFactor: Double = 1
  ) {
    self.embeddingAxis = embeddingAxis
    self.maxWavelength = maxWavelength
    self.ropeSubsetSize = ropeSubsetSize
    self.positionsInputName = positionsInputName
    self.scaleFactor = scaleFactor
  }

  /// The input, its first entries rotated as by ``ApplyRoPE``.
  ///
  /// - Throws: as that does, and ``LayerInputError/configuration(layer:problem:)`` when the subset is larger than the
  ///   axis.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    guard let size = input.namedShape[embeddingAxis] else {
      throw LayerInputError.missingAxes(layer: "ApplyRoPEToSubset", names: [embeddingAxis], found: input.namedShape)
    }
    guard 0...size ~= ropeSubsetSize else {
      throw LayerInputError.configuration(
        layer: "ApplyRoPEToSubset",
        problem: "ropeSubsetSize must be between 0 and the size \(size) of the axis \(embeddingAxis), found "
          + "\(ropeSubsetSize)")
    }
    let rotation = ApplyRoPE(
      embeddingAxis: embeddingAxis, maxWavelength: maxWavelength, positionsInputName: positionsInputName,
      scaleFactor: scaleFactor)
    let parts = try input.split(at: [ropeSubsetSize], axis: embeddingAxis)
    return try NamedArray.concatenate([rotation(parts[0], side), parts[1]], axis: embeddingAxis)
  }

  /// Presents everything as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("embeddingAxis", embeddingAxis)
    try walker.constant("maxWavelength", maxWavelength)
    try walker.constant("ropeSubsetSize", ropeSubsetSize)
    try walker.constant("positionsInputName", positionsInputName)
    try walker.constant("scaleFactor", scaleFactor)
  }
}
