import Arrays
import TestSupport
import Testing
import Variables

/// The keys that the original's streams give, drawn in several ways.
@Suite struct RandomStreamGoldenTests {
  @Test(arguments: VariableGoldenTests.cases(.stream))
  func streamsGiveTheKeysThatWereRecorded(_ record: VariableCase) throws {
    let (seed, count) = (try #require(record.seed), try #require(record.count))
    let stream = RandomStream(baseKey: try RandomKey(seed))
    let keys = try draw(count, from: stream, record.name)
    let expected = try #require(record.keys).array()
    #expect(try difference(NDArray.stack(keys.map(\.data)), expected) == nil)
    let draws = try NDArray.stack(keys.map { try $0.uniform([]) })
    #expect(try difference(draws, #require(record.draws).array()) == nil)
    #expect(stream.offset.label.text == record.label)
    #expect(try stream.offset.value.item(as: Int32.self) == Int32(#require(record.offset)))
  }

  private func draw(_ count: Int, from stream: RandomStream, _ way: String) throws -> [RandomKey] {
    switch way {
    case "eager":
      return try (0..<count).map { _ in try stream.nextKey() }
    case "jit":
      let step = jit { (stream: RandomStream) in try stream.nextKey() }
      return try (0..<count).map { _ in try step(stream) }
    case "jit twice":
      let step = jit { (stream: RandomStream) in [try stream.nextKey(), try stream.nextKey()] }
      return try (0..<count / 2).flatMap { _ in try step(stream) }
    case "scan":
      return try scan([NDArray](), length: count) { none in (none, try stream.nextKey()) }.results.single(count)
    case "grad":
      return try (0..<count).map { _ in
        try valueAndGradWithAuxiliary { (x: NDArray) in
          let key = try stream.nextKey()
          return (try x * key.uniform([]), key)
        }(NDArray(1.0)).auxiliary
      }
    default:
      Issue.record("unknown way to draw keys: \(way)")
      return []
    }
  }

  @Test(arguments: VariableGoldenTests.cases(.stream).filter { $0.name == "scan" })
  func streamsPassedOnAsValuesGiveThemToo(_ record: VariableCase) throws {
    let stream = RandomStream(baseKey: try RandomKey(#require(record.seed)))
    let (slots, values) = try unbindAndFreezeStateVariables(stream)
    let count = try #require(record.count)
    let (carry, keys) = try scan(values, length: count) { values in
      let variables = values.map { $0.unfreezeAsCopy() }
      let key = try bindVariables(slots, variables).nextKey()
      return (variables.map { $0.freeze() }, key)
    }
    #expect(try difference(keys.data, #require(record.keys).array()) == nil)
    #expect(try stream.offset.value.item(as: Int32.self) == 0)
    let offset = try #require(carry.first as? StateVariableValue<NDArray>).value
    #expect(try offset.item(as: Int32.self) == Int32(count))
  }
}

extension RandomKey {
  /// The keys of an array of keys.
  fileprivate func single(_ count: Int) throws -> [RandomKey] {
    try (0..<count).map { try RandomKey(data: data[$0]) }
  }
}
