import TestSupport
import Testing

@testable import Arrays

/// Sorting, searching, counting, quantiles and cumulative operations, against what JAX gives.
@Suite struct SortingGoldenTests {
  static let golden = GoldenOperations(
    "sorting", functions,
    rounded: [
      "bincount": .plain, "histogram": .plain, "quantile": .plain, "nanquantile": .plain, "percentile": .plain,
      "nanpercentile": .plain, "median": .plain, "nanmedian": .plain, "cumsum": .plain, "cumprod": .plain,
      "cumlogsumexp": .plain,
    ])

  typealias Function = GoldenOperation.Function

  static let functions: [String: Function] = orders.merging(counts) { $1 }.merging(quantiles) { $1 }
    .merging(cumulations) { $1 }

  static let orders: [String: Function] = [
    "sort": GoldenOperation.one { try $0[0].sorted(axis: $1.axis ?? -1, descending: $1.bool("descending")) },
    "argsort": GoldenOperation.one { try $0[0].argsorted(axis: $1.axis ?? -1, descending: $1.bool("descending")) },
    "lexsort": GoldenOperation.one { try NDArray.lexsort($0, axis: $1.axis ?? -1) },
    "top_k": { x, record in
      let (values, indices) = try x[0].topK(record.integer("k") ?? 0, axis: record.axis ?? -1)
      return [values, indices]
    },
    "searchsorted": GoldenOperation.one {
      try $0[0].searchSorted($0[1], side: $1.string("side") == "left" ? .left : .right)
    },
    "digitize": GoldenOperation.one { try $0[0].digitized($0[1], right: $1.bool("right")) },
  ]

  static let counts: [String: Function] = [
    "unique": { x, record in
      let unique = try x[0].unique(size: record.integer("size") ?? 0, fillValue: record.fill)
      return [unique.values, unique.indices, unique.inverse, unique.counts]
    },
    "bincount": GoldenOperation.one {
      try $0[0].bincount(length: $1.integer("length") ?? 0, weights: $0.count > 1 ? $0[1] : nil)
    },
    "histogram": { x, record in
      let density = record.bool("density")
      if record.bool("edged") {
        let (counts, edges) = try x[0].histogram(edges: x[1], density: density)
        return [counts, edges]
      }
      let range = record.params["range"]?.list?.compactMap(\.double)
      let (counts, edges) = try x[0].histogram(
        bins: record.integer("bins") ?? 0, range: range.map { ($0[0], $0[1]) },
        weights: record.bool("weighted") ? x[1] : nil, density: density)
      return [counts, edges]
    },
  ]

  private static func method(_ record: GoldenOperation) -> QuantileMethod {
    record.string("method").flatMap { $0 == "inverted_cdf" ? .invertedCDF : QuantileMethod(rawValue: $0) } ?? .linear
  }

  private static func parts(_ x: [NDArray], _ record: GoldenOperation) -> NDArray {
    record.double("q").map { NDArray($0) } ?? x[1]
  }

  static let quantiles: [String: Function] = [
    "quantile": GoldenOperation.one {
      try $0[0].quantile(parts($0, $1), axes: $1.axes, method: method($1), keepingAxes: $1.keepsAxes)
    },
    "nanquantile": GoldenOperation.one {
      try $0[0].nanQuantile(parts($0, $1), axes: $1.axes, method: method($1), keepingAxes: $1.keepsAxes)
    },
    "percentile": GoldenOperation.one { try $0[0].percentile($0[1], axes: $1.axes, keepingAxes: $1.keepsAxes) },
    "nanpercentile": GoldenOperation.one { try $0[0].nanPercentile($0[1], axes: $1.axes, keepingAxes: $1.keepsAxes) },
    "median": GoldenOperation.one { try $0[0].median($1.axes, keepingAxes: $1.keepsAxes) },
    "nanmedian": GoldenOperation.one { try $0[0].nanMedian($1.axes, keepingAxes: $1.keepsAxes) },
  ]

  static let cumulations: [String: Function] = [
    "cumsum": GoldenOperation.one { try $0[0].cumulativeSum(axis: $1.axis ?? 0, reversed: $1.bool("reverse")) },
    "cumprod": GoldenOperation.one { try $0[0].cumulativeProduct(axis: $1.axis ?? 0, reversed: $1.bool("reverse")) },
    "cummax": GoldenOperation.one { try $0[0].cumulativeMax(axis: $1.axis ?? 0, reversed: $1.bool("reverse")) },
    "cummin": GoldenOperation.one { try $0[0].cumulativeMin(axis: $1.axis ?? 0, reversed: $1.bool("reverse")) },
    "cumlogsumexp": GoldenOperation.one {
      try $0[0].cumulativeLogSumExp(axis: $1.axis ?? 0, reversed: $1.bool("reverse"))
    },
  ]

  @Test func everyRecordIsRead() throws {
    #expect(try Self.golden.records.get().count == 423)
  }

  @Test(arguments: golden.operations) func valuesAgree(_ operation: String) throws {
    try Self.golden.expectValues(operation)
  }

  @Test(arguments: golden.differentiable) func derivativesAgree(_ operation: String) throws {
    try Self.golden.expectDerivatives(operation)
  }

  /// Zeros of both signs keep their order, which equality does not show.
  @Test func zerosOfBothSignsAreAlike() throws {
    let zeros = try NDArray([0.0, -0.0, 1, -0.0, 0.0])
    #expect(try zeros.sorted().signBit().elements() == [false, true, true, false, false])
    #expect(try zeros.argsorted(descending: true).elements(as: Int32.self) == [2, 0, 1, 3, 4])
  }

  @Test func partitionsPutOneElementWhereItBelongs() throws {
    let x = try RandomKey(1).normal([3, 9])
    for place in [0, 4, -1] {
      let parts = try x.partitioned(at: place)
      let pivot = try parts[.all, .slice(from: place, to: place == -1 ? nil : place + 1)]
      let count = place < 0 ? place + 9 : place
      #expect(try parts[.all, ..<count].lessOrEqual(pivot).all().item(as: Bool.self))
      #expect(try parts[.all, count...].greaterOrEqual(pivot).all().item(as: Bool.self))
      #expect(
        try x.takeAlong(x.argpartitioned(at: place), axis: 1).sorted().equal(x.sorted()).all().item(as: Bool.self))
      #expect(try pivot.equal(x.sorted()[.all, .slice(from: count, to: count + 1)]).all().item(as: Bool.self))
    }
  }
}
