import Arrays
import Layers
import NamedAxes
import TestSupport
import Testing
import Trees
import Variables

/// One record of `Tests/Golden/layers_random.json` or `transformers.json`.
struct RandomLayerRecord: Decodable, Sendable, CustomTestStringConvertible {
  let config: LayerConfig
  let seed: Int
  let inputs: [RecordedArray]
  let side: [String: RecordedArray]
  let parameters: [LayerRecord.LabelledArray]
  let output: RecordedArray
  let cotangent: RecordedArray
  let gradients: [LayerRecord.LabelledArray]
  let inputGradients: [RecordedArray]

  enum CodingKeys: String, CodingKey {
    case config, seed, inputs, side, parameters, output, cotangent, gradients
    case inputGradients = "input_gradients"
  }

  var testDescription: String { "\(config.layer) \(config.dtype) seed \(seed)" }

  /// How far results may be off, relative to the greatest element.
  ///
  /// XLA keeps what lies between operations on bfloat16 in either precision, as each of its builds sees fit; over the
  /// two blocks of a transformer the roundings add up.
  var tolerance: Double {
    guard (inputs + [output, cotangent]).contains(where: { $0.data.dtype == "bfloat16" }) else { return 2e-5 }
    return config.layer == "TransformerLM" ? 0.15 : 0.04
  }
}

/// Layers of every kind in random configurations against the original: parameters, results and gradients.
struct RandomLayerGoldenTests {
  static let layers = (try? Golden<RandomLayerRecord>.load("layers_random")) ?? []
  static let transformers = (try? Golden<RandomLayerRecord>.load("transformers")) ?? []
  static let records = layers + transformers

  @Test func theRecordsAreAllThere() {
    #expect(Self.records.count >= 300)
    let kinds = Set(Self.records.map(\.config.layer))
    for kind in LayerConfig.builders.keys
    where kind != "Sequential" && !kind.hasPrefix("Branch") && kind != "NamedGroup" {
      #expect(kinds.contains(kind), "no record of \(kind)")
    }
  }

  @Test(arguments: records)
  func parametersAreThoseOfTheOriginal(_ record: RandomLayerRecord) throws {
    let parameters = try unbound(record.config.build(RandomKey(record.seed))).parameters
    #expect(parameters.map(\.label.text) == record.parameters.map(\.label))
    for (parameter, recorded) in zip(parameters, record.parameters) {
      let wanted = try recorded.value.array()
      #expect(parameter.value.names == wanted.names)
      // Normal numbers of float32 go through a logarithm that two builds of XLA round differently, one time in 200.
      let isNormal = record.config["initializer"]?.text?.hasSuffix("normal") == true
      let allowed = isNormal && wanted.dtype == .float32 ? 0x3p-23 : 0
      #expect(try difference(parameter.value.data, wanted.data, relative: allowed) == nil, "\(recorded.label)")
    }
  }

  @Test(arguments: records)
  func resultsAndGradientsAreThoseOfTheOriginal(_ record: RandomLayerRecord) throws {
    let (slots, parameters) = try unbound(record.config.build(RandomKey(record.seed)))
    let inputs = try record.inputs.map { try $0.array() }
    let floating = inputs.indices.filter { inputs[$0].dtype.isFloating }
    var side: SideInputs = [:]
    for (name, value) in record.side { side[SideInputs.Key(name)] = try value.array() }

    let point = Point(parameters: parameters.map { $0.frozen() }, inputs: floating.map { inputs[$0] })
    let cotangent = try record.cotangent.array()
    // One program for both directions, where each operation alone would be compiled for its shapes.
    let results = try jit { (point: Point) in
      let (output, pullback) = try vjp(
        { point in
          var inputs = inputs
          for (place, input) in zip(floating, point.inputs) { inputs[place] = input }
          return try call(slots, point.parameters, inputs, isList: record.config.layer == "NamedEinsum", side)
        }, at: point)
      return Pair(output, try pullback(cotangent.order(like: output)))
    }(point)
    let (output, gradient) = (results.first, results.second)
    let tolerance = record.tolerance
    try expectNoMismatch(output, record.output.array(), tolerance, "output")

    #expect(gradient.parameters.map(\.label.text) == record.gradients.map(\.label))
    for (found, recorded) in zip(gradient.parameters, record.gradients) {
      try expectNoMismatch(found.value, recorded.value.array(), tolerance, recorded.label)
    }
    #expect(gradient.inputs.count == record.inputGradients.count)
    for (found, recorded) in zip(gradient.inputs, record.inputGradients) {
      try expectNoMismatch(found, recorded.array(), tolerance, "input")
    }
  }

  private func unbound(_ layer: some Layer) throws -> (layer: any Layer, parameters: [Parameter]) {
    let (slots, parameters) = try unbindParameters(layer)
    return (slots, parameters)
  }

  private func call(
    _ slots: some Layer, _ parameters: [ParameterValue], _ inputs: [NamedArray], isList: Bool, _ side: SideInputs
  ) throws -> NamedArray {
    let layer = try bindVariables(slots, parameters)
    return try #require(try layer.call(isList ? inputs : inputs[0], side) as? NamedArray)
  }

  /// What a layer is differentiated at.
  private struct Point: PyTree {
    var parameters: [ParameterValue]
    var inputs: [NamedArray]

    mutating func walk(_ walker: inout some TreeWalker) throws {
      try walker.child("parameters", &parameters)
      try walker.child("inputs", &inputs)
    }
  }

  /// Checks that two arrays differ by rounding only, relative to their greatest element, whatever the order of axes.
  private func expectNoMismatch(
    _ found: NamedArray, _ expected: NamedArray, _ tolerance: Double, _ what: String
  ) throws {
    let scale = try expected.data.doubles().map(abs).filter { $0 < 1e30 }.max() ?? 0
    let mismatch = try difference(
      found.order(like: expected).data, expected.data, relative: tolerance, absolute: Swift.max(tolerance * scale, 1e-5)
    )
    #expect(mismatch == nil, "\(what), up to \(scale): \(mismatch ?? "")")
  }
}
