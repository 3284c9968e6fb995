public import NamedAxes
public import Trees

/// The keys and values of the tokens so far.
public struct KeyValueCache: PyTree, Sendable {
  /// The keys, as the layers made them: rotated already.
  public var keys: NamedArray
  /// The values.
  public var values: NamedArray

  /// A cache of the given arrays.
  public init(keys: NamedArray, values: NamedArray) {
    self.keys = keys
    self.values = values
  }

  /// Presents keys and values as children.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("keys", &keys)
    try walker.child("values", &values)
  }
}
