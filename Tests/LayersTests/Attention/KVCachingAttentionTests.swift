import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct KVCachingAttentionTests {
  /// Attention in which everything is the input itself.
  private let plain = Attention(
    inputToQuery: Identity(), inputToKey: Identity(), inputToValue: Identity(),
    queryKeyToAttention: Sequential([
      NamedEinsum([["seq": "t", "p": "p"], ["seq": "s", "p": "p"]], to: ["seq": "t", "kv_seq": "s"]),
      ApplyCausalAttentionMask(maskedOutValue: -1e9, kvPositionsInputName: "kv_positions"), Softmax("kv_seq"),
    ]),
    attentionValueToOutput: NamedEinsum(
      [["seq": "t", "kv_seq": "s"], ["seq": "s", "p": "p"]], to: ["seq": "t", "p": "p"]))

  private func caching(_ length: Int, dtype: DType = .float32) throws -> KVCachingAttention {
    try KVCachingAttention.fromUncached(
      plain, sequenceAxis: "seq", cacheLength: length, cachedAxes: ["p": 2], cacheEndIndexKey: "end",
      cacheDType: dtype, cacheLabel: "cache")
  }

  private func positions(_ numbers: [Int]) throws -> NamedArray { try NamedArray(NDArray(numbers), "seq") }

  @Test func tokensOneByOneGiveWhatAllAtOnceGive() throws {
    let input = try NamedArray(RandomKey(3).normal([4, 2]), "seq", "p")
    let all = try positions([0, 1, 2, 3])
    let expected = try plain(input, [.tokenPositions: all, "kv_positions": all])
    let layer = try caching(6)
    var outputs: [NamedArray] = []
    for index in 0..<4 {
      let known = try positions((0..<6).map { $0 <= index ? $0 : -1 })
      outputs.append(
        try layer(
          input.split(into: 4, axis: "seq")[index],
          [
            .tokenPositions: try positions([index]), "kv_positions": known,
            "end": try NamedArray(NDArray(Int32(index))),
          ]))
    }
    let joined = try NamedArray.concatenate(outputs, axis: "seq")
    for (found, wanted) in zip(try values(joined, "seq", "p"), try values(expected, "seq", "p")) {
      #expect(abs(found - wanted) < 1e-5)
    }
    #expect(try layer.kvCache.value.keys.namedShape == ["p": 2, "seq": 6])
  }

  @Test func pastTheEndTheLastPlacesAreTaken() throws {
    let layer = try caching(3)
    let positions = try positions([0, 1, 2])
    for end in [0, 1, 2, 7] {
      _ = try layer(
        counting(["seq": 2, "p": 2]) + Double(10 * end),
        [
          .tokenPositions: try self.positions([0, 1]), "kv_positions": positions,
          "end": try NamedArray(NDArray(Int32(end))),
        ])
    }
    #expect(try values(layer.kvCache.value.keys, "seq", "p") == [1, 2, 71, 72, 73, 74])
  }

  private func refusal(_ layer: KVCachingAttention, _ input: NamedArray, _ side: SideInputs) -> String {
    do {
      _ = try layer(input, side)
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func inputsThatDoNotFitAreRefused() throws {
    let layer = try caching(3)
    let end = try NamedArray(NDArray(Int32(0)))
    #expect(try refusal(layer, counting(["seq": 1, "p": 2]), [:]).contains(#"side input "end" is needed"#))
    #expect(
      try refusal(layer, counting(["seq": 1, "p": 2]), ["end": counting(["seq": 2])])
        .contains("must be an integer without axes, found float32 with {seq: 2}"))
    #expect(try refusal(layer, counting(["seq": 4, "p": 2]), ["end": end]).contains("4 tokens along seq are more"))
    #expect(
      try refusal(layer, counting(["seq": 1, "p": 5]), ["end": end]).contains("size 5 does not match the expected 2"))
    #expect(try refusal(layer, counting(["p": 2]), ["end": end]).contains("must have an axis seq"))
    #expect(
      try refusal(layer, counting(["seq": 1, "p": 2], dtype: .bfloat16), ["end": end])
        .contains("the dtype float32 of its cache, found bfloat16"))
  }

  @Test func axesInTwoRolesAreRefused() {
    let error = #expect(throws: LayerInputError.self) {
      _ = try KVCachingAttention.fromUncached(
        plain, sequenceAxis: "seq", cacheLength: 3, cachedAxes: ["seq": 2], cacheEndIndexKey: "end")
    }
    #expect(error?.description.contains("must be different axes") == true)
  }

  @Test func aCacheInAStackIsOfEachLayersOwn() throws {
    let layer = try KVCachingAttention.fromUncached(
      plain, sequenceAxis: "seq", cacheLength: 3, cachedAxes: ["p": 2], cacheEndIndexKey: "end",
      layerStackAxes: ["blocks": 2])
    let cache = try #require(layer.kvCache as? StateVariable<KeyValueCache>)
    #expect(LayerStackBehavior(cache.metadata, axis: "blocks") == .perLayer)
    #expect(cache.value.keys.namedShape == ["blocks": 2, "p": 2, "seq": 3])
    let stack = LayerStack(layer, stackAxis: "blocks", stackAxisSize: 2)
    let side: SideInputs = [
      .tokenPositions: try positions([0]), "kv_positions": try positions([0, -1, -1]),
      "end": try NamedArray(NDArray(Int32(0))),
    ]
    let input = try counting(["seq": 1, "p": 2])
    // A token alone sees itself only, so that every layer gives its input.
    #expect(try values(stack(input, side), "seq", "p") == [1, 2])
    #expect(try values(cache.value.keys, "blocks", "seq", "p") == [1, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0])
  }

  @Test func theErrorOfAPartNamesIt() throws {
    let error = #expect(throws: LayerError.self) { _ = try plain(counting(["seq": 2, "q": 2])) }
    #expect(error?.path.description == ".queryKeyToAttention.sublayers[0]")
    #expect(error?.description.contains("p: ") == true || error?.description.contains(" p") == true)
  }

  @Test func theTreesAreLawful() throws {
    #expect(treeLawViolations(in: Sequential([plain, try caching(2)])) == [])
  }
}
