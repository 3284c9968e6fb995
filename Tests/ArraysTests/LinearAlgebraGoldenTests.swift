import Arrays
import TestSupport
import Testing

/// Factorizations, linear systems, products and einsum of many operands against JAX.
@Suite struct LinearAlgebraGoldenTests {
  static let golden = OperationRecords("linalg")

  static func one(
    _ body: @escaping @Sendable ([NDArray], OperationRecord) throws -> NDArray
  ) -> OperationRecord.Function {
    { [try body($0, $1)] }
  }

  static let functions: [String: OperationRecord.Function] = [
    "cholesky": one { try $0[0].cholesky(upper: $1.bool("upper")) },
    "triangular_solve": one { arrays, record in
      try arrays[0].triangularSolve(
        arrays[1], lower: record.bool("lower"), transposed: record.bool("transposed"),
        unitDiagonal: record.bool("unitDiagonal"), leftSide: record.bool("leftSide"))
    },
    "chol_solve": one { arrays, _ in try arrays[0].cholSolve(arrays[1]) },
    "solve": one { arrays, _ in try arrays[0].solve(arrays[1]) },
    "inverse": one { arrays, _ in try arrays[0].inverse() },
    "determinant": one { arrays, _ in try arrays[0].determinant() },
    "slogdet": { arrays, _ in
      let parts = try arrays[0].slogdet()
      return [parts.sign, parts.logarithm]
    },
    "matrix_power": one { try $0[0].matrixPower($1.params["power"]?.integer ?? 1) },
    "inner": one { arrays, _ in try arrays[0].inner(arrays[1]) },
    "outer": one { arrays, _ in try arrays[0].outer(arrays[1]) },
    "kron": one { arrays, _ in try arrays[0].kron(arrays[1]) },
    "vdot": one { arrays, _ in try arrays[0].vdot(arrays[1]) },
    "cross": one { try $0[0].cross($0[1], axis: $1.params["axis"]?.integer ?? -1) },
    "vecdot": one { try $0[0].vecdot($0[1], axis: $1.params["axis"]?.integer ?? -1) },
    "trace": one { try $0[0].trace(offset: $1.params["offset"]?.integer ?? 0) },
    "multi_dot": one { arrays, _ in try NDArray.multiDot(arrays) },
    "tensordot": one { arrays, record in
      if let count = record.params["axes"]?.integer { return try arrays[0].tensordot(arrays[1], axes: count) }
      let axes = record.params["axes"]?.list?.compactMap(\.integers) ?? []
      return try arrays[0].tensordot(arrays[1], axes: (axes[0], axes[1]))
    },
    "einsum": one { try NDArray.einsum($1.string("equation"), $0) },
    "einsum_numbers": one { arrays, record in
      let subscripts = record.params["subscripts"]?.list?.compactMap(\.integers) ?? []
      return try NDArray.einsum(Array(zip(arrays, subscripts)), record.params["output"]?.list?.compactMap(\.integer))
    },
  ]

  @Test func everyRecordIsRead() {
    #expect(Self.golden.problem == nil)
    #expect(Self.golden.records.count == 310)
  }

  /// JAX's own tests allow 1e-3 for factorizations of float32 and 1e-10 or more of float64.
  @Test(arguments: golden.operations) func valuesAndDerivativesAgree(_ operation: String) throws {
    try Self.golden.check(operation, Self.functions, Tolerance(float32: 1e-4, float64: 1e-10))
  }
}
