internal import StableHLO

extension NDArray {
  /// The array, to name a part of it that is to be updated: `try x.at[0, 1...].set(y)`.
  public var at: IndexedAccess { IndexedAccess(array: self) }
}

/// An array of which indices name a part, as in `x.at[0]`.
public struct IndexedAccess: Sendable {
  fileprivate let array: NDArray

  /// The part that indices name, by the rules of the array's own subscript.
  ///
  /// A mask of booleans may stand for as many axes as it has, where the same values go to all places that it chooses.
  public subscript(_ indices: any ArrayIndex...) -> IndexedPart { indexed(by: indices) }

  /// The part that a list of indices names, as in brackets.
  public func indexed(by indices: [any ArrayIndex]) -> IndexedPart {
    IndexedPart(array: array, indices: indices.map(\.axisIndex))
  }
}

/// The part of an array that indices name: each update of it gives the whole array, changed there.
///
/// Values broadcast to the shape of the part, in the array's dtype. Where a place occurs more than once,
/// ``set(_:outOfBounds:indicesAreSorted:uniqueIndices:)`` keeps the last value; the others combine all values.
///
/// All methods take the same options. `outOfBounds`: what becomes of places in index arrays that lie outside of their
/// axis. `indicesAreSorted` and `uniqueIndices`: promises about index arrays that may save time; where one is broken,
/// the result is not defined. All throw what the array's subscript throws,
/// ``ArrayError/shape(operation:expected:found:)`` for values that do not broadcast to the part, and
/// ``ArrayError/dtype(operation:expected:found:)`` for values that the array's dtype does not hold.
public struct IndexedPart: Sendable {
  fileprivate let array: NDArray
  fileprivate let indices: [AxisIndex]

  /// The elements of the part.
  ///
  /// - Parameters:
  ///   - outOfBounds: what becomes of places in index arrays that lie outside of their axis; as the subscript does when
  ///     absent.
  ///   - fillValue: what places outside give, which implies ``OutOfBounds/fill``.
  ///   - indicesAreSorted: a promise that indices in arrays ascend.
  ///   - uniqueIndices: a promise that no place occurs more than once.
  /// - Throws: as the array's subscript does.
  public func get(
    outOfBounds: OutOfBounds? = nil, fillValue: Literal? = nil, indicesAreSorted: Bool = false,
    uniqueIndices: Bool = false
  ) throws -> NDArray {
    let (plan, arrays) = try IndexPlan.make(indices, for: array.shape)
    guard plan.masked == nil else {
      throw ArrayError.dtype(
        operation: "Indexing", expected: "an index array of integers (choose by booleans with where(_:_:_:))",
        found: .bool)
    }
    if !arrays.isEmpty { try requireElements(for: arrays, plan) }
    let indexing = Indexing(
      plan: plan, outOfBounds: outOfBounds ?? (fillValue == nil ? .clip : .fill), fillValue: fillValue,
      promises: IndexPromises(areSorted: indicesAreSorted, areUnique: uniqueIndices))
    return try indexing.apply([array] + arrays)[0]
  }

  /// Refuses to read places of an axis that has none.
  private func requireElements(for arrays: [NDArray], _ plan: IndexPlan) throws {
    let remaining = array.shape.indices.filter { !plan.removed.contains($0) }
    for (places, axis) in zip(arrays, plan.addressed.map { remaining[$0] })
    where array.shape[axis] == 0 && places.count > 0 {
      throw ArrayError.indexOutOfRange(operation: "Indexing", index: 0, axis: axis, size: 0)
    }
  }

  /// The array with the part replaced by values.
  public func set(
    _ values: NDArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NDArray {
    try update(.set, values, outOfBounds, indicesAreSorted, uniqueIndices)
  }

  /// The array with values added to the part.
  public func add(
    _ values: NDArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NDArray {
    try update(.add, values, outOfBounds, indicesAreSorted, uniqueIndices)
  }

  /// The array with values subtracted from the part.
  public func subtract(
    _ values: NDArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NDArray {
    try update(.add, -values.asUpdates(of: array, for: "Indexing"), outOfBounds, indicesAreSorted, uniqueIndices)
  }

  /// The array with the part multiplied by values.
  ///
  /// With respect to the values this has a derivative only where each place occurs once, which `uniqueIndices` must
  /// promise of index arrays.
  public func multiply(
    _ values: NDArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NDArray {
    try update(.multiply, values, outOfBounds, indicesAreSorted, uniqueIndices)
  }

  /// The array with the part divided by values; an array of integers becomes one of `float32`.
  public func divide(
    _ values: NDArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NDArray {
    try array / factors(values, outOfBounds, indicesAreSorted, uniqueIndices)
  }

  /// The array with the part raised to the power of values.
  public func power(
    _ values: NDArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NDArray {
    try array.power(factors(values, outOfBounds, indicesAreSorted, uniqueIndices))
  }

  /// The array with the lesser of each element of the part and its value.
  public func min(
    _ values: NDArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NDArray {
    try update(.min, values, outOfBounds, indicesAreSorted, uniqueIndices)
  }

  /// The array with the greater of each element of the part and its value.
  public func max(
    _ values: NDArray, outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false
  ) throws -> NDArray {
    try update(.max, values, outOfBounds, indicesAreSorted, uniqueIndices)
  }

  /// The array with a function applied to the part.
  ///
  /// Where a place occurs more than once, the function is applied to its element once.
  /// - Parameters:
  ///   - outOfBounds: what becomes of places in index arrays that lie outside of their axis.
  ///   - indicesAreSorted: a promise that indices in arrays ascend.
  ///   - uniqueIndices: a promise that no place occurs more than once.
  ///   - function: gives an array that broadcasts to the shape of its argument.
  public func apply(
    outOfBounds: OutOfBounds = .drop, indicesAreSorted: Bool = false, uniqueIndices: Bool = false,
    _ function: (NDArray) throws -> NDArray
  ) throws -> NDArray {
    let part = try get(
      outOfBounds: outOfBounds == .wrap ? .wrap : .clip, indicesAreSorted: indicesAreSorted,
      uniqueIndices: uniqueIndices)
    return try set(
      function(part), outOfBounds: outOfBounds, indicesAreSorted: indicesAreSorted, uniqueIndices: uniqueIndices)
  }

  /// Ones, with the part multiplied by values.
  private func factors(
    _ values: NDArray, _ outOfBounds: OutOfBounds, _ areSorted: Bool, _ areUnique: Bool
  ) throws -> NDArray {
    let ones = try NDArray.full(array.shape, 1, dtype: array.dtype)
    return try IndexedPart(array: ones, indices: indices).update(.multiply, values, outOfBounds, areSorted, areUnique)
  }

  private func update(
    _ combination: Scatter.Combination, _ values: NDArray, _ outOfBounds: OutOfBounds, _ areSorted: Bool,
    _ areUnique: Bool
  ) throws -> NDArray {
    let (plan, arrays) = try IndexPlan.make(indices, for: array.shape)
    let update = IndexedUpdate(
      plan: plan, combination: combination, outOfBounds: outOfBounds,
      promises: IndexPromises(areSorted: areSorted, areUnique: areUnique))
    return try update.apply([array, values.asUpdates(of: array, for: "Indexing")] + arrays)[0]
  }
}
