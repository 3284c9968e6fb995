import TestSupport
import Testing

@testable import Arrays

/// Values, first and second derivatives and batches of composite functions, against those recorded from JAX.
@Suite struct GradientGoldenTests {
  struct Record: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var formula: String
    var inputs: [GoldenArray]
    var constants: [GoldenArray]
    var tangents: [GoldenArray]
    var cotangent: GoldenArray
    var output: GoldenArray
    var jvp: GoldenArray
    var gradients: [GoldenArray]
    var second: [GoldenArray]
    var batched: Batch

    struct Batch: Decodable, Sendable {
      var inputs: [GoldenArray]
      var output: GoldenArray
      var gradients: [GoldenArray]
    }

    var testDescription: String { name }

    /// The function of the formula, written in Swift.
    func function() throws -> ([NDArray]) throws -> NDArray {
      let function = try #require(GradientFunctions.all[name], "no Swift function for \(formula)")
      let constants = try constants.map { try $0.array() }
      return { try function($0, constants) }
    }

    /// The gradients of the inputs for the recorded cotangent.
    func pullback() throws -> ([NDArray]) throws -> [NDArray] {
      let (function, cotangent) = (try function(), try cotangent.array())
      return { try vjp(function, at: $0).pullback(cotangent) }
    }
  }

  private static let records = Result { try Golden<Record>.load("gradients") }

  @Test func everyFunctionIsRecordedAndEveryRecordHasAFunction() throws {
    let names = try Self.records.get().map(\.name)
    #expect(names.count == 45)
    #expect(Set(names) == Set(GradientFunctions.all.keys))
  }

  @Test(arguments: try records.get())
  func valuesAndDerivativesAreThoseOfJAX(record: Record) throws {
    let (inputs, tangents) = (try record.inputs.map { try $0.array() }, try record.tangents.map { try $0.array() })
    let (function, pullback) = (try record.function(), try record.pullback())
    try expect([function(inputs)], toBe: [record.output], "value")
    // One program for all derivatives.
    let derivatives = jit { (inputs: [NDArray], tangents: [NDArray]) in
      let forward = try jvp(function, at: inputs, along: tangents)
      let second = try jvp(pullback, at: inputs, along: tangents)
      return [[forward.value, forward.tangent], second.value, second.tangent]
    }
    let results = try derivatives(inputs, tangents)
    try expect(results[0], toBe: [record.output, record.jvp], "jvp")
    try expect(results[1], toBe: record.gradients, "gradients")
    try expect(results[2], toBe: record.second, "second")
  }

  @Test(arguments: try records.get())
  func batchesAreThoseOfJAX(record: Record) throws {
    let (function, pullback) = (try record.function(), try record.pullback())
    let batched: ([NDArray]) throws -> [[NDArray]] = jit { inputs in
      [[try vmap(function)(inputs)], try vmap(pullback)(inputs)]
    }
    let results = try batched(record.batched.inputs.map { try $0.array() })
    try expect(results[0], toBe: [record.batched.output], "output")
    try expect(results[1], toBe: record.batched.gradients, "gradients")
  }

  private func expect(_ found: [NDArray], toBe wanted: [GoldenArray], _ what: String) throws {
    #expect(found.count == wanted.count)
    for (position, (found, wanted)) in zip(found, try wanted.map { try $0.array() }).enumerated() {
      #expect(found.type == wanted.type, "\(what) \(position)")
      let (x, y) = (try found.doubles(), try wanted.doubles())
      #expect(distance(x, y) < 2e-5, "\(what) \(position): \(x) against \(y)")
    }
  }
}
