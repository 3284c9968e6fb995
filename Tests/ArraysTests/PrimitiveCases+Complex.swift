@testable import Arrays

extension PrimitiveCases {
  private static let complex = DType.allCases.filter(\.isComplex)

  private static func fourier(_ kind: FourierTransform.Kind, _ length: Int, _ count: Int) -> PrimitiveCase {
    let isReal = kind == .real
    return PrimitiveCase(
      primitive: FourierTransform(kind: kind, length: length), operands: [.array([2, count])],
      dtypes: isReal ? [.float32, .float64] : complex,
      rejected: [
        [ArrayType([2, count + 1], isReal ? .float32 : .complex64)],
        [ArrayType([2, count], isReal ? .complex64 : .float32)], [ArrayType([], isReal ? .float32 : .complex64)],
        [ArrayType([2, count], .int32)],
      ])
  }

  static let complexNumbers: [PrimitiveCase] = [
    elementwise(ComplexPartOf(isImaginary: false), [.array([2, 4])]),
    elementwise(ComplexPartOf(isImaginary: true), [.array([2, 4])]),
    elementwise(Magnitude(), [.array([2, 4], 0.5...2)]),
    PrimitiveCase(
      primitive: MakeComplex(), operands: [.array([2, 4]), .array([2, 4])], dtypes: [.float32, .float64],
      rejected: [.int32, .bool, .float16, .complex64].map { [ArrayType([2], $0), ArrayType([2], $0)] }),
    fourier(.forward, 6, 6),
    fourier(.inverse, 5, 5),
    fourier(.real, 6, 6),
    fourier(.real, 5, 5),
    fourier(.realInverse, 6, 4),
    fourier(.realInverse, 5, 3),
  ]
}
