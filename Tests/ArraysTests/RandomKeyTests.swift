import Arrays
import Testing

/// Arrays of keys, keys under transformations, and mistakes with them.
@Suite struct RandomKeyTests {
  private let key: RandomKey

  init() throws { key = try RandomKey(7) }

  @Test func keysAreIndexedLikeArrays() throws {
    let keys = try key.split([4, 3])
    let all = try keys.data.elements(as: UInt32.self)
    #expect(keys.shape == [4, 3])
    #expect(try keys[2, 1].data.elements(as: UInt32.self) == Array(all[14..<16]))
    #expect(try keys[-1].data.elements(as: UInt32.self) == Array(all[18..<24]))
    #expect(try keys[1..<3].shape == [2, 3])
    #expect(try keys[.ellipsis, 0].shape == [4])
    #expect(try keys[.all, .newAxis, 1].shape == [4, 1])
    #expect(try keys[NDArray([3, 0])].shape == [2, 3])
    #expect(try keys[3, 2].uniform([2]).doubles() == keys[3][2].uniform([2]).doubles())
  }

  @Test func keysAreStackedAndReshaped() throws {
    let keys = try key.split(into: 6)
    let stacked = try RandomKey.stack(keys)
    #expect(try stacked.data.doubles() == key.split([6]).data.doubles())
    #expect(try stacked.reshaped(to: [2, 3])[1, 0].data.doubles() == keys[3].data.doubles())
    #expect(try RandomKey.stack([stacked, stacked], axis: -1).shape == [6, 2])
  }

  @Test func numbersFoldInOneByOneOrTogether() throws {
    let together = try key.foldIn(NDArray([[0, 5], [-1, 9]].flatMap { $0 }, shape: [2, 2]))
    for (place, number) in [0, 5, -1, 9].enumerated() {
      let one = try key.foldIn(NDArray(number))
      #expect(try together[place / 2, place % 2].data.doubles() == one.data.doubles())
    }
    let traced = try jit { (key: RandomKey, step: NDArray) in try key.foldIn(step).uniform([3]) }(key, NDArray([5])[0])
    #expect(try traced.doubles() == key.foldIn(5).uniform([3]).doubles())
  }

  @Test func keysPassThroughTransformations() throws {
    let keys = try key.split([5])
    let mapped = try vmap { (key: RandomKey) in try key.split(into: 2)[1].normal([2]) }(keys)
    for place in 0..<5 {
      #expect(try mapped[place].doubles() == keys[place].split(into: 2)[1].normal([2]).doubles())
    }
    let split = try vmap { (key: RandomKey) in try key.split([3]) }(keys)
    #expect(split.shape == [5, 3])
    #expect(try split[4].data.doubles() == keys[4].split([3]).data.doubles())
    let slope = try grad { (scale: NDArray, key: RandomKey) in try key.rayleigh(scale, shape: [4]).sum() }
    #expect(
      try slope(NDArray([2.0])[0], key).item(as: Float.self) == key.rayleigh(1, shape: [4]).sum().item(as: Float.self))
  }

  @Test func seedsOfAnArrayGiveTheKeysOfEach() throws {
    let keys = try RandomKey(seeds: NDArray([0, 42, -3]))
    for (place, seed) in [0, 42, -3].enumerated() {
      #expect(try keys[place].data.doubles() == RandomKey(seed).data.doubles())
    }
  }

  private func message(_ body: () throws -> Void) -> String {
    (#expect(throws: ArrayError.self) { try body() })?.description ?? ""
  }

  @Test func mistakesAreNamed() throws {
    let keys = try key.split([2])
    #expect(
      message { _ = try keys.uniform() }.contains("uniform")
        && message { _ = try keys.uniform() }.contains("a single key"))
    #expect(message { _ = try keys.split([2]) }.contains("vmap"))
    #expect(message { _ = try keys[0, 1] }.contains("2 indices"))
    #expect(message { _ = try keys[2] }.contains("index 2"))
    #expect(message { _ = try RandomKey.stack([]) }.contains("at least one key"))
    #expect(message { _ = try keys.reshaped(to: [3]) }.contains("[3]"))
    #expect(message { _ = try key.foldIn(0.5) }.contains("integer dtype"))
    #expect(message { _ = try RandomKey(seeds: NDArray([1.5])) }.contains("integer dtype"))
    #expect(message { _ = try RandomKey(data: NDArray([1, 2])) }.contains("uint32 words with a last axis of size 2"))
    #expect(message { _ = try RandomKey(data: NDArray([UInt32(1)])) }.contains("[1]"))
    #expect(message { _ = try key.split([-1]) }.contains("[-1]"))
  }
}
