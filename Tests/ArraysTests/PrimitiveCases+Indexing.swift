import StableHLO

@testable import Arrays

extension PrimitiveCases {
  /// A contraction on every dtype, with refusals of sizes and dtypes that differ.
  private static func dot(
    _ left: [Int], _ right: [Int], contracting: ([Int], [Int]), batch: ([Int], [Int]) = ([], [])
  ) -> PrimitiveCase {
    let primitive = DotGeneral(
      leftBatch: batch.0, rightBatch: batch.1, leftContracting: contracting.0, rightContracting: contracting.1)
    let larger = right.map { $0 + 1 }
    return PrimitiveCase(
      primitive: primitive,
      operands: [.array(left, integers: -3...3), .array(right, integers: -3...3)], dtypes: DType.allCases,
      rejected: [[ArrayType(left, .float32), ArrayType(right, .float64)]]
        + (contracting.0 + batch.0 == []
          ? [] : [[ArrayType(left, .float32), ArrayType(larger, .float32)]]))
  }

  static let contractions: [PrimitiveCase] = [
    dot([2, 4], [4, 5], contracting: ([1], [0])),
    dot([4, 2], [5, 4], contracting: ([0], [1])),
    dot([2], [4], contracting: ([], [])),
    dot([4], [4], contracting: ([0], [0])),
    dot([2, 4, 5], [5, 2, 6], contracting: ([2], [0]), batch: ([0], [1])),
    dot([5, 2, 4, 6], [6, 7, 5, 2], contracting: ([3, 0], [0, 2]), batch: ([1], [3])),
    dot([2, 4, 5], [5, 4], contracting: ([1, 2], [1, 0])),
    dot([2, 4], [4, 2], contracting: ([], []), batch: ([0, 1], [1, 0])),
  ]

  private static let indexTypes = DType.allCases.filter(\.isInteger)

  /// Rows of a table, at each of some indices.
  private static let rows = GatherDimensions(
    offsetDims: [1], collapsedSliceDims: [0], startIndexMap: [0], indexVectorDim: 1)
  /// Boxes of two axes, at corners given by pairs.
  private static let boxes = GatherDimensions(
    offsetDims: [0, 2], collapsedSliceDims: [], startIndexMap: [1, 0], indexVectorDim: 0)
  /// One element of each row.
  private static let alongRows = GatherDimensions(
    offsetDims: [], collapsedSliceDims: [1], operandBatchingDims: [0], startIndicesBatchingDims: [0],
    startIndexMap: [1], indexVectorDim: 2)

  private static func gather(
    _ dimensions: GatherDimensions, _ sizes: [Int], _ operand: [Int], _ indices: [Int],
    range: ClosedRange<Int>, dtype: DType = .int32, dtypes: [DType] = DType.allCases
  ) -> PrimitiveCase {
    PrimitiveCase(
      primitive: Gather(dimensions: dimensions, sliceSizes: sizes),
      operands: [.array(operand), .array(indices, integers: range, dtype: dtype)], dtypes: dtypes,
      rejected: [
        [ArrayType(operand, .float32), ArrayType(indices, .float32)],
        [ArrayType(operand.map { _ in 0 }, .float32), ArrayType(indices, .int32)],
      ])
  }

  private static func scatter(
    _ dimensions: GatherDimensions, _ sizes: [Int], _ operand: [Int], _ indices: [Int], _ updates: [Int],
    range: ClosedRange<Int>, dtype: DType = .int32, dtypes: [DType] = numeric,
    combination: Scatter.Combination = .add, promises: IndexPromises = IndexPromises(),
    values: (ClosedRange<Double>, ClosedRange<Double>) = (-2...2, -2...2)
  ) -> PrimitiveCase {
    let types = [ArrayType(operand, .float32), ArrayType(indices, .int32), ArrayType(updates, .float32)]
    return PrimitiveCase(
      primitive: Scatter(
        combination: combination, dimensions: dimensions, sliceSizes: sizes, promises: promises),
      operands: [
        .array(operand, values.0), .array(indices, integers: range, dtype: dtype), .array(updates, values.1),
      ],
      dtypes: dtypes,
      rejected: [
        [types[0], types[1], types[2].with(shape: updates + [1])],
        [types[0], types[1], types[2].with(dtype: .float64)],
        [types[0], types[1].with(dtype: .float32), types[2]],
      ])
  }

  static let indexing: [PrimitiveCase] =
    [
      gather(rows, [1, 4], [5, 4], [2, 1], range: 0...4),
      // Indices beyond the edges are clamped.
      gather(rows, [1, 4], [5, 4], [6, 1], range: -3...8, dtypes: [.float64, .float32]),
      gather(boxes, [2, 3], [5, 6], [2, 4], range: -1...5),
      gather(alongRows, [1, 1], [2, 5], [2, 3, 1], range: 0...4),
      scatter(rows, [1, 4], [5, 4], [2, 1], [2, 4], range: 0...4, dtypes: DType.allCases),
      // Updates beyond the edges are dropped.
      scatter(rows, [1, 4], [5, 4], [6, 1], [6, 4], range: -3...8),
      scatter(boxes, [2, 3], [5, 6], [2, 4], [2, 4, 3], range: -1...5),
      scatter(alongRows, [1, 1], [2, 5], [2, 3, 1], [2, 3], range: 0...4),
    ]
    + [Scatter.Combination.set, .min, .max].flatMap { combination in
      [
        // Of updates that meet, one wins.
        scatter(rows, [1, 4], [5, 4], [6, 1], [6, 4], range: 0...4, combination: combination),
        scatter(rows, [1, 4], [5, 4], [6, 1], [6, 4], range: -3...8, combination: combination),
        scatter(boxes, [2, 3], [5, 6], [2, 4], [2, 4, 3], range: -1...5, combination: combination),
        scatter(alongRows, [1, 1], [2, 5], [2, 3, 1], [2, 3], range: 0...4, combination: combination),
      ]
    }
    + [Scatter.Combination.set, .multiply].flatMap { combination in
      // A single update meets no other.
      [
        scatter(rows, [1, 4], [5, 4], [1, 1], [1, 4], range: 0...4, combination: combination),
        scatter(rows, [1, 4], [5, 4], [1, 1], [1, 4], range: 7...8, combination: combination),
        scatter(boxes, [2, 3], [5, 6], [2, 1], [2, 1, 3], range: 0...3, combination: combination),
        scatter(alongRows, [1, 1], [2, 5], [2, 1, 1], [2, 1], range: 0...4, combination: combination),
      ]
    }
    + [Scatter.Combination.add, .set, .multiply].map { combination in
      scatter(
        rows, [1, 4], [5, 4], [1, 1], [1, 4], range: 0...4, combination: combination,
        promises: IndexPromises(areSorted: true, areUnique: true))
    }
    + [
      PrimitiveCase(
        primitive: Gather(dimensions: rows, sliceSizes: [1, 4], promises: IndexPromises(areSorted: true)),
        operands: [.array([5, 4]), .array([1, 1], integers: 0...4, dtype: .int32)], dtypes: [.float64, .float32])
    ]
    + indexTypes.flatMap { dtype in
      [
        gather(rows, [1, 1], [300, 1], [4, 1], range: 0...120, dtype: dtype, dtypes: [.float64]),
        scatter(rows, [1, 1], [300, 1], [4, 1], [4, 1], range: 0...120, dtype: dtype, dtypes: [.float64]),
      ]
    }

  /// Boxes at starts given by scalars, those that do not fit moved; and what replaces them.
  static let dynamicSlices: [PrimitiveCase] = [DType.int32, .int64].flatMap { dtype in
    let start = OperandCase.array([], integers: -2...5, dtype: dtype)
    let types = [ArrayType([5, 6], .float32), ArrayType([2, 3], .float32)]
    let starts = [ArrayType([], dtype), ArrayType([], dtype)]
    let rejectedStarts = [
      [starts[0]], [starts[0], ArrayType([1], dtype)], [starts[0], ArrayType([], .float32)],
      [starts[0], ArrayType([], .int8)], [starts[0], ArrayType([], dtype == .int32 ? .int64 : .int32)],
    ]
    return [
      PrimitiveCase(
        primitive: DynamicSlice(sizes: [2, 3]), operands: [.array([5, 6]), start, start], dtypes: DType.allCases,
        rejected: rejectedStarts.map { [types[0]] + $0 } + [
          [ArrayType([1, 6], .float32)] + starts, [ArrayType([5], .float32), starts[0]],
        ]),
      PrimitiveCase(
        primitive: DynamicSlice(sizes: [0, 3]), operands: [.array([5, 6]), start, start], dtypes: [.float64, .int32]),
      PrimitiveCase(primitive: DynamicSlice(sizes: []), operands: [.array([])], dtypes: [.float64, .int32]),
      PrimitiveCase(
        primitive: DynamicUpdateSlice(), operands: [.array([5, 6]), .array([2, 3]), start, start],
        dtypes: DType.allCases,
        rejected: rejectedStarts.map { types + $0 } + [
          [types[1], types[0]] + starts, [types[0], types[1].with(dtype: .float64)] + starts,
          [types[0], ArrayType([3], .float32)] + starts,
        ]),
      PrimitiveCase(
        primitive: DynamicUpdateSlice(), operands: [.array([5]), .array([0]), start], dtypes: [.float64, .int32]),
      PrimitiveCase(
        primitive: DynamicUpdateSlice(), operands: [.array([]), .array([])], dtypes: [.float64, .int32]),
    ]
  }

  static let sorting: [PrimitiveCase] = [
    PrimitiveCase(
      primitive: Sort(axis: 1), operands: [.array([2, 5])], dtypes: DType.allCases.filter { !$0.isComplex },
      rejected: [[ArrayType([2], .float32)], [ArrayType([], .float32)]]),
    PrimitiveCase(
      primitive: Sort(axis: 0, isDescending: true), operands: [.array([5, 2])],
      dtypes: DType.allCases.filter { !$0.isComplex }),
    PrimitiveCase(
      primitive: Sort(axis: 0, keyCount: 2),
      operands: [.array([6], integers: 0...1, dtype: .int32), .array([6]), .array([6])],
      dtypes: DType.allCases.filter { !$0.isComplex },
      rejected: [
        [ArrayType([6], .int32), ArrayType([6], .float32), ArrayType([5], .float32)], [ArrayType([6], .int32)],
      ]),
    PrimitiveCase(
      primitive: Sort(axis: 0), operands: [.array([0, 2]), .array([0, 2])], dtypes: [.float64, .int32]),
  ]
}
