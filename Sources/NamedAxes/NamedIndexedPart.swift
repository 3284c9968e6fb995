public import Arrays

/// The part of a named array that indices name: each update of it gives the whole array, changed there.
///
/// Values are matched by name with the part and broadcast to its positional shape. Along the axes that indices cut or
/// add, values of size one are repeated. A name that only an index array or the values have appears in the result: each
/// place along it gets a copy that is changed by itself, while the positional axes of an index array change several places
/// of one array. The positional shape stays that of the array.
///
/// All methods take the options of `IndexedPart` and throw what the subscripts throw,
/// ``NamedAxisError/update(positionalShape:part:)`` for values that do not fit the part,
/// ``NamedAxisError/repeatedNames(operation:names:existing:)`` for values or index arrays with the name of an axis that an
/// index removes, and `ArrayError.dtype` for values that the dtype does not hold.
public struct NamedIndexedPart: Sendable {
  let array: NamedArray
  let indices: Indices

  enum Indices: Sendable {
    case byName(NamedIndices)
    case byPosition([NamedIndex])
  }

  /// The elements of the part.
  ///
  /// - Parameters:
  ///   - outOfBounds: what becomes of places in index arrays that lie outside of their axis; as the subscripts do when
  ///     absent.
  ///   - fillValue: what places outside give, which implies `OutOfBounds.fill`.
  ///   - indicesAreSorted: a promise that indices in arrays ascend.
  ///   - uniqueIndices: a promise that no place occurs more than once.
  public func get(
    outOfBounds: OutOfBounds? = nil, fillValue: Literal? = nil, indicesAreSorted: Bool = false,
    uniqueIndices: Bool = false
  ) throws -> NamedArray {
    try plan().get {
      try $0.get(
        outOfBounds: outOfBounds, fillValue: fillValue, indicesAreSorted: indicesAreSorted,
        uniqueIndices: uniqueIndices)
    }
  }

  /// The array with the part replaced by values.
  public func set(
    _ values: NamedArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NamedArray {
    try plan().update(values) {
      try $0.set($1, outOfBounds: outOfBounds, indicesAreSorted: indicesAreSorted, uniqueIndices: uniqueIndices)
    }
  }

  /// The array with values added to the part.
  public func add(
    _ values: NamedArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NamedArray {
    try plan().update(values) {
      try $0.add($1, outOfBounds: outOfBounds, indicesAreSorted: indicesAreSorted, uniqueIndices: uniqueIndices)
    }
  }

  /// The array with values subtracted from the part.
  public func subtract(
    _ values: NamedArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NamedArray {
    try plan().update(values) {
      try $0.subtract($1, outOfBounds: outOfBounds, indicesAreSorted: indicesAreSorted, uniqueIndices: uniqueIndices)
    }
  }

  /// The array with the part multiplied by values.
  public func multiply(
    _ values: NamedArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NamedArray {
    try plan().update(values) {
      try $0.multiply($1, outOfBounds: outOfBounds, indicesAreSorted: indicesAreSorted, uniqueIndices: uniqueIndices)
    }
  }

  /// The array with the part divided by values; an array of integers becomes one of `float32`.
  public func divide(
    _ values: NamedArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NamedArray {
    try plan().update(values) {
      try $0.divide($1, outOfBounds: outOfBounds, indicesAreSorted: indicesAreSorted, uniqueIndices: uniqueIndices)
    }
  }

  /// The array with the part raised to the power of values.
  public func power(
    _ values: NamedArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NamedArray {
    try plan().update(values) {
      try $0.power($1, outOfBounds: outOfBounds, indicesAreSorted: indicesAreSorted, uniqueIndices: uniqueIndices)
    }
  }

  /// The array with the lesser of each element of the part and its value.
  public func min(
    _ values: NamedArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NamedArray {
    try plan().update(values) {
      try $0.min($1, outOfBounds: outOfBounds, indicesAreSorted: indicesAreSorted, uniqueIndices: uniqueIndices)
    }
  }

  /// The array with the greater of each element of the part and its value.
  public func max(
    _ values: NamedArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NamedArray {
    try plan().update(values) {
      try $0.max($1, outOfBounds: outOfBounds, indicesAreSorted: indicesAreSorted, uniqueIndices: uniqueIndices)
    }
  }

  /// The array with a function applied to the part.
  ///
  /// Where a place occurs more than once, the function is applied to its element once.
  ///
  /// - Parameters:
  ///   - outOfBounds: what becomes of places in index arrays that lie outside of their axis.
  ///   - indicesAreSorted: a promise that indices in arrays ascend.
  ///   - uniqueIndices: a promise that no place occurs more than once.
  ///   - function: gives values that fit the part.
  public func apply(
    outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false,
    _ function: (NamedArray) throws -> NamedArray
  ) throws -> NamedArray {
    let part = try get(
      outOfBounds: outOfBounds == .wrap ? .wrap : .clip, indicesAreSorted: indicesAreSorted,
      uniqueIndices: uniqueIndices)
    return try set(
      function(part), outOfBounds: outOfBounds, indicesAreSorted: indicesAreSorted, uniqueIndices: uniqueIndices)
  }

  private func plan() throws -> NamedIndexPlan {
    switch indices {
    case .byName(let indices): try NamedIndexPlan(indices, of: array)
    case .byPosition(let indices): try NamedIndexPlan(indices, of: array)
    }
  }
}
