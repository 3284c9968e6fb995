public import Arrays
public import Trees

/// A sequence of random keys that a model draws from as it runs; how many were drawn is state.
///
/// Key number `n`, from 0 on, is the base key with `n` folded in: the keys of the original for the same base key and the
/// same calls. Tasks that share a stream never get the same key.
///
/// ```swift
/// let stream = try RandomStream(baseKey: RandomKey(0))
/// let output = try model(input, [.randomStream: stream])
/// ```
public struct RandomStream: PyTree, Sendable {
  /// Decides about all keys of the stream; it never changes.
  public var baseKey: RandomKey
  /// The number of keys drawn so far: an integer without axes.
  public var offset: any StateVariableLike<NDArray>

  /// A stream that goes on from an offset.
  public init(baseKey: RandomKey, offset: any StateVariableLike<NDArray>) {
    self.baseKey = baseKey
    self.offset = offset
  }

  /// A stream that begins.
  ///
  /// - Parameters:
  ///   - baseKey: decides about all keys of the stream.
  ///   - label: the label of the offset; streams in one model need different ones.
  public init(baseKey: RandomKey, offsetLabel label: VariableLabel = "random_stream_offset") {
    self.init(baseKey: baseKey, offset: StateVariable(NDArray(0), label: label))
  }

  /// The next key; the stream then goes on behind it.
  ///
  /// - Throws: ``VariableError`` when the offset was taken out or frozen, `ArrayError.rank`
  ///   when the base key is an array of keys, `ArrayError.dtype` when the offset is no
  ///   integer.
  public func nextKey() throws -> RandomKey {
    try baseKey.foldIn(offset.modify { try $0 + 1 })
  }

  /// Presents the base key and the offset.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("baseKey", &baseKey)
    try walker.child("offset", &offset)
  }
}
