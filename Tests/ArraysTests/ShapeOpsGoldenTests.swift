import Arrays
import TestSupport
import Testing

/// Reductions, shape manipulation, indexing and products against the values that JAX gives.
@Suite struct ShapeOpsGoldenTests {
  struct Record: Decodable, Sendable {
    var op: String
    var params: [String: GoldenParameter]
    var inputs: [GoldenArray]
    var outputs: [GoldenArray]
    var x64: Bool?

    func integers(_ name: String) -> [Int]? { params[name]?.integers }
    func integer(_ name: String) -> Int? { params[name]?.integer }
    func double(_ name: String) -> Double? { params[name]?.double }
    var axis: Int? { integer("axis") }
    var axes: [Int]? { integers("axis") }
    var keepsAxes: Bool { params["keepdims"]?.bool ?? false }
  }

  static let records = Result { try Golden<Record>.load("shape_ops") }
  static let operations = Set(((try? records.get()) ?? []).map(\.op)).sorted()

  typealias Function = @Sendable ([NDArray], Record) throws -> [NDArray]

  static func one(_ function: @escaping @Sendable ([NDArray], Record) throws -> NDArray) -> Function {
    { [try function($0, $1)] }
  }

  static func fold(
    _ function: @escaping @Sendable (NDArray, [Int]?, Bool) throws -> NDArray
  ) -> Function {
    { [try function($0[0], $1.axes, $1.keepsAxes)] }
  }

  static let functions: [String: Function] = reductions.merging(arrangements) { $1 }.merging(indexings) { $1 }
    .merging(products) { $1 }.merging(updates) { $1 }

  static let reductions: [String: Function] = [
    "sum": fold { try $0.sum($1, keepingAxes: $2) }, "prod": fold { try $0.product($1, keepingAxes: $2) },
    "max": fold { try $0.max($1, keepingAxes: $2) }, "min": fold { try $0.min($1, keepingAxes: $2) },
    "mean": fold { try $0.mean($1, keepingAxes: $2) }, "any": fold { try $0.any($1, keepingAxes: $2) },
    "all": fold { try $0.all($1, keepingAxes: $2) },
    "var": one { try $0[0].variance($1.axes, ddof: $1.integer("ddof") ?? 0, keepingAxes: $1.keepsAxes) },
    "std": one { try $0[0].standardDeviation($1.axes, ddof: $1.integer("ddof") ?? 0, keepingAxes: $1.keepsAxes) },
    "argmax": one { try extremum($0[0], $1) { try $0.argmax(axis: $1) } },
    "argmin": one { try extremum($0[0], $1) { try $0.argmin(axis: $1) } },
    "cumsum": one { try $0[0].cumulativeSum(axis: $1.axis ?? 0) },
    "cumprod": one { try $0[0].cumulativeProduct(axis: $1.axis ?? 0) },
    "softmax": one { try $0[0].softmax($1.axes ?? Array(0..<$0[0].rank)) },
    "log_softmax": one { try $0[0].logSoftmax($1.axes ?? Array(0..<$0[0].rank)) },
    "logsumexp": fold { try $0.logSumExp($1, keepingAxes: $2) },
    "standardize": one { try $0[0].standardized($1.axes ?? [-1], epsilon: $1.double("epsilon") ?? 1e-5) },
  ]

  /// Ours take one axis; without one the original looks at all elements in a row.
  static func extremum(
    _ x: NDArray, _ record: Record, _ function: (NDArray, Int) throws -> NDArray
  ) throws -> NDArray {
    let result = try record.axis.map { try function(x, $0) } ?? function(x.flattened(), 0)
    guard record.keepsAxes else { return result }
    return try record.axis.map { try result.expanded(at: $0) } ?? result.reshaped(to: x.shape.map { _ in 1 })
  }

  static let arrangements: [String: Function] = [
    "reshape": one { try $0[0].reshaped(to: $1.integers("shape") ?? []) },
    "transpose": one { x, record in try record.integers("axes").map { try x[0].transposed($0) } ?? x[0].transposed() },
    "swapaxes": one { try $0[0].swappingAxes($1.integer("axis1") ?? 0, $1.integer("axis2") ?? 0) },
    "moveaxis": one { try $0[0].movingAxes($1.integers("source") ?? [], to: $1.integers("destination") ?? []) },
    "expand_dims": one { try $0[0].expanded(at: $1.axes ?? []) },
    "squeeze": one { try $0[0].squeezed($1.axes) },
    "broadcast_to": one { try $0[0].broadcasted(to: $1.integers("shape") ?? []) },
    "concatenate": one { try NDArray.concatenate($0, axis: $1.axis ?? 0) },
    "stack": one { try NDArray.stack($0, axis: $1.axis ?? 0) },
    "split": { x, record in
      try record.integer("sections").map { try x[0].split(into: $0, axis: record.axis ?? 0) }
        ?? x[0].split(at: record.integers("indices") ?? [], axis: record.axis ?? 0)
    },
    "pad": one { x, record in
      let widths = record.params["widths"]?.list?.compactMap(\.integers) ?? []
      let value = NDArray(record.double("value") ?? 0)
      return try x[0].padded(low: widths.map { $0[0] }, high: widths.map { $0[1] }, with: value)
    },
    "lax_pad": one { x, record in
      let widths = record.params["config"]?.list?.compactMap(\.integers) ?? []
      return try x[0].padded(
        low: widths.map { $0[0] }, high: widths.map { $0[1] }, interior: widths.map { $0[2] },
        with: NDArray(record.double("value") ?? 0))
    },
    "flip": one { try $0[0].flipped($1.axes) },
    "roll": one { x, record in
      try record.axes.map { try x[0].rolled(by: record.integers("shift") ?? [], axes: $0) }
        ?? x[0].rolled(by: record.integer("shift") ?? 0)
    },
    "tile": one { try $0[0].tiled($1.integers("repetitions") ?? []) },
    "repeat": one { x, record in
      if let count = record.integer("repeats") { return try x[0].repeated(count, axis: record.axis) }
      return try x[0].repeated(record.integers("repeats") ?? [], axis: record.axis ?? 0)
    },
    "tril": one { try $0[0].lowerTriangle(offset: $1.integer("k") ?? 0) },
    "triu": one { try $0[0].upperTriangle(offset: $1.integer("k") ?? 0) },
    "diagonal": one { try $0[0].diagonal(offset: $1.integer("offset") ?? 0) },
    "eye": one { try NDArray.eye($1.integer("rows") ?? 0, $1.integer("columns"), offset: $1.integer("k") ?? 0) },
    "arange": one { _, record in
      if let start = record.integer("start"), let stop = record.integer("stop"), let step = record.integer("step"),
        record.outputs[0].dtype == "int32"
      {
        return try NDArray.arange(start, stop, step: step)
      }
      return try NDArray.arange(
        record.double("start") ?? 0, record.double("stop") ?? 0, step: record.double("step") ?? 1)
    },
    "linspace": one {
      try NDArray.linspace($1.double("start") ?? 0, $1.double("stop") ?? 0, count: $1.integer("count") ?? 0)
    },
    "one_hot": one {
      try NDArray.oneHot(
        $0[0], count: $1.integer("classes") ?? 0, axis: $1.axis ?? -1,
        dtype: DType(rawValue: $1.params["dtype"]?.string ?? "") ?? .bool)
    },
    "astype": one { try $0[0].astype(DType(rawValue: $1.params["dtype"]?.string ?? "") ?? .bool) },
  ]

  static let indexings: [String: Function] = [
    "slice": one { try $0[0].indexed(by: indices($1)) },
    "take": one { try $0[0].take($0[1], axis: $1.axis, outOfBounds: outOfBounds($1)) },
    "index_first": one { x, _ in try x[0][x[1]] },
    "index_two": one { x, _ in try x[0][x[1], x[2]] },
    "index_outer_last": one { x, _ in try x[0][.all, .all, x[1]] },
    "index_middle": one { x, _ in try x[0][.all, x[1]] },
    "index_first_last": one { x, _ in try x[0][x[1], .all, x[2]] },
    "take_along_axis": one { try $0[0].takeAlong($0[1], axis: $1.axis ?? -1) },
    "dynamic_slice": one { x, record in
      try x[0].dynamicSliced(
        at: (record.integers("start") ?? []).map { NDArray($0) }, sizes: record.integers("sizes") ?? [])
    },
    "where": one { x, _ in try NDArray.where(x[0], x[1], x[2]) },
    "clip": one { x, record in
      if x.count == 3 { return try x[0].clipped(from: x[1], to: x[2]) }
      func bound(_ name: String) -> NDArray? {
        record.integer(name).map { NDArray($0) } ?? record.double(name).map { NDArray($0) }
      }
      return try x[0].clipped(from: bound("min"), to: bound("max"))
    },
  ]

  static let updates: [String: Function] = {
    let parts: [String: @Sendable (IndexedPart, NDArray) throws -> NDArray] = [
      "set": { try $0.set($1) }, "add": { try $0.add($1) }, "multiply": { try $0.multiply($1) },
      "min": { try $0.min($1) }, "max": { try $0.max($1) },
    ]
    var functions: [String: Function] = [
      "dynamic_update_slice": one { x, record in
        try x[0].updatingSlice(with: x[1], at: (record.integers("start") ?? []).map { NDArray($0) })
      }
    ]
    for (name, update) in parts {
      functions["at_\(name)"] = one { x, _ in try update(x[0].at[x[1]], x[2]) }
      functions["at_\(name)_rows"] = functions["at_\(name)"]
    }
    return functions
  }()

  static let products: [String: Function] = [
    "matmul": one { x, _ in try x[0].matmul(x[1]) },
    "dot": one { x, _ in try x[0].dot(x[1]) },
    "outer": one { x, _ in try x[0].outer(x[1]) },
    "tensordot": one { x, record in
      if let count = record.integer("axes") { return try x[0].tensordot(x[1], axes: count) }
      let axes = record.params["axes"]?.list?.compactMap(\.integers) ?? []
      return try x[0].tensordot(x[1], axes: (axes[0], axes[1]))
    },
    "einsum": one { try NDArray.einsum($1.params["formula"]?.string ?? "", $0) },
  ]

  static func indices(_ record: Record) -> [any ArrayIndex] {
    (record.params["index"]?.list ?? []).map { item in
      if let place = item.integer { return place }
      if let bounds = item.list {
        return AxisIndex.range(from: bounds[0].integer, to: bounds[1].integer, by: bounds[2].integer ?? 1)
      }
      return item.string == "newaxis" ? AxisIndex.insertion : AxisIndex.rest
    }
  }

  static func outOfBounds(_ record: Record) -> OutOfBounds {
    switch record.params["mode"]?.string {
    case "clip": .clip
    case "wrap": .wrap
    default: .fill
    }
  }

  /// Operations that add up or take functions of their elements; all others must be exact.
  static let tolerances: [String: Tolerance] = Dictionary(
    uniqueKeysWithValues: [
      "sum", "prod", "mean", "var", "std", "cumsum", "cumprod", "softmax", "log_softmax", "logsumexp", "standardize",
      "linspace", "arange", "matmul", "dot", "outer", "tensordot", "einsum",
    ].map { ($0, .plain) })

  @Test func everyRecordIsRead() throws {
    #expect(try Self.records.get().count == 689)
    for operation in Self.operations {
      #expect(Self.functions[operation] != nil, "\(operation) is not mapped")
    }
  }

  @Test(arguments: operations) func valuesAgree(_ operation: String) throws {
    let function = try #require(Self.functions[operation])
    for (number, record) in try Self.records.get().filter({ $0.op == operation }).enumerated() {
      let inputs = try record.inputs.map { try $0.array() }
      let results = try function(inputs, record)
      #expect(results.count == record.outputs.count)
      for (result, output) in zip(results, record.outputs) {
        let wanted = try expected(output.array(), record, result)
        let tolerance = (Self.tolerances[operation] ?? .exact).relative(result.dtype)
        // A sum of terms of both signs may be small; the error is that of terms of size one.
        let problem = try TestSupport.difference(result, wanted, relative: tolerance, absolute: tolerance)
        #expect(
          problem == nil,
          "\(operation) \(number) of \(inputs.map(\.type)), \(record.params): \(problem ?? "")")
      }
    }
  }

  /// What is wanted in our types: where JAX's default types depend on its mode, they are those of 32 bits here.
  private func expected(_ wanted: NDArray, _ record: Record, _ result: NDArray) throws -> NDArray {
    guard record.x64 == true, wanted.dtype != result.dtype else { return wanted }
    let narrow: [DType: DType] = [.int64: .int32, .uint64: .uint32, .float64: .float32]
    guard let dtype = narrow[wanted.dtype],
      !record.inputs.contains(where: { $0.dtype == wanted.dtype.rawValue })
        || record.op.hasPrefix("arg")
    else { return wanted }
    return try wanted.astype(dtype)
  }
}
