import Arrays
import Layers
import Models
import NamedAxes
import TestSupport
import Testing
import Variables

/// One record of `Tests/Golden/dropout.json`.
struct DropoutRecord: Decodable, Sendable, CustomTestStringConvertible {
  let layer: String
  let seed: Int
  let dropRate: Double
  let shareAcrossAxes: [String]?
  let featureSizes: [Int]?
  let input: RecordedArray
  let outputs: [RecordedArray]

  enum CodingKeys: String, CodingKey {
    case layer, seed, input, outputs
    case dropRate = "drop_rate"
    case shareAcrossAxes = "share_across_axes"
    case featureSizes = "feature_sizes"
  }

  var testDescription: String { "\(layer) at \(dropRate) of \(input.namedShape.map(\.size)), seed \(seed)" }

  func build() throws -> any Layer {
    guard let featureSizes else {
      return StochasticDropout(dropRate: dropRate, shareAcrossAxes: (shareAcrossAxes ?? []).map { AxisName($0) })
    }
    return try DropoutMLP.fromConfig(key: RandomKey(seed + 1), featureSizes: featureSizes, dropRate: dropRate)
  }
}

/// One stream of keys drops the same elements as in the original, call after call.
struct DropoutGoldenTests {
  static let records = (try? Golden<DropoutRecord>.load("dropout")) ?? []

  @Test func theRecordsAreAllThere() {
    #expect(Self.records.count == 18)
  }

  @Test(arguments: records)
  func theSameElementsAreDropped(_ record: DropoutRecord) throws {
    let layer = try record.build()
    let side: SideInputs = [.randomStream: RandomStream(baseKey: try RandomKey(record.seed))]
    let input = try record.input.array()
    for recorded in record.outputs {
      let expected = try recorded.array()
      let output = try layer(input, side)
      // The scale rounds once; matrix products lie between the elements of a perceptron.
      let tolerance = record.layer == "DropoutMLP" ? 1e-5 : input.dtype.step
      #expect(
        try difference(
          output.order(like: expected).data, expected.data, relative: tolerance,
          absolute: record.layer == "DropoutMLP" ? 1e-6 : 0) == nil)
    }
  }
}

extension DType {
  /// The distance from one to the next greater number.
  fileprivate var step: Double {
    switch self {
    case .bfloat16: 0x1p-7
    case .float16: 0x1p-10
    default: 0x1p-23
    }
  }
}
