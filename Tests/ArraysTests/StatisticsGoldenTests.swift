import TestSupport
import Testing

@testable import Arrays

/// Reductions without NaNs, averages, covariances, norms, differences and interpolation, against what JAX gives.
@Suite struct StatisticsGoldenTests {
  static let golden = GoldenOperations(
    "statistics", functions,
    rounded: [
      "nansum": .plain, "nanprod": .plain, "nanmean": .plain, "nanvar": .plain, "nanstd": .plain, "average": .plain,
      "cov": .plain, "corrcoef": .plain, "logsumexp": .plain, "vector_norm": .plain, "matrix_norm": .plain,
      "trapezoid": .plain, "gradient": .plain, "gradients": .plain, "interp": .plain,
    ])

  typealias Function = GoldenOperation.Function

  static func fold(_ function: @escaping @Sendable (NDArray, [Int]?, Bool) throws -> NDArray) -> Function {
    { [try function($0[0], $1.axes, $1.keepsAxes)] }
  }

  static func place(_ function: @escaping @Sendable (NDArray, Int, Bool) throws -> NDArray) -> Function {
    { [try function($0[0], $1.axis ?? -1, $1.keepsAxes)] }
  }

  static let functions: [String: Function] = folds.merging(pairs) { $1 }.merging(norms) { $1 }.merging(lines) { $1 }

  static let folds: [String: Function] = [
    "nansum": fold { try $0.nanSum($1, keepingAxes: $2) }, "nanprod": fold { try $0.nanProduct($1, keepingAxes: $2) },
    "nanmax": fold { try $0.nanMax($1, keepingAxes: $2) }, "nanmin": fold { try $0.nanMin($1, keepingAxes: $2) },
    "nanmean": fold { try $0.nanMean($1, keepingAxes: $2) }, "ptp": fold { try $0.peakToPeak($1, keepingAxes: $2) },
    "nanvar": GoldenOperation.one {
      try $0[0].nanVariance($1.axes, ddof: $1.integer("ddof") ?? 0, keepingAxes: $1.keepsAxes)
    },
    "nanstd": GoldenOperation.one {
      try $0[0].nanStandardDeviation($1.axes, ddof: $1.integer("ddof") ?? 0, keepingAxes: $1.keepsAxes)
    },
    "nanargmax": place { try $0.nanArgmax(axis: $1, keepingAxes: $2) },
    "nanargmin": place { try $0.nanArgmin(axis: $1, keepingAxes: $2) },
    "argmax": place { try $0.argmax(axis: $1, keepingAxes: $2) },
    "argmin": place { try $0.argmin(axis: $1, keepingAxes: $2) },
  ]

  static let pairs: [String: Function] = [
    "average": GoldenOperation.one { try $0[0].average($1.axes, weights: $0[1], keepingAxes: $1.keepsAxes) },
    "logsumexp": GoldenOperation.one { try $0[0].logSumExp($1.axes, weights: $0[1], keepingAxes: $1.keepsAxes) },
    "cov": GoldenOperation.one {
      try $0[0].covariance(
        with: $0.count > 1 ? $0[1] : nil, rowsAreVariables: $1.params["rowvar"]?.bool ?? true,
        ddof: $1.integer("ddof") ?? 1)
    },
    "corrcoef": GoldenOperation.one {
      try $0[0].correlation(with: $0.count > 1 ? $0[1] : nil, rowsAreVariables: $1.params["rowvar"]?.bool ?? true)
    },
  ]

  static func vectorNorm(_ record: GoldenOperation) -> NormKind {
    switch (record.double("order"), record.string("order")) {
    case (_, "inf"): .greatest
    case (_, "-inf"): .least
    case (0, _): .count
    case (1, _): .sum
    case (let order?, _): .power(order)
    default: .euclidean
    }
  }

  static func matrixNorm(_ record: GoldenOperation) -> MatrixNormKind {
    switch (record.integer("order"), record.string("order")) {
    case (_, "inf"): .greatestRow
    case (_, "-inf"): .leastRow
    case (1, _): .greatestColumn
    case (-1, _): .leastColumn
    default: .frobenius
    }
  }

  static let norms: [String: Function] = [
    "vector_norm": GoldenOperation.one { try $0[0].norm(vectorNorm($1), axes: $1.axes, keepingAxes: $1.keepsAxes) },
    "matrix_norm": GoldenOperation.one { x, record in
      let axes = record.params["axes"]?.integers ?? []
      return try x[0].matrixNorm(matrixNorm(record), axes: (axes[0], axes[1]), keepingAxes: record.keepsAxes)
    },
  ]

  static func extrapolation(_ record: GoldenOperation, _ name: String) -> Extrapolation {
    if record.string(name) != nil { return .linear }
    return record.double(name).map { .value($0) } ?? .nearest
  }

  static let lines: [String: Function] = [
    "diff": GoldenOperation.one { x, record in
      let (order, axis) = (record.integer("order") ?? 1, record.axis ?? -1)
      guard record.bool("ends") else { return try x[0].differences(order: order, axis: axis) }
      return try x[0].differences(order: order, axis: axis, prepending: x[1], appending: x[2])
    },
    "ediff1d": GoldenOperation.one { x, _ in
      try x.count > 1 ? x[0].flatDifferences(prepending: x[1], appending: x[2]) : x[0].flatDifferences()
    },
    "trapezoid": GoldenOperation.one {
      try $0[0].trapezoid($0.count > 1 ? $0[1] : nil, distance: $1.double("dx") ?? 1, axis: $1.axis ?? -1)
    },
    "gradient": GoldenOperation.one { try $0[0].gradient(axis: $1.axis ?? -1, spacing: $0.count > 1 ? $0[1] : nil) },
    "gradients": { try $0[0].gradient(axes: $1.axes, spacings: Array($0.dropFirst())) },
    "interp": GoldenOperation.one {
      try $0[0].interpolated(
        $0[1], $0[2], left: extrapolation($1, "left"), right: extrapolation($1, "right"), period: $1.double("period"))
    },
  ]

  @Test func everyRecordIsRead() throws {
    #expect(try Self.golden.records.get().count == 270)
  }

  @Test(arguments: golden.operations) func valuesAgree(_ operation: String) throws {
    try Self.golden.expectValues(operation)
  }

  @Test(arguments: golden.differentiable) func derivativesAgree(_ operation: String) throws {
    try Self.golden.expectDerivatives(operation)
  }
}
