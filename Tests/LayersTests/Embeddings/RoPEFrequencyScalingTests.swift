import Arrays
import Layers
import NamedAxes
import Testing

/// Frequencies of rotations for texts longer than those of the training.
@Suite struct RoPEFrequencyScalingTests {
  private func rotated(
    _ scaling: RoPEFrequencyScaling?, positions: [Double], scaleFactor: Double = 1
  ) throws -> NDArray {
    let input = try NamedArray(RandomKey(3).normal([3, 8])).tag("seq", "projection")
    let layer = ApplyRoPE(embeddingAxis: "projection", scaleFactor: scaleFactor, frequencyScaling: scaling)
    let places = try NamedArray(NDArray(positions)).tag("seq")
    return try layer(input, [.tokenPositions: places]).unwrap("seq", "projection")
  }

  @Test func linearScalingDividesPositions() throws {
    let scaled = try rotated(.linear(factor: 4), positions: [0, 8, 100])
    #expect(try difference(scaled, rotated(nil, positions: [0, 2, 25])) < 1e-5)
    #expect(try difference(scaled, rotated(nil, positions: [0, 8, 100], scaleFactor: 4)) < 1e-5)
    #expect(try difference(scaled, rotated(nil, positions: [0, 8, 100])) > 0.1)
  }

  @Test(arguments: [0.5, 0, -1, .nan, .infinity]) func factorsThatCannotBe(_ factor: Double) throws {
    let error = #expect(throws: LayerInputError.self) { try rotated(.linear(factor: factor), positions: [0, 1, 2]) }
    #expect("\(try #require(error))".contains("a linear scaling needs a finite factor >= 1, found \(factor)"))
  }

  private func difference(_ one: NDArray, _ other: NDArray) throws -> Float {
    try (one - other).abs().max().item(as: Float.self)
  }
}
