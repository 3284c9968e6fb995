public import Arrays
public import Trees

/// Random keys along named axes, an independent one at each place.
///
/// In ``nmap(_:function:)`` each call gets its own key:
///
/// ```swift
/// let keys = try randomSplit(RandomKey(0), ["batch": 8])
/// let noise = try nmap(keys) { try $0.normal([3]) }
/// ```
public struct NamedRandomKey: Sendable {
  /// The words of the keys: `uint32`, named axes, and a positional one of size 2.
  public var words: NamedArray

  /// Keys from their words.
  ///
  /// - Throws: `ArrayError.shape` unless the words are `uint32` with one positional axis, of
  ///   size 2.
  public init(words: NamedArray) throws {
    guard words.dtype == .uint32, words.positionalShape == [2] else {
      throw ArrayError.shape(
        operation: "NamedRandomKey", expected: "uint32 words with one positional axis, of size 2",
        found: [words.positionalShape])
    }
    self.words = words
  }

  fileprivate init(unchecked words: NamedArray) { self.words = words }

  /// The axes along which there are keys.
  public var namedShape: NamedShape { words.namedShape }

  /// The key of an array of keys without named axes.
  ///
  /// - Throws: ``NamedAxisError/namedAxesLeft(names:existing:)``.
  public func unwrap() throws -> RandomKey { try RandomKey(data: words.unwrap()) }
}

extension NamedRandomKey: PyTree {
  /// Presents the words of the keys.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("words", &words)
  }
}

extension NamedRandomKey: NameMappable {
  /// Adds the words.
  public func collect(into arrays: inout [NamedArray]) { arrays.append(words) }
  /// A single key.
  public func positional(_ arrays: inout ArraySlice<NDArray>) throws -> RandomKey {
    try RandomKey(data: arrays.removeFirst())
  }
}

extension RandomKey: NameMapped {
  /// Adds the words.
  public func collect(into arrays: inout [NDArray]) { arrays.append(data) }
  /// The keys with the names that were mapped over.
  public func named(_ arrays: inout ArraySlice<NamedArray>) -> NamedRandomKey {
    NamedRandomKey(unchecked: arrays.removeFirst())
  }
}

/// Independent keys along named axes.
///
/// Shapes that are equal give equal keys: the keys are dealt out along the names in their sorted order, whatever the
/// order of the shape. ``randomSplit(_:ordered:)`` keeps an order.
///
/// - Throws: `ArrayError` for sizes that no array can have.
public func randomSplit(_ key: RandomKey, _ shape: NamedShape) throws -> NamedRandomKey {
  try randomSplit(key, ordered: shape.sorted)
}

/// Independent keys along named axes, dealt out in the order of the shape.
///
/// - Throws: `ArrayError` for sizes that no array can have.
public func randomSplit(_ key: RandomKey, ordered shape: NamedShape) throws -> NamedRandomKey {
  NamedRandomKey(unchecked: try NamedArray(key.split(shape.sizes).data).tagPrefix(shape.names))
}

/// Independent keys along further named axes, for each of the keys there are.
///
/// - Throws: ``NamedAxisError/repeatedNames(operation:names:existing:)`` when there are keys along such an axis already.
public func randomSplit(_ keys: NamedRandomKey, _ shape: NamedShape) throws -> NamedRandomKey {
  let repeated = shape.names.filter { keys.namedShape.contains($0) }
  guard repeated.isEmpty else {
    throw NamedAxisError.repeatedNames(operation: "randomSplit", names: repeated, existing: keys.namedShape)
  }
  let sorted = shape.sorted
  return NamedRandomKey(unchecked: try nmap(keys) { try $0.split(sorted.sizes) }.words.tagPrefix(sorted.names))
}

extension NamedShape {
  /// The same shape with the names in order.
  fileprivate var sorted: NamedShape { NamedShape(sorted { $0.name < $1.name }.map { ($0.name, $0.size) }) }
}
