import Arrays
import TestSupport
import Testing

/// Convolutions and pooling against JAX.
@Suite struct ConvolutionGoldenTests {
  static let golden = OperationRecords("convolution")

  typealias Pool = @Sendable (NDArray, OperationRecord, [Int], WindowPadding) throws -> NDArray

  static func pool(_ body: @escaping Pool) -> OperationRecord.Function {
    { [try body($0[0], $1, $1.integers("window") ?? [], $1.padding)] }
  }

  static let functions: [String: OperationRecord.Function] = [
    "conv": { arrays, record in
      [
        try arrays[0].convolved(
          with: arrays[1], strides: record.integers("strides"), padding: record.padding,
          inputDilation: record.integers("inputDilation"), kernelDilation: record.integers("kernelDilation"),
          dimensions: record.dimensions, featureGroupCount: record.params["features"]?.integer ?? 1,
          batchGroupCount: record.params["batches"]?.integer ?? 1)
      ]
    },
    "conv_transpose": { arrays, record in
      [
        try arrays[0].convTranspose(
          arrays[1], strides: record.integers("strides"), padding: record.padding,
          kernelDilation: record.integers("kernelDilation"), dimensions: record.dimensions,
          transposesKernel: record.bool("transposesKernel"))
      ]
    },
    "convolve": { [try $0[0].convolve($0[1], mode: $1.mode)] },
    "correlate": { [try $0[0].correlate($0[1], mode: $1.mode)] },
    "max_pool": pool {
      try $0.maxPool($2, strides: $1.integers("strides"), padding: $3, dilation: $1.integers("dilation"))
    },
    "min_pool": pool {
      try $0.minPool($2, strides: $1.integers("strides"), padding: $3, dilation: $1.integers("dilation"))
    },
    "sum_pool": pool {
      try $0.sumPool($2, strides: $1.integers("strides"), padding: $3, dilation: $1.integers("dilation"))
    },
    "average_pool": pool {
      try $0.averagePool(
        $2, strides: $1.integers("strides"), padding: $3, countingPadding: $1.bool("countingPadding"))
    },
  ]

  @Test func everyRecordIsRead() {
    #expect(Self.golden.problem == nil)
    #expect(Self.golden.records.count > 250)
  }

  /// JAX's own tests allow 1e-4 for float32, 1e-2 for bfloat16 and 1e-3 for float16; float64 is held further.
  @Test(arguments: golden.operations) func valuesAndDerivativesAgree(_ operation: String) throws {
    try Self.golden.check(operation, Self.functions, Tolerance(float32: 1e-5, float64: 1e-12))
  }
}

extension OperationRecord {
  fileprivate var padding: WindowPadding {
    if let pairs = params["padding"]?.list { return .amounts(pairs.compactMap(\.integers).map { ($0[0], $0[1]) }) }
    return switch string("padding") {
    case "SAME": .same
    case "SAME_LOWER": .sameLower
    default: .valid
    }
  }

  fileprivate var dimensions: ConvolutionDimensions? {
    let letters = params["dimensions"]?.list?.compactMap(\.string) ?? []
    return letters.isEmpty ? nil : ConvolutionDimensions(input: letters[0], kernel: letters[1], output: letters[2])
  }

  fileprivate var mode: CorrelationMode {
    switch string("mode") {
    case "full": .full
    case "same": .same
    default: .valid
    }
  }
}
