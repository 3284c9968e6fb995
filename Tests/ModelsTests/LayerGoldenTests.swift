import Arrays
import Layers
import NamedAxes
import TestSupport
import Testing
import Trees
import Variables

/// Every layer against the original: parameters, results, gradients and refusals.
struct LayerGoldenTests {
  static let records = (try? Golden<LayerRecord>.load("layers")) ?? []

  /// Layers whose result has its axes in the order of the input where the original puts them in another one.
  ///
  /// Order in memory is no part of what a named array means.
  static let otherOrder: Set = ["Softmax", "EmbeddingLookup", "LayerNorm", "RMSLayerNorm"]

  static let valid = records.filter { $0.error == nil }
  static let refused = records.filter { $0.error != nil }

  @Test func theRecordsAreAllThere() {
    #expect(Self.records.count == 75)
    #expect(Self.valid.count == 57)
    #expect(Self.refused.count == 18)
  }

  @Test(arguments: valid)
  func parametersAreThoseOfTheOriginal(_ record: LayerRecord) throws {
    let (_, parameters) = try unbind(try record.build())
    let expected = record.parameters ?? []
    #expect(parameters.map(\.label.text) == expected.map(\.label))
    for (parameter, recorded) in zip(parameters, expected) {
      let wanted = try recorded.value.array()
      #expect(parameter.value.names == wanted.names)
      #expect(try difference(parameter.value.data, wanted.data) == nil, "\(recorded.label)")
    }
  }

  @Test(arguments: valid)
  func resultsAreThoseOfTheOriginal(_ record: LayerRecord) throws {
    let layer = try record.build()
    let output = try layer(record.input.array())
    let expected = try #require(record.output).array()
    if !Self.otherOrder.contains(record.layer) { #expect(output.names == expected.names) }
    #expect(try mismatch(output, expected) == nil)
  }

  @Test(arguments: valid)
  func gradientsAreThoseOfTheOriginal(_ record: LayerRecord) throws {
    let (slots, parameters) = try unbind(try record.build())
    let point = Point(parameters: parameters.map { $0.frozen() }, input: try record.input.array())
    let (output, pullback) = try vjp({ try call(slots, at: $0) }, at: point)
    let cotangent = try #require(record.cotangent).array().order(like: output)
    let gradient = try pullback(cotangent)

    #expect(gradient.parameters.map(\.label.text) == record.gradients?.map(\.label) ?? [])
    for (found, recorded) in zip(gradient.parameters, record.gradients ?? []) {
      #expect(try mismatch(found.value, recorded.value.array()) == nil, "\(recorded.label)")
    }
    if let expected = record.inputGradient {
      #expect(try mismatch(gradient.input, expected.array()) == nil, "input")
    }
  }

  @Test(arguments: refused)
  func refusalsSayWhatTheOriginalsSay(_ record: LayerRecord) throws {
    let error = #expect(throws: (any Error).self) {
      let layer = try record.build()
      _ = try layer(record.input.array())
    }
    let thrown = try #require(error)
    let underlying = (thrown as? LayerError)?.underlying ?? thrown
    #expect(underlying is LayerInputError || underlying is NamedAxisError, "\(type(of: underlying)): \(underlying)")
    let message = "\(thrown)"
    for fact in try #require(record.error).facts {
      #expect(message.contains(fact), "\"\(fact)\" is missing in: \(message)")
    }
  }

  /// The parameters of a layer whose type is known at run time only.
  private func unbind(_ layer: any Layer) throws -> (any Layer, [Parameter]) {
    func open(_ layer: some Layer) throws -> (any Layer, [Parameter]) {
      let (slots, parameters) = try unbindParameters(layer)
      return (slots, parameters)
    }
    return try open(layer)
  }

  /// A layer called with parameters and an input.
  private func call(_ slots: any Layer, at point: Point) throws -> NamedArray {
    func open(_ layer: some Layer) throws -> NamedArray {
      try bindVariables(layer, point.parameters)(point.input)
    }
    return try open(slots)
  }

  /// What a layer is differentiated at.
  private struct Point: PyTree {
    var parameters: [ParameterValue]
    var input: NamedArray

    mutating func walk(_ walker: inout some TreeWalker) throws {
      try walker.child("parameters", &parameters)
      try walker.child("input", &input)
    }
  }

  /// How two arrays differ by more than rounding, whatever the order of their axes.
  private func mismatch(_ found: NamedArray, _ expected: NamedArray) throws -> String? {
    let tolerance = expected.dtype == .bfloat16 ? 0.01 : 1e-6
    return try difference(
      found.order(like: expected).data, expected.data, relative: tolerance, absolute: tolerance)
  }
}

extension LayerRecord.RecordedError {
  /// What our message must have of the original's: layer, axis names and sizes, dtypes.
  var facts: [String] {
    var facts: [String] = []
    // "(mlp/Affine_0/Linear) Mismatch while ..."
    if let name = message.wholeMatch(of: /\(([^)]*)\) Mismatch(?s:.*)/)?.1 { facts.append("(\(name))") }
    for match in message.matches(of: /Axis '(.*)': Actual size (\d+) does not match expected (\d+)/) {
      facts += ["axis \(match.1): size \(match.2) does not match the expected \(match.3)"]
    }
    for match in message.matches(of: /Axis '(.*)': Expected to be present/) {
      facts += ["axis \(match.1): expected to be present, but missing"]
    }
    for (phrase, wanted) in [
      ("Key conflict", ["have an axis out", "features: 3"]), ("wrong dtype", ["floating point", "int32"]),
      ("Positional shape (2,)", ["positional axes of shape [2]"]),
      ("must not overlap if rename", ["inputAxes", "outputAxes", "must not overlap", "{features: 3}"]),
      ("parallel_axes={'in': 3}", ["must not overlap", "{in: 3}", "{out: 3}"]),
      ("parallel_axes={'p': 2}", ["must not overlap", "{p: 2}", "{in: 3}", "{out: 3}"]),
      ("rename in to in_out", ["{in: 3}", "{in: 3, in_out: 3}", "rename"]),
      ("call to nmap", ["features", "size 5 does not match the expected 3"]),
      ("dot_general", ["embedding", "size 3 does not match the expected 4"]),
      ("`vocabulary_axis` vocabulary", ["vocabulary axis vocabulary", "{vocabulary: 4}"]),
      ("Requested axis names {'b'}", ["no axis named b", "{a: 2}"]),
    ] where message.contains(phrase) {
      facts += wanted
    }
    return facts.isEmpty ? ["a rule for: \(message)"] : facts
  }
}
