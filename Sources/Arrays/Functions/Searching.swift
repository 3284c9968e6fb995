/// Which place among equal elements is meant.
public enum SearchSide: Hashable, Sendable {
  /// The one before all of them.
  case left
  /// The one behind all of them.
  case right
}

/// The places at which values go into sorted elements, by halving.
struct SearchSorted: Operation {
  static let operationName = "searchSorted"

  var side: SearchSide
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (sorted, values) = (try operands[0].astype(dtype), try operands[1].astype(dtype))
    var low = try NDArray.full(values.shape, 0, dtype: .int32)
    var high = try NDArray.full(values.shape, .integer(sorted.count), dtype: .int32)
    guard sorted.count > 0, values.count > 0 else { return [low] }
    // Each step halves what is left, from all elements down to none.
    for _ in 0..<Int.bitWidth - sorted.count.leadingZeroBitCount {
      let middle = try (low + high).shiftedRightLogically(NDArray(1))
      let element = try IndexVectors([middle], axes: [0], at: 0, of: sorted.shape).gather(sorted)
      let isAfter =
        try side == .left
        ? element.isLessInOrder(than: values)
        : values.isLessInOrder(than: element).logicalNot()
      let isOpen = try low.less(high)
      low = try NDArray.where(isOpen.logicalAnd(isAfter), middle + 1, low)
      high = try NDArray.where(isOpen.logicalAnd(isAfter.logicalNot()), middle, high)
    }
    return [low]
  }
}

extension NDArray {
  /// Whether each element comes before the other in the order of ``Sort``, NaN after all numbers.
  fileprivate func isLessInOrder(than other: NDArray) throws -> NDArray {
    guard dtype.isFloating else { return try less(other) }
    return try less(other).logicalOr(equal(self).logicalAnd(other.notEqual(other)))
  }

  /// The places, as `int32`, at which values would go into this sorted array so that it stays sorted.
  ///
  /// - Parameters:
  ///   - values: any number of axes.
  ///   - side: before or behind the elements equal to a value.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` unless this array has one axis.
  public func searchSorted(_ values: NDArray, side: SearchSide = .left) throws -> NDArray {
    guard rank == 1 else {
      throw ArrayError.rank(operation: "searchSorted", expected: "a sorted array of one axis", found: rank)
    }
    let type = PromotionType.join(promotionType, values.promotionType)
    return try SearchSorted(side: side, dtype: type.dtype)(spelled(in: type.dtype), values.spelled(in: type.dtype))
  }

  /// For each element the number, as `int32`, of the bin it falls in: bin `i` lies between edges `i - 1` and `i`.
  ///
  /// - Parameters:
  ///   - edges: ascending or descending, on one axis.
  ///   - right: whether an element equal to an edge falls in the bin that ends there, not in the one that begins.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` unless the edges have one axis.
  public func digitized(_ edges: NDArray, right: Bool = false) throws -> NDArray {
    guard edges.rank == 1 else {
      throw ArrayError.rank(operation: "digitized", expected: "edges of one axis", found: edges.rank)
    }
    guard edges.count > 0 else { return try NDArray.full(shape, 0, dtype: .int32) }
    return try Digitize(side: right ? .left : .right)(self, edges)
  }
}

/// The numbers of the bins that elements fall in, edges ascending or descending.
struct Digitize: Operation {
  static let operationName = "digitized"

  var side: SearchSide

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (x, edges) = (operands[0], operands[1])
    let backwards = try edges.count - edges.flipped().searchSorted(x, side: side)
    return [try NDArray.where(edges[-1].greaterOrEqual(edges[0]), edges.searchSorted(x, side: side), backwards)]
  }
}
