internal import StableHLO

/// The first operand with updates, the third, combined with its elements at indices, the second: ``Gather`` backwards.
///
/// Updates that would fall outside are dropped. Updates of one place are combined one after another.
struct Scatter: Primitive {
  static let name = "scatter"

  var combination: Combination
  var dimensions: GatherDimensions
  /// The size of the window of one update along each axis of the operand.
  var sliceSizes: [Int]
  var promises = IndexPromises()

  /// What becomes of an element and its update.
  enum Combination: String, Hashable, Sendable, CaseIterable {
    case set, add, multiply, min, max

    /// The operation in the StableHLO dialect; none where the update replaces the element.
    fileprivate var operation: StaticString? {
      switch self {
      case .set: nil
      case .add: "add"
      case .multiply: "multiply"
      case .min: "minimum"
      case .max: "maximum"
      }
    }

    /// Elements combined with updates in the same places, recorded in the active trace.
    func callAsFunction(_ elements: NDArray, _ updates: NDArray) throws -> NDArray {
      switch self {
      case .set: updates
      case .add: try Add()(elements, updates)
      case .multiply: try Multiply()(elements, updates)
      case .min: try Minimum()(elements, updates)
      case .max: try Maximum()(elements, updates)
      }
    }
  }

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let window = try gather.resultTypes([operands[0], operands[1]])[0]
    guard operands[2].shape == window.shape else {
      throw ArrayError.shape(
        operation: Self.name, expected: "updates of shape \(window.shape)", found: [operands[2].shape])
    }
    guard operands[2].dtype == window.dtype else {
      throw ArrayError.dtype(operation: Self.name, expected: "updates of \(window.dtype)", found: operands[2].dtype)
    }
    return [operands[0]]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [
      builder.scatter(operands[0], operands[1], operands[2], dimensions, promises: promises) { builder, old, new in
        combination.operation.map { builder.elementwise($0, old, new) } ?? new
      }
    ]
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    var scatter = self
    scatter.dimensions.offsetDims = dimensions.offsetDims.map { $0 + 1 }
    scatter.dimensions.shiftOperandAxes()
    let operand = try operands[0].placed(at: 0, size: size)
    let updates = try operands[2].placed(at: 0, size: size)
    if operands[1].axis == nil {
      // The same places in every item: the new axis is part of each window.
      scatter.dimensions.offsetDims.insert(0, at: 0)
      scatter.sliceSizes.insert(size, at: 0)
      return [Batched(array: try scatter(operand, operands[1].array, updates), axis: 0)]
    }
    scatter.dimensions.shiftIndexAxes()
    scatter.dimensions.batchTogether()
    scatter.sliceSizes.insert(1, at: 0)
    scatter.promises.areSorted = false
    return [Batched(array: try scatter(operand, operands[1].placed(at: 0, size: size), updates), axis: 0)]
  }

  // MARK: Derivatives

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let result = try apply(primals)
    guard tangents[0] != nil || tangents[2] != nil else { return (result, [nil]) }
    let (operand, indices, updates) = (primals[0], primals[1], primals[2])
    let change = try tangents[0] ?? NDArray.full(operand.shape, 0, dtype: operand.dtype)
    let updateChange = try tangents[2] ?? NDArray.full(updates.shape, 0, dtype: updates.dtype)
    switch combination {
    case .add:
      return (result, [try self(change, indices, updateChange)])
    case .set where updatesEachPlaceOnce(indices.shape):
      return (result, [try self(change, indices, updateChange)])
    case .set:
      return (result, [try changeOfReplacement(indices, change, updateChange)])
    case .min, .max:
      return (result, [try changeOfExtremum(primals, result[0], change, updateChange)])
    case .multiply:
      let first = try tangents[0].map { try self($0, indices, updates) }
      guard let updateChange = tangents[2] else { return (result, [first]) }
      guard updatesEachPlaceOnce(indices.shape) else {
        throw ArrayError.missingRule(
          primitive: "scatter (multiply)", rule: "derivative",
          advice: "With respect to the updates it has one only where each place is updated once: "
            + "promise that with uniqueIndices: true.")
      }
      let zeros = try NDArray.full(operand.shape, 0, dtype: operand.dtype)
      return (result, [try total(first, operand * combining(.add)(zeros, indices, updateChange))])
    }
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let cotangent = cotangents[0], let indices = operands[1].known else { return [nil, nil, nil] }
    var (first, third): (NDArray?, NDArray?)
    if operands[0].isLinear {
      switch combination {
      case .set:
        let type = operands[2].type
        first = try self(cotangent, indices, NDArray.full(type.shape, 0, dtype: type.dtype))
      case .multiply: first = try operands[2].known.map { try self(cotangent, indices, $0) }
      default: first = cotangent
      }
    }
    if operands[2].isLinear { third = try updateCotangent(cotangent, indices) }
    return [first, nil, third]
  }

  /// The slices that the updates fall on.
  private var gather: Gather { Gather(dimensions: dimensions, sliceSizes: sliceSizes, promises: promises) }

  /// The same places, combined otherwise.
  private func combining(_ combination: Combination) -> Scatter {
    var scatter = self
    scatter.combination = combination
    return scatter
  }

  /// Whether no two updates meet: by promise, or because there is just one in each batch.
  private func updatesEachPlaceOnce(_ indices: [Int]) -> Bool {
    let shared = indices.indices.filter {
      $0 != dimensions.indexVectorDim && !dimensions.startIndicesBatchingDims.contains($0)
    }
    return promises.areUnique || shared.allSatisfy { indices[$0] <= 1 }
  }

  /// The change of a result of which each element is the last update of its place, or as it was.
  private func changeOfReplacement(_ indices: NDArray, _ change: NDArray, _ updateChange: NDArray) throws -> NDArray {
    // The number of the update that each place holds in the end; zero for none.
    let dtype: DType = updateChange.count < Int(Int32.max) ? .int32 : .int64
    let numbers = try (NDArray.iota([updateChange.count], dtype: dtype) + 1).reshaped(to: updateChange.shape)
    let holders = try self(NDArray.full(change.shape, 0, dtype: dtype), indices, numbers)
    let hasLasted = try gather(holders, indices).equal(numbers)
    let zero = try NDArray.full([], 0, dtype: change.dtype)
    return try combining(.add)(
      NDArray.where(holders.equal(NDArray(0)), change, zero), indices, NDArray.where(hasLasted, updateChange, zero))
  }

  /// The change of the least or greatest elements: the mean over the operand and all updates that equal the result.
  private func changeOfExtremum(
    _ primals: [NDArray], _ result: NDArray, _ change: NDArray, _ updateChange: NDArray
  ) throws -> NDArray {
    let indices = primals[1]
    let isKept = try primals[0].equal(result).astype(result.dtype)
    let isTaken = try primals[2].equal(gather(result, indices)).astype(result.dtype)
    let sum = combining(.add)
    return try sum(change * isKept, indices, updateChange * isTaken) / sum(isKept, indices, isTaken)
  }

  /// The cotangent at the places of the updates, zero for updates that fall outside and were dropped.
  private func updateCotangent(_ cotangent: NDArray, _ indices: NDArray) throws -> NDArray {
    let gathered = try gather(cotangent, indices)
    let last = try dimensions.lastStarts(of: sliceSizes, in: cotangent.shape, like: indices)
    let isInside = try indices.greaterOrEqual(NDArray.full([], 0, dtype: indices.dtype))
      .logicalAnd(indices.lessOrEqual(last))
    let isWhole =
      dimensions.indexVectorDim < indices.rank
      ? try ReduceAnd(axes: [dimensions.indexVectorDim])(isInside) : isInside
    let batchAxes = gathered.shape.indices.filter { !dimensions.offsetDims.contains($0) }
    return try Select()(
      isWhole.broadcasted(to: gathered.shape, along: batchAxes), gathered,
      NDArray.full(gathered.shape, 0, dtype: gathered.dtype))
  }
}
