import Arrays
import Layers
import NamedAxes
import Testing
import Trees

struct ApplyRoPETests {
  private func rotate(_ layer: some Layer, _ position: Int, _ numbers: [Double] = [0, 1, 2, 3]) throws -> [Double] {
    let x = try NamedArray(NDArray(numbers), "p")
    return try layer(x, [.tokenPositions: try NamedArray(NDArray(Int32(position)))]).data.doubles()
  }

  private func isNear(_ found: [Double], _ expected: [Double]) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-5 }
  }

  @Test func halvesAreRotated() throws {
    // The original's numbers for wavelength 10⁴ at position 1.
    #expect(isNear(try rotate(ApplyRoPE(embeddingAxis: "p"), 1), [-1.682942, 0.9699505, 1.0806046, 3.0098498]))
    #expect(try rotate(ApplyRoPE(embeddingAxis: "p"), 0) == [0, 1, 2, 3])
  }

  @Test func aScaleFactorDividesPositions() throws {
    let scaled = try rotate(ApplyRoPE(embeddingAxis: "p", scaleFactor: 4), 8)
    #expect(isNear(scaled, try rotate(ApplyRoPE(embeddingAxis: "p"), 2)))
  }

  @Test func paddingIsRotatedBackwardsAndHalfPrecisionStays() throws {
    let layer = ApplyRoPE(embeddingAxis: "p")
    #expect(isNear(try rotate(layer, 1, try rotate(layer, -1)), [0, 1, 2, 3]))
    let half = try NamedArray(NDArray([0.0, 1, 2, 3]), "p").astype(.bfloat16)
    let output = try layer(half, [.tokenPositions: try NamedArray(NDArray(Int32(1)))])
    #expect(output.dtype == .bfloat16)
    // The angles are those of float32: only the result is rounded.
    #expect(try output.data.doubles() == NDArray(try rotate(layer, 1)).astype(.bfloat16).doubles())
  }

  @Test func theSubsetIsRotatedAndTheRestPassed() throws {
    let layer = ApplyRoPEToSubset(embeddingAxis: "p", ropeSubsetSize: 4)
    let found = try rotate(layer, 1, [0, 1, 2, 3, 4, 5])
    #expect(isNear(found, [-1.682942, 0.9699505, 1.0806046, 3.0098498, 4, 5]))
  }

  @Test func frequenciesOfLlamaAreScaledByTheirPeriods() throws {
    let scaling = RoPEFrequencyScaling.llama3(
      factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContextLength: 64)
    // Of 64 positions the fast pair makes 10.2 turns and is kept; the slow one 0.1 and is divided by 8.
    let found = try rotate(
      ApplyRoPE(embeddingAxis: "p", maxWavelength: 10_000, frequencyScaling: scaling), 1, [1, 1, 0, 0])
    let slow = 0.01 / 8
    let (fast, fastSine) = (0.5403023058681398, 0.8414709848078965)
    #expect(isNear(found, [fast, 1 - slow * slow / 2, fastSine, slow]))
  }

  private func refusal(_ layer: some Layer, _ input: NamedArray, _ side: SideInputs) -> String {
    do {
      _ = try Sequential([layer])(input, side)
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func inputsThatDoNotFitAreRefused() throws {
    let layer = ApplyRoPE(embeddingAxis: "p")
    let input = try counting(["seq": 2, "p": 4])
    func positions(_ axes: NamedShape) throws -> SideInputs { [.tokenPositions: try counting(axes, dtype: .int32)] }
    #expect(refusal(layer, input, ["x": 1]).contains(#""token_positions" is needed but was not given. Given: x."#))
    #expect(try refusal(layer, input, positions(["p": 4])).contains("must not have the embedding axis p"))
    #expect(try refusal(layer, input, positions(["batch": 4])).contains("only axes that the input has"))
    #expect(try refusal(layer, input, positions(["seq": 3])).contains("{seq: 3}, the main input {seq: 2, p: 4}"))
    let wild: SideInputs = [.tokenPositions: try counting(["seq": 2], dtype: .int32).untag("seq")]
    #expect(refusal(layer, input, wild).contains("must not have positional axes, found [2]"))
    #expect(try refusal(layer, counting(["seq": 2, "p": 3]), positions(["seq": 2])).contains("even size"))
    #expect(try refusal(layer, counting(["seq": 2]), positions(["seq": 2])).contains("must have an axis p"))
    #expect(
      try refusal(layer, counting(["seq": 2, "p": 2], dtype: .int32), positions(["seq": 2])).contains("found int32"))
    #expect(
      try refusal(ApplyRoPEToSubset(embeddingAxis: "p", ropeSubsetSize: 6), input, positions(["seq": 2]))
        .contains("between 0 and the size 4"))
  }

  @Test(arguments: [0.5, .nan, .infinity])
  func aScaleFactorBelowOneIsRefused(_ factor: Double) throws {
    let side: SideInputs = [.tokenPositions: try NamedArray(NDArray(Int32(1)))]
    let layer = ApplyRoPE(embeddingAxis: "p", scaleFactor: factor)
    #expect(
      try refusal(layer, counting(["p": 4]), side).contains("scaleFactor must be >= 1 and finite, found \(factor)"))
  }

  @Test func otherNumbersThatMakeNoRotationAreRefused() throws {
    let side: SideInputs = [.tokenPositions: try NamedArray(NDArray(Int32(1)))]
    #expect(
      try refusal(ApplyRoPE(embeddingAxis: "p", maxWavelength: 0), counting(["p": 4]), side)
        .contains("maxWavelength must be positive"))
    let scaling = RoPEFrequencyScaling.llama3(
      factor: 8, lowFrequencyFactor: 4, highFrequencyFactor: 4, originalContextLength: 64)
    #expect(
      try refusal(ApplyRoPE(embeddingAxis: "p", frequencyScaling: scaling), counting(["p": 4]), side)
        .contains("0 < lowFrequencyFactor < highFrequencyFactor"))
  }

  @Test func theTreesAreLawful() {
    #expect(
      treeLawViolations(
        in: Sequential([
          ApplyRoPE(embeddingAxis: "p"), ApplyRoPEToSubset(embeddingAxis: "p", ropeSubsetSize: 2),
        ])) == [])
  }
}
