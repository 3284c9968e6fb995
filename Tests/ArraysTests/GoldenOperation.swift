import TestSupport
import Testing

@testable import Arrays

/// A recorded call of an operation with static parameters, and its derivatives to second order.
struct GoldenOperation: Decodable, Sendable {
  var op: String
  var params: [String: GoldenParameter]
  var inputs: [GoldenArray]
  var outputs: [GoldenArray]
  var derivatives: Derivatives?
  var x64: Bool?

  /// Changes of the floating point results along tangents of the floating point inputs; the gradients for cotangents,
  /// and how they change along the same tangents.
  struct Derivatives: Decodable, Sendable {
    var tangents: [GoldenArray]
    var cotangents: [GoldenArray]
    var jvp: [GoldenArray]
    var gradients: [GoldenArray]
    var second: [GoldenArray]
  }

  typealias Function = @Sendable ([NDArray], GoldenOperation) throws -> [NDArray]

  func integer(_ name: String) -> Int? { params[name]?.integer }
  func double(_ name: String) -> Double? { params[name]?.double }
  func bool(_ name: String) -> Bool { params[name]?.bool ?? false }
  func string(_ name: String) -> String? { params[name]?.string }
  var axis: Int? { integer("axis") }
  var axes: [Int]? { params["axis"]?.integers }
  var keepsAxes: Bool { bool("keepdims") }
  var fill: Literal? { integer("fill").map { .integer($0) } }

  /// What an index outside does, by jax's name.
  var outOfBounds: OutOfBounds? {
    switch string("mode") {
    case "fill": .fill
    case "drop": .drop
    case "clip": .clip
    case "wrap": .wrap
    case "promise_in_bounds": .promiseInBounds
    default: nil
    }
  }

  /// The call, for messages.
  var label: String { "\(op) of \(inputs.map { "\($0.dtype)\($0.shape)" }), \(params)" }

  /// An operation that gives one array.
  static func one(_ function: @escaping @Sendable ([NDArray], GoldenOperation) throws -> NDArray) -> Function {
    { [try function($0, $1)] }
  }

  // MARK: Comparison

  /// Compares results of the operation with the recorded ones.
  func expectValues(_ results: [NDArray], _ tolerance: Tolerance, _ label: String) throws {
    try expect(results, toBe: outputs, tolerance, label)
  }

  /// The changes of the results, the gradients and their changes, of a function at these inputs.
  func derivatives(of function: @escaping Function, at inputs: [NDArray], along tangents: [NDArray]) throws
    -> [[NDArray]]
  {
    let places = inputs.indices.filter { inputs[$0].dtype.isFloating }
    let active: ([NDArray]) throws -> [NDArray] = { floats in
      var arguments = inputs
      for (place, float) in zip(places, floats) { arguments[place] = float }
      return try function(arguments, self).filter(\.dtype.isFloating)
    }
    let floats = places.map { inputs[$0] }
    let cotangents = try (derivatives?.cotangents ?? []).map { try $0.array() }
    let forward = try jvp(active, at: floats, along: tangents)
    let second = try jvp({ try vjp(active, at: $0).pullback(cotangents) }, at: floats, along: tangents)
    return [forward.tangent, second.value, second.tangent]
  }

  /// Compares what ``derivatives(of:at:along:)`` gave with what is recorded.
  func expectDerivatives(_ results: [[NDArray]], _ tolerance: Tolerance, _ label: String) throws {
    guard let derivatives else { return }
    try expect(results[0], toBe: derivatives.jvp, tolerance, "\(label), jvp")
    try expect(results[1], toBe: derivatives.gradients, tolerance, "\(label), gradients")
    try expect(results[2], toBe: derivatives.second, tolerance, "\(label), second derivatives")
  }

  private func expect(
    _ found: [NDArray], toBe wanted: [GoldenArray], _ tolerance: Tolerance, _ label: String
  ) throws {
    #expect(found.count == wanted.count, "\(label)")
    for (number, (found, wanted)) in zip(found, try wanted.map { try $0.array() }).enumerated() {
      let relative = tolerance.relative(found.dtype)
      // Terms of both signs may cancel; the error is that of terms of size one.
      let problem = try TestSupport.difference(
        found, inOurTypes(wanted, found), relative: relative, absolute: relative)
      #expect(problem == nil, "\(label), result \(number): \(problem ?? "")")
    }
  }

  /// What is wanted in our types: where jax's default types depend on its mode, they are those of 32 bits here.
  private func inOurTypes(_ wanted: NDArray, _ found: NDArray) throws -> NDArray {
    let narrow: [DType: DType] = [.int64: .int32, .uint64: .uint32, .float64: .float32]
    guard x64 == true, narrow[wanted.dtype] == found.dtype else { return wanted }
    return try wanted.astype(found.dtype)
  }
}

/// All records of a subject, by operation.
struct GoldenOperations {
  var records: Result<[GoldenOperation], any Error>
  var functions: [String: GoldenOperation.Function]
  /// Operations that add up or take functions of their elements; all others must be exact, but for their derivatives.
  var rounded: [String: Tolerance]

  init(
    _ subject: String, _ functions: [String: GoldenOperation.Function], rounded: [String: Tolerance] = [:]
  ) {
    records = Result { try Golden<GoldenOperation>.load(subject) }
    self.functions = functions
    self.rounded = rounded
  }

  var operations: [String] { Set(((try? records.get()) ?? []).map(\.op)).sorted() }
  var differentiable: [String] {
    Set(((try? records.get()) ?? []).filter { $0.derivatives != nil }.map(\.op)).sorted()
  }

  /// Compares the values of all records of an operation, many of them computed by each program.
  func expectValues(_ operation: String) throws {
    let function = try #require(functions[operation], "\(operation) is not mapped")
    for records in try batches(of: operation, 24) {
      let program = jit { (inputs: [[NDArray]]) in try zip(inputs, records).map { try function($0, $1) } }
      let results = try program(records.map { try $0.inputs.map { try $0.array() } })
      for (record, results) in zip(records, results) {
        try record.expectValues(results, rounded[operation] ?? .exact, record.label)
      }
    }
  }

  /// Compares the derivatives of all records of an operation that have some.
  func expectDerivatives(_ operation: String) throws {
    let function = try #require(functions[operation], "\(operation) is not mapped")
    for records in try batches(of: operation, 8, where: { $0.derivatives != nil }) {
      let program = jit { (inputs: [[NDArray]], tangents: [[NDArray]]) in
        try zip(records, zip(inputs, tangents)).map { try $0.derivatives(of: function, at: $1.0, along: $1.1) }
      }
      let results = try program(
        records.map { try $0.inputs.map { try $0.array() } },
        records.map { try ($0.derivatives?.tangents ?? []).map { try $0.array() } })
      for (record, results) in zip(records, results) {
        try record.expectDerivatives(results, Tolerance.plain.times(20), record.label)
      }
    }
  }

  private func batches(
    of operation: String, _ size: Int, where isChosen: (GoldenOperation) -> Bool = { _ in true }
  ) throws -> [[GoldenOperation]] {
    let chosen = try records.get().filter { $0.op == operation && isChosen($0) }
    return stride(from: 0, to: chosen.count, by: size).map { Array(chosen[$0..<min($0 + size, chosen.count)]) }
  }
}
