public import Arrays

extension NamedArray {
  /// The part of the array that indices name by the names of axes.
  ///
  /// ```swift
  /// try x[["batch": 0, "features": 1..., "heads": places, "new": nil]]
  /// ```
  ///
  /// An integer takes one element and removes the axis. A range, or `.slice(from:to:by:)`, keeps the axis. `nil` adds an
  /// axis of size one. An array of integers takes the elements at those places: its positional axes, broadcast with those
  /// of other index arrays, come before the array's own; its named axes run together with those of the array, and new
  /// ones appear in the result. In arrays, negative places count from the end, and those outside stand for the ends. The
  /// order in which the result has its names is not promised.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``,
  ///   ``NamedAxisError/repeatedNames(operation:names:existing:)``,
  ///   ``NamedAxisError/indexOutOfRange(name:index:size:)``, ``NamedAxisError/sizes(operation:names:shapes:)``, and
  ///   `ArrayError.dtype` for index arrays that do not hold integers.
  public subscript(_ indices: NamedIndices) -> NamedArray {
    get throws { try at[indices].get() }
  }

  /// The part of the array that indices of its positional axes name, by the rules of `NDArray`, the same for all named
  /// axes; the named axes of index arrays are matched.
  ///
  ///     try x[0, 1...], try x[.ellipsis, .newAxis], try x[places]
  ///
  /// - Throws: as `NDArray` does, and ``NamedAxisError/sizes(operation:names:shapes:)``.
  public subscript(_ indices: any NamedArrayIndex...) -> NamedArray {
    get throws { try at.indexed(by: indices).get() }
  }

  /// The array, to name a part of it that is to be updated: `try x.at[["batch": 0]].set(y)`.
  public var at: NamedIndexedAccess { NamedIndexedAccess(array: self) }

  /// The elements at the places along an axis that an array of integers gives, whose axes take its place.
  ///
  /// - Throws: as the subscript by names does.
  public func take(
    _ places: NamedArray, axis name: AxisName, outOfBounds: OutOfBounds = .fill, fillValue: Literal? = nil
  ) throws -> NamedArray {
    try at[[name: places]].get(outOfBounds: outOfBounds, fillValue: fillValue)
  }
}

/// A named array of which indices name a part, as in `x.at[["batch": 0]]`.
public struct NamedIndexedAccess: Sendable {
  fileprivate let array: NamedArray

  /// The part that indices name by the names of axes.
  public subscript(_ indices: NamedIndices) -> NamedIndexedPart {
    NamedIndexedPart(array: array, indices: .byName(indices))
  }

  /// The part that indices of the positional axes name.
  public subscript(_ indices: any NamedArrayIndex...) -> NamedIndexedPart { indexed(by: indices) }

  /// The part that a list of indices of the positional axes names, as in brackets.
  public func indexed(by indices: [any NamedArrayIndex]) -> NamedIndexedPart {
    NamedIndexedPart(array: array, indices: .byPosition(indices.map(\.namedIndex)))
  }
}
