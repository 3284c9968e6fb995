public import NamedAxes
public import Trees
public import Treescope

/// Attention made of five layers: what queries, keys and values are, how they are compared, and what becomes of them.
public struct Attention: AttentionLayer {
  /// From the input to queries.
  public var inputToQuery: any Layer
  /// From the input to keys.
  public var inputToKey: any Layer
  /// From the input to values.
  public var inputToValue: any Layer
  /// From the list of queries and keys to attention weights.
  public var queryKeyToAttention: any Layer
  /// From the list of attention weights and values to the output.
  public var attentionValueToOutput: any Layer

  /// Attention of the given layers.
  public init(
    inputToQuery: any Layer, inputToKey: any Layer, inputToValue: any Layer, queryKeyToAttention: any Layer,
    attentionValueToOutput: any Layer
  ) {
    self.inputToQuery = inputToQuery
    self.inputToKey = inputToKey
    self.inputToValue = inputToValue
    self.queryKeyToAttention = queryKeyToAttention
    self.attentionValueToOutput = attentionValueToOutput
  }

  /// The output for queries, keys and values of one input.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try attend(input, side) { keys, values in (keys, values) }
  }

  /// Presents the five layers as children.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walkAttention(&walker)
  }
}

/// Attention of five layers, with or without a cache.
public protocol AttentionLayer: Layer where Input == NamedArray, Output == NamedArray {
  /// From the input to queries.
  var inputToQuery: any Layer { get set }
  /// From the input to keys.
  var inputToKey: any Layer { get set }
  /// From the input to values.
  var inputToValue: any Layer { get set }
  /// From the list of queries and keys to attention weights.
  var queryKeyToAttention: any Layer { get set }
  /// From the list of attention weights and values to the output.
  var attentionValueToOutput: any Layer { get set }
}

extension AttentionLayer {
  /// The output; keys and values go through a function before they are attended to.
  func attend(
    _ input: NamedArray, _ side: SideInputs,
    recalling recall: (NamedArray, NamedArray) throws -> (keys: NamedArray, values: NamedArray)
  ) throws -> NamedArray {
    let query: NamedArray = try run(inputToQuery, at: "inputToQuery", input: input, side: side)
    let key: NamedArray = try run(inputToKey, at: "inputToKey", input: input, side: side)
    let value: NamedArray = try run(inputToValue, at: "inputToValue", input: input, side: side)
    let (keys, values) = try recall(key, value)
    let attention = try runGivingArray(
      queryKeyToAttention, at: "queryKeyToAttention", input: [query, keys], side: side)
    return try runGivingArray(
      attentionValueToOutput, at: "attentionValueToOutput", input: [attention, values], side: side)
  }

  mutating func walkAttention<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("inputToQuery", &inputToQuery)
    try walker.child("inputToKey", &inputToKey)
    try walker.child("inputToValue", &inputToValue)
    try walker.child("queryKeyToAttention", &queryKeyToAttention)
    try walker.child("attentionValueToOutput", &attentionValueToOutput)
  }

  /// Light orange, as in the original.
  public var color: PartColor { .oklch(0.785, 0.103, 38.5) }
}
