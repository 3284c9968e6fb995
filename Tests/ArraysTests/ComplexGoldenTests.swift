import Arrays
import TestSupport
import Testing

/// Operations on complex numbers against JAX, and the derivatives of real functions of them.
@Suite struct ComplexGoldenTests {
  static let golden = OperationRecords("complex_numbers")

  static func one(_ body: @escaping @Sendable ([NDArray]) throws -> NDArray) -> OperationRecord.Function {
    { arrays, _ in [try body(arrays)] }
  }

  static let functions: [String: OperationRecord.Function] = [
    "neg": one { try -$0[0] }, "real": one { try $0[0].real() }, "imag": one { try $0[0].imag() },
    "conj": one { try $0[0].conjugate() }, "abs": one { try $0[0].abs() }, "angle": one { try $0[0].angle() },
    "exp": one { try $0[0].exp() }, "expm1": one { try $0[0].expm1() }, "log": one { try $0[0].log() },
    "log1p": one { try $0[0].log1p() }, "sin": one { try $0[0].sin() }, "cos": one { try $0[0].cos() },
    "tan": one { try $0[0].tan() }, "tanh": one { try $0[0].tanh() }, "sqrt": one { try $0[0].sqrt() },
    "rsqrt": one { try $0[0].rsqrt() }, "square": one { try $0[0].squared() },
    "reciprocal": one { try $0[0].reciprocal() }, "logistic": one { try $0[0].sigmoid() },
    "sum": one { try $0[0].sum([0]) }, "prod": one { try $0[0].product([0]) }, "mean": one { try $0[0].mean([0]) },
    "transpose": one { try $0[0].transposed() }, "reverse": one { try $0[0].flipped([0]) },
    "isfinite": one { try $0[0].isFinite() }, "isnan": one { try $0[0].isNaN() },
    "cumsum": one { try $0[0].cumulativeSum(axis: 0) }, "to_float32": one { try $0[0].astype(.float32) },
    "fft": one { try $0[0].fft() }, "ifft": one { try $0[0].ifft() }, "irfft": one { try $0[0].irfft() },
    "fft_0": one { try $0[0].fft(axis: 0) }, "fft_long": one { try $0[0].fft(7) },
    "fft_short": one { try $0[0].fft(3) }, "irfft_odd": one { try $0[0].irfft(5) },
    "add": one { try $0[0] + $0[1] }, "sub": one { try $0[0] - $0[1] }, "mul": one { try $0[0] * $0[1] },
    "div": one { try $0[0] / $0[1] }, "power": one { try $0[0].power($0[1]) }, "eq": one { try $0[0] .== $0[1] },
    "ne": one { try $0[0] .!= $0[1] }, "matmul": one { try $0[0].matmul($0[1].transposed()) },
    "vdot": one { try $0[0].vdot($0[1]) }, "einsum": one { try NDArray.einsum("ab,cb->ac", $0[0], $0[1]) },
    "where": one { try NDArray.where($0[0].real() .> 0, $0[0], $0[1]) }, "outer": one { try $0[0].outer($0[1]) },
    "rfft": one { try $0[0].rfft() }, "rfft_long": one { try $0[0].rfft(9) },
    "complex": one { try NDArray.complex($0[0], $0[1]) },
  ].merging(
    [
      "fftn": several { try $0.fftn($1, axes: $2) }, "ifftn": several { try $0.ifftn($1, axes: $2) },
      "rfftn": several { try $0.rfftn($1, axes: $2) }, "irfftn": several { try $0.irfftn($1, axes: $2) },
      "fft2": several { try $0.fft2($1, axes: $2 ?? [-2, -1]) },
      "ifft2": several { try $0.ifft2($1, axes: $2 ?? [-2, -1]) },
      "rfft2": several { try $0.rfft2($1, axes: $2 ?? [-2, -1]) },
      "irfft2": several { try $0.irfft2($1, axes: $2 ?? [-2, -1]) },
    ], uniquingKeysWith: { first, _ in first })

  /// A transform along several axes.
  static func several(
    _ body: @escaping @Sendable (NDArray, [Int]?, [Int]?) throws -> NDArray
  ) -> OperationRecord.Function {
    { arrays, record in [try body(arrays[0], record.integers("s"), record.integers("axes"))] }
  }

  @Test func everyRecordIsRead() {
    #expect(Self.golden.problem == nil)
    #expect(Self.golden.records.count == 524)
  }

  /// JAX's own tests allow 1e-5 for complex64 and 1e-13 for complex128 where the two compilers round alike.
  @Test(arguments: golden.operations) func valuesAndDerivativesAgree(_ operation: String) throws {
    try Self.golden.check(operation, Self.functions, Tolerance(float32: 1e-5, float64: 1e-12))
  }
}
