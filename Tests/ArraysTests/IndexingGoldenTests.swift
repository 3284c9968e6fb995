import TestSupport
import Testing

@testable import Arrays

/// Updates in place, reading by modes, dynamic slices, taking, putting and choosing, against what JAX gives.
@Suite struct IndexingGoldenTests {
  static let golden = GoldenOperations(
    "indexing", functions,
    // Products of several updates are rounded in their order; quotients and powers are functions.
    rounded: ["at": .plain])

  typealias Function = GoldenOperation.Function

  static let functions: [String: Function] = updates.merging(places) { $1 }

  static let updates: [String: Function] = [
    "at": GoldenOperation.one { x, record in try update(x[0].at.indexed(by: indices(record, x)), x[1], record) },
    "get": GoldenOperation.one { x, record in
      try x[0].at.indexed(by: indices(record, x)).get(outOfBounds: record.outOfBounds, fillValue: record.fill)
    },
    "dynamic_slice": GoldenOperation.one { x, record in
      try x[0].dynamicSliced(at: Array(x.dropFirst()), sizes: record.params["sizes"]?.integers ?? [])
    },
    "dynamic_update_slice": GoldenOperation.one { x, _ in
      try x[0].updatingSlice(with: x[1], at: Array(x.dropFirst(2)))
    },
    "dynamic_slice_in_dim": GoldenOperation.one { x, record in
      try x[0].dynamicSliced(at: x[1], size: record.integer("size") ?? 0, axis: record.axis ?? 0)
    },
    "dynamic_update_slice_in_dim": GoldenOperation.one { x, record in
      try x[0].updatingSlice(with: x[1], at: x[2], axis: record.axis ?? 0)
    },
  ]

  static func update(_ part: IndexedPart, _ values: NDArray, _ record: GoldenOperation) throws -> NDArray {
    let (mode, isSorted, isUnique) = (record.outOfBounds ?? .drop, record.bool("sorted"), record.bool("unique"))
    let method: (NDArray, OutOfBounds, Bool, Bool) throws -> NDArray =
      switch record.string("method") {
      case "set": part.set
      case "add": part.add
      case "subtract": part.subtract
      case "multiply": part.multiply
      case "divide": part.divide
      case "power": part.power
      case "min": part.min
      case "max": part.max
      case let other: throw ArrayError.argument(operation: "golden data", problem: "unknown method \(other ?? "")")
      }
    return try method(values, mode, isSorted, isUnique)
  }

  /// The recorded index, in which `input 2` names an input.
  static func indices(_ record: GoldenOperation, _ inputs: [NDArray]) -> [any ArrayIndex] {
    (record.params["index"]?.list ?? []).map { item in
      if let place = item.integer { return place }
      if let bounds = item.list {
        return AxisIndex.range(from: bounds[0].integer, to: bounds[1].integer, by: bounds[2].integer ?? 1)
      }
      if let number = item.string?.split(separator: " ").last.flatMap({ Int($0) }) { return inputs[number] }
      return item.string == "newaxis" ? AxisIndex.insertion : AxisIndex.rest
    }
  }

  static let places: [String: Function] = [
    "take": GoldenOperation.one {
      try $0[0].take($0[1], axis: $1.axis, outOfBounds: $1.outOfBounds ?? .fill, fillValue: $1.fill)
    },
    "take_along_axis": GoldenOperation.one {
      try $0[0].takeAlong($0[1], axis: $1.axis ?? 0, outOfBounds: $1.outOfBounds ?? .fill, fillValue: $1.fill)
    },
    "put_along_axis": GoldenOperation.one { try $0[0].puttingAlong($0[1], at: $0[2], axis: $1.axis ?? 0) },
    "unravel_index": { try NDArray.unravelIndex($0[0], shape: $1.params["shape"]?.integers ?? []) },
    "ravel_multi_index": GoldenOperation.one {
      try NDArray.ravelMultiIndex(
        $0, shape: $1.params["shape"]?.integers ?? [], outOfBounds: $1.outOfBounds ?? .promiseInBounds)
    },
    "choose": GoldenOperation.one {
      try $0[0].choose(Array($0.dropFirst()), outOfBounds: $1.outOfBounds ?? .promiseInBounds)
    },
    "select": GoldenOperation.one {
      try NDArray.select([$0[0], $0[1]], [$0[2], $0[3]], default: $1.double("default").map { NDArray($0) } ?? 0)
    },
    "nonzero": { try $0[0].nonzero(size: $1.integer("size") ?? 0, fillValue: $1.integer("fill") ?? 0) },
    "flatnonzero": GoldenOperation.one {
      try $0[0].flatNonzero(size: $1.integer("size") ?? 0, fillValue: $1.integer("fill") ?? 0)
    },
    "argwhere": GoldenOperation.one {
      try $0[0].argwhere(size: $1.integer("size") ?? 0, fillValue: $1.integer("fill") ?? 0)
    },
    "count_nonzero": GoldenOperation.one { try $0[0].countNonzero($1.axes, keepingAxes: $1.keepsAxes) },
    "compress": GoldenOperation.one {
      try $0[1].compressed($0[0], size: $1.integer("size") ?? 0, axis: $1.axis, fillValue: $1.fill ?? 0)
    },
    "extract": GoldenOperation.one {
      try $0[1].extracted($0[0], size: $1.integer("size") ?? 0, fillValue: $1.fill ?? 0)
    },
  ]

  @Test func everyRecordIsRead() throws {
    #expect(try Self.golden.records.get().count == 581)
  }

  @Test(arguments: golden.operations) func valuesAgree(_ operation: String) throws {
    try Self.golden.expectValues(operation)
  }

  @Test(arguments: golden.differentiable) func derivativesAgree(_ operation: String) throws {
    try Self.golden.expectDerivatives(operation)
  }
}
