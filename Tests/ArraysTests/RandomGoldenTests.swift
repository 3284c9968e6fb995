import Arrays
import TestSupport
import Testing

/// Random keys and numbers against those of `jax.random`.
@Suite struct RandomGoldenTests {
  struct Record: Decodable, Sendable {
    var op: String
    var params: [String: GoldenParameter]
    var inputs: [GoldenArray]
    var outputs: [GoldenArray]

    func integer(_ name: String) -> Int? { params[name]?.integer ?? params[name]?.string.flatMap { Int($0) } }
    var shape: [Int] { params["shape"]?.integers ?? [] }
    var dtype: DType { params["dtype"]?.string.flatMap { DType(rawValue: $0) } ?? .float32 }
    var isWide: Bool { params["x64"]?.bool ?? false }

    /// Whether JAX reads the seed as ``RandomKey/init(_:)`` does: a negative one of 32 bits as in the default mode,
    /// one beyond 32 bits as with x64.
    var readsSeedAsWeDo: Bool {
      guard op == "key", let seed = integer("seed") else { return true }
      if seed < 0 { return Int32(exactly: seed) != nil ? !isWide : isWide }
      return UInt32(exactly: seed) != nil || isWide
    }
  }

  static let records = Result { try Golden<Record>.load("random") }
  static let operations = Set(((try? records.get()) ?? []).map(\.op)).sorted()

  private func draw(_ record: Record) throws -> NDArray {
    if record.op == "key" { return try RandomKey(try #require(record.integer("seed"))).data }
    let key = try RandomKey(data: record.inputs[0].array())
    switch record.op {
    case "split": return try key.split(record.shape).data
    case "fold_in":
      return try key.foldIn(NDArray([UInt32(truncatingIfNeeded: try #require(record.integer("data")))], shape: [])).data
    case "bits": return try key.bits(record.shape, dtype: record.dtype)
    case "uniform":
      return try key.uniform(
        record.shape, from: NDArray(record.params["minval"]?.double ?? 0),
        to: NDArray(record.params["maxval"]?.double ?? 1), dtype: record.dtype)
    case "normal": return try key.normal(record.shape, dtype: record.dtype)
    case "truncated_normal":
      return try key.truncatedNormal(
        record.shape, from: record.params["lower"]?.double ?? 0, to: record.params["upper"]?.double ?? 0,
        dtype: record.dtype)
    case "randint":
      let bounds = try (bound(record, "minval"), bound(record, "maxval"))
      return try key.integers(record.shape, from: bounds.0, to: bounds.1, dtype: record.dtype)
    case "bernoulli":
      let dtype = try #require(record.params["p_dtype"]?.string.flatMap { DType(rawValue: $0) })
      return try key.bernoulli(
        NDArray([record.params["p"]?.double ?? 0], shape: [], dtype: dtype), shape: record.shape)
    default: throw ArrayError.argument(operation: record.op, problem: "no function of ours is named for it")
    }
  }

  private func bound(_ record: Record, _ name: String) throws -> NDArray {
    // As an array: an interval written as numbers must not be empty.
    if let value = record.integer(name) { return try NDArray([Int64(value)], shape: []) }
    return try NDArray([try #require(record.params[name]?.string.flatMap { UInt64($0) })], shape: [])
  }

  @Test func everyRecordIsRead() throws {
    let records = try Self.records.get()
    #expect(records.count == 446)
    #expect(records.count { !$0.readsSeedAsWeDo } < 8)
  }

  @Test(arguments: operations) func drawsAgree(_ operation: String) throws {
    for record in try Self.records.get() where record.op == operation && record.readsSeedAsWeDo {
      let result = try draw(record)
      let wanted = try record.outputs[0].array()
      let problem = try TestSupport.difference(result, wanted)
      #expect(problem == nil, "\(operation) \(record.params): \(problem ?? "")")
    }
  }
}
