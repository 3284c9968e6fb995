internal import Arrays
public import NamedAxes
public import Trees

/// Rotates pairs of entries of its input by angles that grow with the position: rotary position embeddings.
///
/// The pairs are entry i of the first half and entry i of the second half of the embedding axis.
///
/// Source: Su et al., "RoFormer: enhanced transformer with rotary position embedding", 2021.
public struct ApplyRoPE: Layer {
  /// The axis of the entries, of even size.
  public let embeddingAxis: AxisName
  /// The period of the last pair, over 2π.
  public let maxWavelength: Double
  /// The side input with the positions: numbers whose axes the input has.
  public let positionsInputName: SideInputs.Key
  /// What positions are divided by, at least 1.
  public let scaleFactor: Double
  /// How the frequencies are changed; not at all when absent.
  public let frequencyScaling: RoPEFrequencyScaling?

  /// A rotation of the entries along an axis.
  public init(
    embeddingAxis: AxisName, maxWavelength: Double = 10_000,
    positionsInputName: SideInputs.Key = .tokenPositions, scaleFactor: Double = 1,
    frequencyScaling: RoPEFrequencyScaling? = nil
  ) {
    self.embeddingAxis = embeddingAxis
    self.maxWavelength = maxWavelength
    self.positionsInputName = positionsInputName
    self.scaleFactor = scaleFactor
    self.frequencyScaling = frequencyScaling
  }

  /// The rotated input, in its dtype; angles are computed in `float32` at least.
  ///
  /// The angle of pair i of d/2 at position p is p / wavelength^(2i/d) / scaleFactor.
  ///
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` for a scale factor below 1 or a wavelength that is not
  ///   positive, ``LayerInputError/missingSideInput(layer:key:given:)``,
  ///   ``LayerInputError/sideInputAxes(layer:key:problem:found:input:)`` when the positions have axes that the input
  ///   lacks, positional ones, or the embedding axis, ``LayerInputError/axes(layer:expected:found:)``.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try checkConfiguration()
    try input.requireFloating(for: "ApplyRoPE")
    let positions = try positions(for: input, side)
    guard let size = input.namedShape[embeddingAxis] else {
      throw LayerInputError.missingAxes(layer: "ApplyRoPE", names: [embeddingAxis], found: input.namedShape)
    }
    guard size.isMultiple(of: 2) else {
      throw LayerInputError.configuration(
        layer: "ApplyRoPE",
        problem: "the axis \(embeddingAxis) must have an even size to be split in halves, found \(size)")
    }
    let angles = try angles(positions, size)
    let (cosine, sine) = (try angles.cos(), try angles.sin())
    let halves = try input.split(into: 2, axis: embeddingAxis)
    let first = try halves[0] * cosine - halves[1] * sine
    let second = try halves[1] * cosine + halves[0] * sine
    return try NamedArray.concatenate([first, second], axis: embeddingAxis).astype(input.dtype)
  }

  /// The angle of each pair at each position.
  private func angles(_ positions: NamedArray, _ size: Int) throws -> NamedArray {
    let fraction = try NDArray.arange(size / 2, dtype: .int32) * 2 / NDArray(literal: .integer(size), dtype: .int32)
    let wavelengths = try NDArray(literal: .float(maxWavelength), dtype: fraction.dtype).power(fraction)
    if let frequencyScaling {
      let frequencies = try frequencyScaling(1 / wavelengths)
      return try positions * NamedArray(frequencies, embeddingAxis) / scaleFactor
    }
    let angles = try positions / NamedArray(wavelengths, embeddingAxis)
    return scaleFactor == 1 ? angles : try angles / scaleFactor
  }

  private func positions(for input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    let positions = try side.require(positionsInputName, as: NamedArray.self, for: self)
    func refuse(_ problem: String) -> LayerInputError {
      .sideInputAxes(
        layer: "ApplyRoPE", key: positionsInputName.name, problem: problem,
        found: positions.namedShape, input: input.namedShape)
    }
    guard !positions.namedShape.contains(embeddingAxis) else {
      throw refuse("must not have the embedding axis \(embeddingAxis)")
    }
    guard positions.positionalShape.isEmpty else {
      throw refuse("must not have positional axes, found \(positions.positionalShape)")
    }
    guard positions.namedShape.allSatisfy({ input.namedShape[$0.name] == $0.size }) else {
      throw refuse("must have only axes that the input has, in its sizes")
    }
    guard positions.dtype.isInteger || positions.dtype.isFloating else {
      throw refuse("must have numbers, found \(positions.dtype)")
    }
    return positions
  }

  private func checkConfiguration() throws {
    let problem: String? =
      if !(scaleFactor >= 1) || !scaleFactor.isFinite {
        "scaleFactor must be >= 1 and finite, found \(scaleFactor)"
      } else if !(maxWavelength > 0) || !maxWavelength.isFinite {
        "maxWavelength must be positive and finite, found \(maxWavelength)"
      } else {
        frequencyScaling?.problem
      }
    if let problem { throw LayerInputError.configuration(layer: "ApplyRoPE", problem: problem) }
  }

  /// Presents everything as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("embeddingAxis", embeddingAxis)
    try walker.constant("maxWavelength", maxWavelength)
    try walker.constant("positionsInputName", positionsInputName)
    try walker.constant("scaleFactor", scaleFactor)
    try walker.constant("frequencyScaling", frequencyScaling)
  }
}
