import StableHLO

@testable import Arrays

extension PrimitiveCases {
  private static let real = DType.allCases.filter(Domain.real.contains)

  /// A convolution, with refusals of features and dtypes that do not fit.
  private static func convolution(
    _ window: SlidingWindow, _ input: [Int], _ kernel: [Int], features: Int = 1, batches: Int = 1
  ) -> PrimitiveCase {
    var wrongFeatures = kernel
    wrongFeatures[1] += 1
    let types = [ArrayType(input, .float32), ArrayType(kernel, .float32)]
    return PrimitiveCase(
      primitive: Convolution(window: window, featureGroups: features, batchGroups: batches),
      operands: [.array(input, integers: -3...3), .array(kernel, integers: -3...3)], dtypes: real,
      rejected: [
        [types[0], types[1].with(shape: wrongFeatures)], [types[0], types[1].with(dtype: .float64)],
        [types[0].with(dtype: .bool), types[1].with(dtype: .bool)], [types[0], types[1].with(shape: kernel + [1])],
        [types[0].with(dtype: .complex64), types[1].with(dtype: .complex64)],
      ])
  }

  private static func pool(_ primitive: any Primitive, _ operand: [Int], dtypes: [DType]) -> PrimitiveCase {
    PrimitiveCase(
      primitive: primitive, operands: [.array(operand)], dtypes: dtypes,
      rejected: [[ArrayType(operand + [1], .float32)]]
        + DType.allCases.filter { !dtypes.contains($0) }.map { [ArrayType(operand, $0)] })
  }

  private static let ordered = DType.allCases.filter(Domain.ordered.contains)
  private static let plain = SlidingWindow(rank: 2)
  private static let wide = SlidingWindow(
    rank: 2, strides: [2, 1], low: [1, 0], high: [0, 2], windowDilation: [1, 2])

  static let windows: [PrimitiveCase] = [
    convolution(SlidingWindow(rank: 0), [2, 3], [4, 3]),
    convolution(SlidingWindow(rank: 1), [2, 3, 6], [4, 3, 3]),
    convolution(SlidingWindow(rank: 1, strides: [2], low: [2], high: [1]), [2, 3, 6], [4, 3, 3]),
    convolution(SlidingWindow(rank: 1, low: [-1], high: [-1]), [2, 1, 8], [1, 1, 3]),
    convolution(
      SlidingWindow(
        rank: 2, strides: [2, 1], low: [1, 0], high: [2, 1], operandDilation: [2, 1], windowDilation: [1, 2]),
      [2, 3, 4, 5], [2, 3, 2, 3]),
    convolution(SlidingWindow(rank: 1, low: [1], high: [1]), [2, 6, 5], [4, 3, 3], features: 2),
    convolution(SlidingWindow(rank: 1, strides: [2], low: [1], high: [1]), [4, 3, 5], [6, 3, 3], batches: 2),
    convolution(SlidingWindow(rank: 1), [2, 3, 2], [4, 3, 3]),
    pool(WindowSum(sizes: [2, 3], window: plain), [4, 5], dtypes: numeric),
    pool(WindowSum(sizes: [2, 2], window: wide), [4, 5], dtypes: numeric),
    pool(WindowExtremum(sizes: [2, 3], window: plain, isMaximum: true), [4, 5], dtypes: ordered),
    pool(WindowExtremum(sizes: [2, 2], window: wide, isMaximum: false), [4, 5], dtypes: ordered),
    pool(WindowArgument(sizes: [2, 3], window: plain, isMaximum: true), [4, 5], dtypes: ordered),
    pool(WindowArgument(sizes: [2, 2], window: wide, isMaximum: false), [4, 5], dtypes: ordered),
  ]
}
