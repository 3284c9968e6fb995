/// The distinct elements of an array, and how it is made of them.
public struct UniqueElements: Sendable {
  /// The distinct elements in ascending order, and then a filling.
  public var values: NDArray
  /// Where each of them occurs first in row-major order, as `int32`.
  public var indices: NDArray
  /// For each element of the array the place of its value among the distinct ones, as `int32`, in the array's shape.
  public var inverse: NDArray
  /// How often each of them occurs, as `int32`; zero in the filling.
  public var counts: NDArray
}

/// Distinct elements, where they occur first, the place of each element among them, and how often they occur.
struct Unique: Operation {
  static let operationName = "unique"

  var size: Int
  var filling: Literal?

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let sorted = try Sort(axis: 0).apply([x.flattened(), NDArray.iota([x.count])])
    let (values, places) = (sorted[0], sorted[1])
    let (before, behind) = (try values.sliced(0..<x.count - 1, axis: 0), try values.sliced(1..<x.count, axis: 0))
    var isNew = try before.notEqual(behind)
    if x.dtype.isFloating { isNew = try isNew.logicalAnd(before.equal(before).logicalOr(behind.equal(behind))) }
    isNew = try NDArray.concatenate([NDArray.full([1], true), isNew])
    let numbers = try isNew.cumulativeSum(axis: 0) - 1
    let firsts = try isNew.flatNonzero(size: size)
    var distinct = try values.take(firsts, axis: 0, outOfBounds: .clip)
    if let filling {
      let isThere = try NDArray.iota([size]).lessOrEqual(numbers[-1])
      distinct = try NDArray.where(isThere, distinct, NDArray.full([], filling, dtype: x.dtype))
    }
    let zeros = try NDArray.full([x.count], 0, dtype: .int32)
    let inverse = try zeros.at[places].set(numbers, uniqueIndices: true)
    let counts = try NDArray.full([size], 0, dtype: .int32).at[numbers].add(NDArray(1), indicesAreSorted: true)
    return [
      distinct, try places.take(firsts, axis: 0, outOfBounds: .clip), try inverse.reshaped(to: x.shape), counts,
    ]
  }
}

extension NDArray {
  /// The distinct elements in ascending order, all NaNs taken as one, in a number that is known beforehand.
  ///
  /// - Parameters:
  ///   - size: how many distinct elements there are in the result: those that are more are left out.
  ///   - fillValue: what stands in the result where there are fewer; the least element when absent.
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``, ``ArrayError/argument(operation:problem:)`` for an array
  ///   without elements.
  public func unique(size: Int, fillValue: Literal? = nil) throws -> UniqueElements {
    try NDArray.checkSizes([size], for: "unique")
    guard count > 0 else {
      throw ArrayError.argument(operation: "unique", problem: "an array of shape \(shape) has no elements")
    }
    let results = try Unique(size: size, filling: fillValue).apply([self])
    return UniqueElements(values: results[0], indices: results[1], inverse: results[2], counts: results[3])
  }
}
