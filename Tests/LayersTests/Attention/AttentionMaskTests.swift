import Arrays
import Layers
import NamedAxes
import Testing
import Trees

struct AttentionMaskTests {
  private let logits: NamedArray
  init() throws { logits = try counting(["seq": 3, "kv_seq": 3]) }

  private func positions(_ numbers: [Int]) throws -> NamedArray { try NamedArray(NDArray(numbers), "seq") }

  @Test func keysAfterTheirQueryAreMasked() throws {
    let mask = ApplyCausalAttentionMask(maskedOutValue: 0)
    let output = try mask(logits, [.tokenPositions: positions([0, 1, 2])])
    #expect(try values(output, "seq", "kv_seq") == [1, 0, 0, 4, 5, 0, 7, 8, 9])
  }

  @Test func paddingIsNeverSeen() throws {
    let mask = ApplyCausalAttentionMask(maskedOutValue: 0)
    let output = try mask(logits, [.tokenPositions: positions([-1, 0, 1])])
    #expect(try values(output, "seq", "kv_seq") == [0, 0, 0, 0, 5, 0, 0, 8, 9])
  }

  @Test func aRowThatIsMaskedThroughoutGivesEqualWeights() throws {
    let mask = ApplyCausalAttentionMask(maskedOutValue: -2.3819763e38)
    let output = try Softmax("kv_seq")(mask(logits, [.tokenPositions: positions([-1, 0, 1])]))
    let row = try values(output, "seq", "kv_seq").prefix(3)
    #expect(row.allSatisfy { abs($0 - 1 / 3) < 1e-6 })
  }

  @Test(arguments: [
    (1, [1, 0, 0, 0, 5, 0, 0, 0, 9]), (2, [1, 0, 0, 4, 5, 0, 0, 8, 9]), (3, [1, 0, 0, 4, 5, 0, 7, 8, 9]),
  ])
  func aWindowHoldsAsManyPositions(_ size: Int, _ expected: [Double]) throws {
    let mask = ApplyCausalSlidingWindowAttentionMask(slidingWindowSize: size, maskedOutValue: 0)
    let output = try mask(logits, [.tokenPositions: positions([0, 1, 2])])
    #expect(try values(output, "seq", "kv_seq") == expected)
  }

  @Test func aWindowOfNothingIsRefused() throws {
    let mask = ApplyCausalSlidingWindowAttentionMask(slidingWindowSize: 0, maskedOutValue: 0)
    let side: SideInputs = [.tokenPositions: try positions([0, 1, 2])]
    let error = #expect(throws: LayerInputError.self) { _ = try mask(logits, side) }
    #expect(error?.description.contains("slidingWindowSize must be at least 1, found 0") == true)
  }

  @Test func anExplicitMaskKeepsWhatIsTrue() throws {
    let mask = ApplyExplicitAttentionMask(maskInputName: "mask", maskedOutValue: -1)
    let keep = try NamedArray(NDArray([true, false, true]), "kv_seq")
    #expect(try values(mask(logits, ["mask": keep]), "seq", "kv_seq") == [1, -1, 3, 4, -1, 6, 7, -1, 9])
  }

  @Test func aMaskMustBeBoolean() throws {
    let mask = Sequential([ApplyExplicitAttentionMask(maskInputName: "mask", maskedOutValue: -1)])
    let side: SideInputs = ["mask": try counting(["kv_seq": 3])]
    let error = #expect(throws: LayerError.self) { _ = try mask(logits, side) }
    #expect(error?.path.description == ".sublayers[0]")
    #expect(error?.description.contains(#"The side input "mask" must be booleans, found float32"#) == true)
  }

  @Test func aMissingSideInputIsNamedWithThoseGiven() throws {
    let mask = Sequential([ApplyCausalAttentionMask(maskedOutValue: 0)])
    let error = #expect(throws: LayerError.self) { _ = try mask(logits, ["other": 1, "position": 2]) }
    #expect(
      error?.underlying as? LayerInputError
        == .missingSideInput(
          layer: "ApplyCausalAttentionMask", key: "token_positions", given: ["other", "position"]))
    #expect(error?.description.contains("Given: other, position.") == true)
  }

  @Test func positionsThatDoNotFitAreRefused() throws {
    let mask = ApplyCausalAttentionMask(maskedOutValue: 0)
    for (offered, words) in [
      (try counting(["seq": 3]), "must have integers, found float32"),
      (try counting(["other": 3], dtype: .int32), "must have the axis seq"),
    ] {
      let side: SideInputs = [.tokenPositions: offered]
      let error = #expect(throws: LayerInputError.self) { _ = try mask(logits, side) }
      #expect(error?.description.contains(words) == true)
    }
  }

  @Test func aMissingAxisOfTheLogitsIsNamed() throws {
    let side: SideInputs = [.tokenPositions: try positions([0, 1, 2])]
    let error = #expect(throws: LayerInputError.self) {
      _ = try ApplyCausalAttentionMask(maskedOutValue: 0)(counting(["seq": 3]), side)
    }
    #expect(
      error == .missingAxes(layer: "ApplyCausalAttentionMask", names: ["kv_seq"], found: ["seq": 3]))
  }

  @Test func theTreesAreLawful() {
    #expect(
      treeLawViolations(
        in: Sequential([
          ApplyCausalAttentionMask(maskedOutValue: 0),
          ApplyCausalSlidingWindowAttentionMask(slidingWindowSize: 2, maskedOutValue: 0),
          ApplyExplicitAttentionMask(maskInputName: "mask", maskedOutValue: 0),
        ])) == [])
  }
}
