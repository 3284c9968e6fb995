import Arrays
import TestSupport
import Testing

/// Draws of several dimensions, and derivatives of draws by their parameters, against those of `jax.random`.
@Suite struct RandomDerivativesGoldenTests {
  static let golden = OperationRecords("random_derivatives")

  /// A draw of the recorded seed, shape and dtype.
  static func draw(
    _ body: @escaping @Sendable (RandomKey, [NDArray], [Int]?, DType) throws -> NDArray
  ) -> OperationRecord.Function {
    { arrays, record in
      let dtype = DType(rawValue: record.string("dtype")) ?? .float32
      let seed = try #require(record.params["seed"]?.integer)
      return [try body(RandomKey(seed), arrays, record.integers("shape"), dtype)]
    }
  }

  static let functions: [String: OperationRecord.Function] = [
    "gamma": draw { try $0.gamma($1[0], shape: $2, dtype: $3) },
    "loggamma": draw { try $0.logGamma($1[0], shape: $2, dtype: $3) },
    "beta": draw { try $0.beta($1[0], $1[1], shape: $2, dtype: $3) },
    "chisquare": draw { try $0.chiSquare($1[0], shape: $2, dtype: $3) },
    "t": draw { try $0.studentT($1[0], shape: $2, dtype: $3) },
    "f": draw { try $0.f($1[0], $1[1], shape: $2, dtype: $3) },
    "dirichlet": draw { try $0.dirichlet($1[0], shape: $2, dtype: $3) },
    "multivariate_normal": draw { try $0.multivariateNormal(mean: $1[0], covariance: $1[1], shape: $2, dtype: $3) },
    "multinomial": draw { try $0.multinomial($1[0], $1[1], shape: $2, dtype: $3) },
    "orthogonal": { _, record in
      let dtype = DType(rawValue: record.string("dtype")) ?? .float32
      let seed = try #require(record.params["seed"]?.integer)
      let (rows, columns) = (record.params["rows"]?.integer ?? 0, record.params["columns"]?.integer ?? 0)
      let shape = record.integers("shape") ?? []
      return [try RandomKey(seed).orthogonal(rows, columns: columns, shape: shape, dtype: dtype)]
    },
  ]

  @Test func everyRecordIsRead() {
    #expect(Self.golden.problem == nil)
    #expect(Self.golden.records.count == 80)
  }

  /// Counts are equal; what goes through other decompositions, or sums in another order, may differ by rounding.
  ///
  /// JAX's own tests of decompositions allow 1e-3 and 1e-8.
  @Test(arguments: golden.operations) func drawsAndDerivativesAgree(_ operation: String) throws {
    let tolerance = operation == "multinomial" ? Tolerance.exact : Tolerance(float32: 1e-5, float64: 1e-12)
    try Self.golden.check(operation, Self.functions, tolerance)
  }
}
