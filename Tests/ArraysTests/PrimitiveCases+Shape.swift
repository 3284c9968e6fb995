@testable import Arrays

extension PrimitiveCases {
  /// A primitive that moves elements of any dtype.
  private static func shape(
    _ primitive: any Primitive, _ operand: [Int], rejected: [[Int]] = []
  ) -> PrimitiveCase {
    PrimitiveCase(
      primitive: primitive, operands: [.array(operand)], dtypes: DType.allCases,
      rejected: rejected.map { [ArrayType($0, .float32)] })
  }

  static let shapes: [PrimitiveCase] =
    [
      shape(Broadcast(shape: [2, 4], axes: []), []),
      shape(Broadcast(shape: [2, 4], axes: [1]), [4], rejected: [[], [3], [4, 1]]),
      shape(Broadcast(shape: [2, 5, 4], axes: [0, 2]), [2, 1]),
      shape(Broadcast(shape: [2, 4], axes: [0, 1]), [2, 4]),
      shape(Broadcast(shape: [0, 4], axes: [1]), [4]),
      shape(Reshape(shape: [4, 2]), [2, 4], rejected: [[7], [2, 3], []]),
      shape(Reshape(shape: []), [1, 1]),
      shape(Reshape(shape: [1, 1]), []),
      shape(Reshape(shape: [3, 0]), [0, 5]),
      shape(Reverse(axes: [0]), [2, 4]),
      shape(Reverse(axes: [0, 2]), [2, 4, 5]),
      shape(
        Slice(starts: [0, 1], limits: [2, 5], strides: [1, 2]), [2, 5],
        rejected: [[5], [1, 5], [2, 4], [2, 5, 1]]),
      shape(Slice(starts: [1], limits: [5], strides: [3]), [7]),
      shape(Slice(starts: [2], limits: [2], strides: [1]), [4]),
      shape(Transpose(permutation: [1, 0]), [2, 4], rejected: [[2], [2, 4, 5], []]),
      shape(Transpose(permutation: [2, 0, 1]), [2, 4, 5]),
      shape(Transpose(permutation: []), []),
      PrimitiveCase(primitive: Full(literal: 3, shape: [2], dtype: .int32), operands: [], dtypes: [.int32]),
      PrimitiveCase(
        primitive: Iota(axis: 1, shape: [2, 4], dtype: .float32), operands: [], dtypes: [.float32]),
      PrimitiveCase(primitive: Iota(axis: 0, shape: [5], dtype: .uint8), operands: [], dtypes: [.uint8]),
    ]
    + DType.allCases.map { dtype in
      PrimitiveCase(primitive: Full(literal: 1, shape: [2, 4], dtype: dtype), operands: [], dtypes: [dtype])
    }

  /// Padding of an operand with a scalar.
  private static func pad(_ low: [Int], _ high: [Int], _ interior: [Int], _ operand: [Int]) -> PrimitiveCase {
    PrimitiveCase(
      primitive: Pad(low: low, high: high, interior: interior), operands: [.array(operand), .array([])],
      dtypes: DType.allCases,
      rejected: [
        [ArrayType(operand + [1], .float32), ArrayType([], .float32)],
        [ArrayType(operand, .float32), ArrayType([1], .float32)],
        [ArrayType(operand, .float32), ArrayType([], .int32)],
      ])
  }

  static let joins: [PrimitiveCase] = [
    pad([1, 0], [2, 1], [0, 0], [2, 4]),
    pad([1, 0], [0, 2], [1, 2], [2, 4]),
    pad([-1, 1], [1, -2], [0, 0], [4, 5]),
    pad([-1], [-1], [1], [4]),
    pad([2], [1], [1], [0]),
    PrimitiveCase(
      primitive: Concatenate(axis: 1), operands: [.array([2, 4]), .array([2, 1]), .array([2, 5])],
      dtypes: DType.allCases,
      rejected: [
        [ArrayType([2, 4], .float32), ArrayType([3, 4], .float32)],
        [ArrayType([2, 4], .float32), ArrayType([2], .float32)],
        [ArrayType([2, 4], .float32), ArrayType([2, 4], .int32)],
      ]),
    PrimitiveCase(primitive: Concatenate(axis: 0), operands: [.array([2]), .array([0])], dtypes: DType.allCases),
  ]

  /// A fold on every dtype of its domain, with refusals of those outside.
  private static func fold<P: ReducePrimitive>(
    _ primitive: P, _ operand: OperandCase, dtypes: [DType]? = nil
  ) -> PrimitiveCase {
    let dtypes = dtypes ?? DType.allCases.filter(P.domain.contains)
    return PrimitiveCase(
      primitive: primitive, operands: [operand], dtypes: dtypes,
      rejected: DType.allCases.filter { !dtypes.contains($0) }.map { [ArrayType(operand.shape, $0)] })
  }

  private static func cumulativeSum(axis: Int, isReversed: Bool, _ operand: [Int]) -> PrimitiveCase {
    PrimitiveCase(
      primitive: CumulativeSum(axis: axis, isReversed: isReversed), operands: [.array(operand)], dtypes: numeric,
      rejected: [[ArrayType(operand, .bool)]])
  }

  static let reductions: [PrimitiveCase] = [
    fold(ReduceSum(axes: [0]), .array([2, 4])),
    fold(ReduceSum(axes: [0, 2]), .array([2, 4, 5])),
    fold(ReduceSum(axes: [1]), .array([2, 0])),
    fold(ReduceProduct(axes: [1]), .array([2, 5], 0.5...2, integers: 1...2)),
    fold(ReduceProduct(axes: [0, 2]), .array([2, 4, 2], integers: 1...2)),
    fold(ReduceProduct(axes: [1]), .array([2, 0])),
    fold(ReduceProduct(axes: [1]), .array([0, 2])),
    cumulativeSum(axis: 1, isReversed: false, [2, 4]),
    cumulativeSum(axis: 0, isReversed: true, [4, 2]),
    cumulativeSum(axis: 1, isReversed: false, [2, 0]),
    fold(ReduceMax(axes: [1]), .array([2, 5])),
    fold(ReduceMax(axes: [0, 1]), .array([2, 4])),
    fold(ReduceMin(axes: [0]), .array([2, 5])),
    fold(ReduceMin(axes: [0, 1]), .array([2, 4])),
    fold(ReduceAnd(axes: [1]), .array([2, 4]), dtypes: [.bool]),
    fold(ReduceAnd(axes: [0, 1]), .array([2, 4]), dtypes: [.bool]),
    fold(ReduceOr(axes: [1]), .array([2, 4]), dtypes: [.bool]),
    fold(ReduceOr(axes: [0]), .array([0, 4]), dtypes: [.bool]),
    PrimitiveCase(
      primitive: ArgumentExtremum(axis: 1, isMaximum: true), operands: [.array([2, 4])],
      dtypes: DType.allCases.filter(Domain.ordered.contains), rejected: [[ArrayType([2, 4], .complex64)]]),
    PrimitiveCase(
      primitive: ArgumentExtremum(axis: 0, isMaximum: false), operands: [.array([4, 2])],
      dtypes: DType.allCases.filter(Domain.ordered.contains)),
  ]
}
