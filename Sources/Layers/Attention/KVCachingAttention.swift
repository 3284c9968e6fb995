public import Arrays
public import NamedAxes
public import Trees
public import Variables

/// Attention that keeps the keys and values of all tokens so far, to be called with a few new tokens at a time.
public struct KVCachingAttention: AttentionLayer {
  /// From the input to queries.
  public var inputToQuery: any Layer
  /// From the input to keys.
  public var inputToKey: any Layer
  /// From the input to values.
  public var inputToValue: any Layer
  /// From the list of queries and all cached keys to attention weights.
  public var queryKeyToAttention: any Layer
  /// From the list of attention weights and all cached values to the output.
  public var attentionValueToOutput: any Layer
  /// The axis along which keys and values are cached.
  public let sequenceAxis: AxisName
  /// The side input that says how many tokens are in the cache: an integer without axes.
  public let kvCacheEndIndexKey: SideInputs.Key
  /// The keys and values so far.
  public var kvCache: any StateVariableLike<KeyValueCache>

  package init(
    inputToQuery: any Layer, inputToKey: any Layer, inputToValue: any Layer, queryKeyToAttention: any Layer,
    attentionValueToOutput: any Layer, sequenceAxis: AxisName, kvCacheEndIndexKey: SideInputs.Key,
    kvCache: any StateVariableLike<KeyValueCache>
  ) {
    self.inputToQuery = inputToQuery
    self.inputToKey = inputToKey
    self.inputToValue = inputToValue
    self.queryKeyToAttention = queryKeyToAttention
    self.attentionValueToOutput = attentionValueToOutput
    self.sequenceAxis = sequenceAxis
    self.kvCacheEndIndexKey = kvCacheEndIndexKey
    self.kvCache = kvCache
  }

  /// The output for the new tokens, which attend to the whole cache; their keys and values are put into it.
  ///
  /// Keys and values that would reach past the end of the cache take its last places instead.
  ///
  /// - Throws: ``LayerInputError/missingSideInput(layer:key:given:)``,
  ///   ``LayerInputError/sideInputType(layer:key:expected:found:)``, ``LayerInputError/axes(layer:expected:found:)`` when
  ///   keys or values do not fit the cache, ``LayerInputError/dtype(layer:expected:found:)``.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    let end = try endIndex(side)
    let cache = try kvCache.value
    return try attend(input, side) { key, value in
      let filled = KeyValueCache(
        keys: try put(key, into: cache.keys, at: end), values: try put(value, into: cache.values, at: end))
      try kvCache.set(filled)
      return (filled.keys, filled.values)
    }
  }

  private func put(_ new: NamedArray, into cache: NamedArray, at end: NDArray) throws -> NamedArray {
    let layer = "KVCachingAttention"
    try new.requireAxes(cache.namedShape.removing([sequenceAxis]), for: layer)
    guard let count = new.namedShape[sequenceAxis] else {
      throw LayerInputError.missingAxes(layer: layer, names: [sequenceAxis], found: new.namedShape)
    }
    guard count <= cache.namedShape[sequenceAxis] ?? 0 else {
      throw LayerInputError.configuration(
        layer: layer,
        problem: "\(count) tokens along \(sequenceAxis) are more than the cache \(cache.namedShape) can hold")
    }
    guard new.dtype == cache.dtype else {
      throw LayerInputError.dtype(
        layer: layer, expected: "the dtype \(cache.dtype) of its cache", found: "\(new.dtype)")
    }
    return try cache.updatingSlice(with: new, at: [sequenceAxis: end])
  }

  private func endIndex(_ side: SideInputs) throws -> NDArray {
    let end = try side.require(kvCacheEndIndexKey, as: NamedArray.self, for: self)
    guard end.data.rank == 0, end.dtype.isInteger else {
      throw LayerInputError.sideInputType(
        layer: "KVCachingAttention", key: kvCacheEndIndexKey.name, expected: "an integer without axes",
        found: "\(end.dtype) with \(end.namedShape) \(end.positionalShape)")
    }
    return end.data
  }

  /// Presents the layers and the cache as children, the names as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walkAttention(&walker)
    try walker.constant("sequenceAxis", sequenceAxis)
    try walker.constant("kvCacheEndIndexKey", kvCacheEndIndexKey)
    try walker.child("kvCache", &kvCache)
  }
}

extension KVCachingAttention {
  /// Builds attention with an empty cache from one without.
  ///
  /// - Parameters:
  ///   - original: the layers.
  ///   - sequenceAxis: the axis of keys and values along which they are cached.
  ///   - cacheLength: how many tokens the cache holds.
  ///   - cachedAxes: all other axes of keys and values.
  ///   - cacheEndIndexKey: the side input that says how many tokens are in the cache.
  ///   - cacheDType: the type of keys and values.
  ///   - cacheLabel: the label of the cache; a number of its own when absent.
  ///   - layerStackAxes: the axes of the layer stacks that the attention is in, from the outermost.
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` for axes in two roles or a negative length.
  public static func fromUncached(
    _ original: Attention, sequenceAxis: AxisName, cacheLength: Int, cachedAxes: NamedShape,
    cacheEndIndexKey: SideInputs.Key, cacheDType: DType = .float32, cacheLabel: VariableLabel? = nil,
    layerStackAxes: NamedShape = [:]
  ) throws -> KVCachingAttention {
    let names = cachedAxes.names + layerStackAxes.names + [sequenceAxis]
    guard Set(names).count == names.count, cacheLength >= 0 else {
      throw LayerInputError.configuration(
        layer: "KVCachingAttention",
        problem: "cachedAxes \(cachedAxes), layerStackAxes \(layerStackAxes) and the sequence axis \(sequenceAxis) of "
          + "size \(cacheLength) must be different axes with sizes of at least 0")
    }
    let empty = try NamedArray.zeros(
      layerStackAxes.merging(cachedAxes).merging(NamedShape([(sequenceAxis, cacheLength)])), dtype: cacheDType)
    return KVCachingAttention(
      inputToQuery: original.inputToQuery, inputToKey: original.inputToKey, inputToValue: original.inputToValue,
      queryKeyToAttention: original.queryKeyToAttention, attentionValueToOutput: original.attentionValueToOutput,
      sequenceAxis: sequenceAxis, kvCacheEndIndexKey: cacheEndIndexKey,
      kvCache: StateVariable(
        KeyValueCache(keys: empty, values: empty), label: cacheLabel,
        metadata: LayerStackBehavior.metadata(layerStackAxes.names.map { ($0, .perLayer) })))
  }
}
