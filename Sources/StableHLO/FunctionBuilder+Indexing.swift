/// How `stablehlo.gather` maps indices to slices of its operand; the names are the specification's.
public struct GatherDimensions: Hashable, Sendable {
  /// Result axes that come from the slice.
  public var offsetDims: [Int]
  /// Operand axes of slice size one that the result lacks.
  public var collapsedSliceDims: [Int]
  /// Operand axes that run along with axes of the indices.
  public var operandBatchingDims: [Int]
  /// Axes of the indices that run along with operand axes.
  public var startIndicesBatchingDims: [Int]
  /// The operand axis that each component of an index addresses.
  public var startIndexMap: [Int]
  /// The axis of the indices that holds the components of one index.
  public var indexVectorDim: Int

  /// A mapping from all its parts.
  public init(
    offsetDims: [Int], collapsedSliceDims: [Int], operandBatchingDims: [Int] = [],
    startIndicesBatchingDims: [Int] = [], startIndexMap: [Int], indexVectorDim: Int
  ) {
    self.offsetDims = offsetDims
    self.collapsedSliceDims = collapsedSliceDims
    self.operandBatchingDims = operandBatchingDims
    self.startIndicesBatchingDims = startIndicesBatchingDims
    self.startIndexMap = startIndexMap
    self.indexVectorDim = indexVectorDim
  }
}

/// What the caller knows of computed indices; where it is not so, the result is not defined.
public struct IndexPromises: Hashable, Sendable {
  /// Whether the indices ascend.
  public var areSorted: Bool
  /// Whether no two places overlap.
  public var areUnique: Bool

  /// Promises, none when nothing is said.
  public init(areSorted: Bool = false, areUnique: Bool = false) {
    self.areSorted = areSorted
    self.areUnique = areUnique
  }
}

extension FunctionBuilder {
  /// Slices of the operand at computed starting indices.
  public mutating func gather(
    _ operand: Value, _ indices: Value, _ dimensions: GatherDimensions, sliceSizes: [Int], shape: [Int],
    promises: IndexPromises = IndexPromises()
  ) -> Value {
    let result = define(TensorType(shape, operand.type.element))
    text.append("\"stablehlo.gather\"(")
    text.append(values: [operand, indices])
    text.append(") <{dimension_numbers = #stablehlo.gather<offset_dims = ")
    text.append(list: dimensions.offsetDims)
    text.append(", collapsed_slice_dims = ")
    text.append(list: dimensions.collapsedSliceDims)
    text.append(", operand_batching_dims = ")
    text.append(list: dimensions.operandBatchingDims)
    text.append(", start_indices_batching_dims = ")
    text.append(list: dimensions.startIndicesBatchingDims)
    text.append(", start_index_map = ")
    text.append(list: dimensions.startIndexMap)
    text.append(", index_vector_dim = ")
    text.append(dimensions.indexVectorDim)
    text.append(">, slice_sizes = ")
    text.append(attribute: sliceSizes)
    text.append(", indices_are_sorted = ")
    text.append(promises.areSorted ? "true" : "false")
    text.append("}>")
    endLine(from: [operand, indices], to: result)
    return result
  }

  /// Updates of the operand at computed indices: the inverse mapping of ``gather(_:_:_:sliceSizes:shape:promises:)``.
  ///
  /// Later updates of a place combine with what earlier ones left; those that do not fit are dropped.
  /// - Parameters:
  ///   - operand: what is updated.
  ///   - indices: the places.
  ///   - updates: the new elements.
  ///   - dimensions: which axes of these three belong together.
  ///   - promises: what holds of the indices.
  ///   - combiner: writes how an old and a new element combine, two scalars to one.
  public mutating func scatter(
    _ operand: Value, _ indices: Value, _ updates: Value, _ dimensions: GatherDimensions,
    promises: IndexPromises = IndexPromises(),
    combiner: (inout FunctionBuilder, Value, Value) -> Value
  ) -> Value {
    let result = define(operand.type)
    text.append("\"stablehlo.scatter\"(")
    text.append(values: [operand, indices, updates])
    text.append(") <{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = ")
    text.append(list: dimensions.offsetDims)
    text.append(", inserted_window_dims = ")
    text.append(list: dimensions.collapsedSliceDims)
    text.append(", input_batching_dims = ")
    text.append(list: dimensions.operandBatchingDims)
    text.append(", scatter_indices_batching_dims = ")
    text.append(list: dimensions.startIndicesBatchingDims)
    text.append(", scatter_dims_to_operand_dims = ")
    text.append(list: dimensions.startIndexMap)
    text.append(", index_vector_dim = ")
    text.append(dimensions.indexVectorDim)
    text.append(">, indices_are_sorted = ")
    text.append(promises.areSorted ? "true" : "false")
    text.append(", unique_indices = ")
    text.append(promises.areUnique ? "true" : "false")
    text.append("}> (")
    let scalar = TensorType([], operand.type.element)
    region([scalar, scalar]) { builder, values in [combiner(&builder, values[0], values[1])] }
    text.append(")")
    endLine(from: [operand, indices, updates], to: result)
    return result
  }

  /// A box of static size at starting indices given as scalars, one an axis; starts are clamped into range.
  public mutating func dynamicSlice(_ operand: Value, starts: [Value], sizes: [Int]) -> Value {
    let result = define(TensorType(sizes, operand.type.element))
    text.append("stablehlo.dynamic_slice ")
    text.append(values: [operand] + starts)
    text.append(", sizes = ")
    text.append(list: sizes)
    endLine(from: [operand] + starts, to: result)
    return result
  }

  /// The operand with a box of it overwritten, at starting indices given as scalars, clamped into range.
  public mutating func dynamicUpdateSlice(_ operand: Value, _ update: Value, starts: [Value]) -> Value {
    let result = define(operand.type)
    text.append("stablehlo.dynamic_update_slice ")
    text.append(values: [operand, update] + starts)
    endLine(from: [operand, update] + starts, to: result)
    return result
  }
}
