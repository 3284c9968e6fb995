/// The places of the elements in ascending or descending order along an axis, by several keys, the first one first.
struct SortedPlaces: Operation {
  static let operationName = "argsorted"

  var axis: Int
  var isDescending = false

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let places = try NDArray.iota(operands[0].shape, axis: axis)
    let sort = Sort(axis: axis, keyCount: operands.count, isDescending: isDescending)
    return [try sort.apply(operands + [places])[operands.count]]
  }
}

/// The greatest elements along an axis, in descending order, and their places.
struct TopK: Operation {
  static let operationName = "topK"

  var count: Int
  var axis: Int

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let places = try NDArray.iota(operands[0].shape, axis: axis)
    return try Sort(axis: axis, isDescending: true).apply([operands[0], places])
      .map { try $0.sliced(0..<count, axis: axis) }
  }
}

extension NDArray {
  /// The elements in order along an axis; NaNs come last, or first when descending, and zeros of both signs are alike.
  ///
  /// - Parameters:
  ///   - axis: the axis that is put in order, each line of it for itself.
  ///   - descending: whether the greatest come first.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func sorted(axis: Int = -1, descending: Bool = false) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "sorted")
    return try Sort(axis: place, isDescending: descending)(self)
  }

  /// The places of the elements in order along an axis, as `int32`; equal elements keep their order.
  ///
  /// - Parameters:
  ///   - axis: the axis that is put in order, each line of it for itself.
  ///   - descending: whether the place of the greatest comes first.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func argsorted(axis: Int = -1, descending: Bool = false) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "argsorted")
    return try SortedPlaces(axis: place, isDescending: descending)(self)
  }

  /// The places of the elements, as `int32`, in ascending order of the last key; where that is equal, of the one before.
  ///
  /// - Parameters:
  ///   - keys: arrays of one shape.
  ///   - axis: the axis that is put in order.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` without keys, ``ArrayError/shape(operation:expected:found:)``
  ///   for keys of several shapes, ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public static func lexsort(_ keys: [NDArray], axis: Int = -1) throws -> NDArray {
    guard let first = keys.first else {
      throw ArrayError.argument(operation: "lexsort", problem: "at least one key is needed")
    }
    guard keys.allSatisfy({ $0.shape == first.shape }) else {
      throw ArrayError.shape(operation: "lexsort", expected: "keys of one shape", found: keys.map(\.shape))
    }
    let place = try normalize(axis, rank: first.rank, for: "lexsort")
    return try SortedPlaces(axis: place).apply(keys.reversed())[0]
  }

  /// The greatest elements along an axis in descending order, NaNs first, and their places as `int32`.
  ///
  /// - Parameters:
  ///   - count: how many; of equal elements those that come first are taken.
  ///   - axis: the axis.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` for more than the axis has, or fewer than none,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func topK(_ count: Int, axis: Int = -1) throws -> (values: NDArray, indices: NDArray) {
    let place = try NDArray.normalize(axis, rank: rank, for: "topK")
    guard 0...shape[place] ~= count else {
      throw ArrayError.argument(
        operation: "topK", problem: "\(count) elements were asked of axis \(axis) of size \(shape[place])")
    }
    let results = try TopK(count: count, axis: place).apply([self])
    return (results[0], results[1])
  }

  /// The elements along an axis with one of them where it stands in ascending order, none greater before it and none
  /// less behind it.
  ///
  /// - Parameters:
  ///   - place: the place of that element; negative to count from the end.
  ///   - axis: the axis; negative to count from the end.
  /// - Throws: ``ArrayError/indexOutOfRange(operation:index:axis:size:)``,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func partitioned(at place: Int, axis: Int = -1) throws -> NDArray {
    try checkPartition(place, axis, for: "partitioned")
    return try sorted(axis: axis)
  }

  /// The places, as `int32`, in the order of ``partitioned(at:axis:)``.
  ///
  /// - Parameters:
  ///   - place: the place of the element that comes to stand where it belongs; negative to count from the end.
  ///   - axis: the axis; negative to count from the end.
  /// - Throws: as ``partitioned(at:axis:)`` does.
  public func argpartitioned(at place: Int, axis: Int = -1) throws -> NDArray {
    try checkPartition(place, axis, for: "argpartitioned")
    return try argsorted(axis: axis)
  }

  private func checkPartition(_ place: Int, _ axis: Int, for operation: String) throws {
    let size = try shape[NDArray.normalize(axis, rank: rank, for: operation)]
    guard -size..<size ~= place else {
      throw ArrayError.indexOutOfRange(operation: operation, index: place, axis: axis, size: size)
    }
  }
}
