/// Arrays of keys, as ``RandomKey/split(_:)-([Int])`` gives them.
extension RandomKey {
  /// The keys that indices name, as in arrays; the axes are those of the array of keys.
  ///
  ///     let keys = try RandomKey(0).split([10, 2])
  ///     try keys[3, 0], try keys[2..<5], try keys[.all, 1]
  ///
  /// - Throws: as the subscript of ``NDArray`` does.
  public subscript(_ indices: any ArrayIndex...) -> RandomKey {
    get throws {
      let indices = indices.map(\.axisIndex)
      let isInserted = indices.map { if case .insertion = $0 { true } else { false } }
      let isRest = indices.map { if case .rest = $0 { true } else { false } }
      let count = indices.count - isInserted.count { $0 } - isRest.count { $0 }
      guard count <= shape.count else { throw ArrayError.tooManyIndices(count: count, rank: shape.count) }
      let words: [AxisIndex] = isRest.contains(true) ? [.all] : [.ellipsis, .all]
      return RandomKey(words: try data.indexed(by: indices + words))
    }
  }

  /// Keys of one shape, side by side on a new axis.
  ///
  /// - Parameters:
  ///   - keys: the keys, at least one.
  ///   - axis: where the new axis goes.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for keys of different shapes,
  ///   ``ArrayError/argument(operation:problem:)`` for none at all, ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public static func stack(_ keys: [RandomKey], axis: Int = 0) throws -> RandomKey {
    guard let first = keys.first else {
      throw ArrayError.argument(operation: "stack", problem: "there must be at least one key")
    }
    let place = try NDArray.normalize(axis, rank: first.shape.count + 1, for: "stack")
    return RandomKey(words: try NDArray.stack(keys.map(\.data), axis: place))
  }

  /// The same keys in another shape.
  ///
  /// - Throws: ``ArrayError/reshape(from:to:)`` when the number of keys would change.
  public func reshaped(to shape: [Int]) throws -> RandomKey {
    guard shape.reduce(1, *) == self.shape.reduce(1, *), shape.allSatisfy({ $0 >= 0 }) else {
      throw ArrayError.reshape(from: self.shape, to: shape)
    }
    return RandomKey(words: try data.reshaped(to: shape + [2]))
  }
}
