@testable import Arrays

extension PrimitiveCases {
  private static let square = OperandCase(shape: [2, 3, 3], range: -1...1, integers: 0...1, diagonal: 4)

  private static let notSquare: [[ArrayType]] = [
    [ArrayType([2, 3], .float32)], [ArrayType([3], .float32)], [ArrayType([3, 3], .int32)],
    [ArrayType([3, 3], .complex64)],
  ]

  private static func triangular(_ primitive: TriangularSolve) -> PrimitiveCase {
    let types = [ArrayType([3, 3], .float32), ArrayType([3, 2], .float32)]
    return PrimitiveCase(
      primitive: primitive, operands: [square, .array([2, 3, 2])], dtypes: floating,
      rejected: [
        [types[0], types[1].with(shape: [2, 3])], [types[0], types[1].with(dtype: .float64)],
        [types[0], types[1].with(shape: [1, 3, 2])], [types[0].with(shape: [3, 2]), types[1]],
      ])
  }

  static let linearAlgebra: [PrimitiveCase] = [
    PrimitiveCase(primitive: Cholesky(), operands: [square], dtypes: floating, rejected: notSquare),
    PrimitiveCase(primitive: LUDecomposition(), operands: [square], dtypes: floating, rejected: notSquare),
    triangular(TriangularSolve(isLower: true)),
    triangular(TriangularSolve(isLower: false)),
    triangular(TriangularSolve(isLower: true, isTransposed: true, hasUnitDiagonal: true)),
    triangular(TriangularSolve(isLower: false, isTransposed: true)),
  ]
}
