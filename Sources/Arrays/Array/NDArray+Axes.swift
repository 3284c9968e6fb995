extension NDArray {
  /// An axis counted from the front; negative ones count from the end.
  ///
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  static func normalize(_ axis: Int, rank: Int, for operation: String) throws -> Int {
    guard -rank..<rank ~= axis else {
      throw ArrayError.axisOutOfRange(operation: operation, axis: axis, rank: rank)
    }
    return axis < 0 ? axis + rank : axis
  }

  /// Axes counted from the front, all of them when none are given.
  ///
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  static func normalize(_ axes: [Int]?, rank: Int, for operation: String, isSorted: Bool = true) throws -> [Int] {
    guard let axes else { return Array(0..<rank) }
    var result: [Int] = []
    for axis in axes {
      let place = try normalize(axis, rank: rank, for: operation)
      guard !result.contains(place) else { throw ArrayError.repeatedAxis(operation: operation, axis: axis) }
      result.append(place)
    }
    return isSorted ? result.sorted() : result
  }

  /// Refuses negative sizes, and numbers of elements beyond what can be counted.
  static func checkSizes(_ shape: [Int], for operation: String) throws {
    guard shape.allSatisfy({ $0 >= 0 }) else { throw ArrayError.negativeSize(operation: operation, shape: shape) }
    var count = 1
    for size in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: Swift.max(size, 1))
      guard !overflows, product < 1 << 48 else {
        throw ArrayError.argument(operation: operation, problem: "shape \(shape) has more elements than can be held")
      }
      count = product
    }
  }
}
