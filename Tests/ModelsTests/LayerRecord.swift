import Arrays
import Layers
import Models
import NamedAxes
import TestSupport
import Testing

/// One record of `Tests/Golden/layers.json`.
struct LayerRecord: Decodable, Sendable, CustomTestStringConvertible {
  let layer: String
  let seed: Int
  let config: Config
  let parameters: [LabelledArray]?
  let gradients: [LabelledArray]?
  let input: RecordedArray
  let output: RecordedArray?
  let cotangent: RecordedArray?
  let inputGradient: RecordedArray?
  let error: RecordedError?

  enum CodingKeys: String, CodingKey {
    case layer, seed, config, parameters, gradients, input, output, cotangent, error
    case inputGradient = "input_gradient"
  }

  /// The arguments that the original built the layer from.
  struct Config: Decodable, Sendable {
    var name: String?
    var inputAxes, outputAxes, parallelAxes, parallelBroadcastAxes: [RecordedAxis]?
    var biasedAxes, newOutputAxes, embeddingAxes, acrossAxes: [RecordedAxis]?
    var initializer, linearInitializer, biasInitializer: String?
    var dtype: String?
    var renameOutputsIfNecessary: Bool?
    var vocabSize: Int?
    var vocabularyAxis: String?
    var axes: [String]?
    var function, activationFn, featureAxis: String?
    var epsilon: Double?
    var featureSizes: [Int]?

    enum CodingKeys: String, CodingKey {
      case name, initializer, dtype, axes, function, epsilon
      case inputAxes = "input_axes"
      case outputAxes = "output_axes"
      case parallelAxes = "parallel_axes"
      case parallelBroadcastAxes = "parallel_broadcast_axes"
      case biasedAxes = "biased_axes"
      case newOutputAxes = "new_output_axes"
      case embeddingAxes = "embedding_axes"
      case acrossAxes = "across_axes"
      case linearInitializer = "linear_initializer"
      case biasInitializer = "bias_initializer"
      case renameOutputsIfNecessary = "rename_outputs_if_necessary"
      case vocabSize = "vocab_size"
      case vocabularyAxis = "vocabulary_axis"
      case activationFn = "activation_fn"
      case featureAxis = "feature_axis"
      case featureSizes = "feature_sizes"
    }
  }

  struct LabelledArray: Decodable, Sendable {
    let label: String
    let value: RecordedArray
  }

  struct RecordedError: Decodable, Sendable {
    let type: String
    let message: String
  }

  var testDescription: String {
    "\(layer) \(config.name ?? config.function ?? "") seed \(seed)\(error.map { ": \($0.message)" } ?? "")"
  }
}

/// An axis as a pair of name and size.
struct RecordedAxis: Decodable, Sendable {
  let name: String
  let size: Int

  init(from decoder: any Decoder) throws {
    var pair = try decoder.unkeyedContainer()
    name = try pair.decode(String.self)
    size = try pair.decode(Int.self)
  }
}

/// A recorded named array: positional axes first, then the named ones.
struct RecordedArray: Decodable, Sendable {
  let positionalShape: [Int]
  let namedShape: [RecordedAxis]
  let data: GoldenArray

  enum CodingKeys: String, CodingKey {
    case data
    case positionalShape = "positional_shape"
    case namedShape = "named_shape"
  }

  func array() throws -> NamedArray {
    let data = try data.array()
    let positional = positionalShape.count
    let namedFirst = Array(positional..<data.rank) + Array(0..<positional)
    return try NamedArray(data.transposed(namedFirst)).tagPrefix(namedShape.map { AxisName($0.name) })
  }
}

extension NamedShape {
  init(_ axes: [RecordedAxis]?) {
    self.init((axes ?? []).map { (AxisName($0.name), $0.size) })
  }
}

/// What the recording has no counterpart for here.
enum LayerRecordError: Error {
  case unknown(String)
}
