/// How an array is extended at its edges before a window slides over it.
public enum WindowPadding: Sendable {
  /// Not at all: the window stays within the array.
  case valid
  /// So that there are as many results as elements divided by the stride, rounded up; an odd element goes to the end.
  case same
  /// As ``same``, an odd element going to the front.
  case sameLower
  /// By so many elements before and after each axis; negative to leave elements out.
  case amounts([(low: Int, high: Int)])

  /// The amounts for axes of the given sizes under a window that reaches so far.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` for explicit amounts that are not one pair an axis.
  func amounts(
    _ sizes: [Int], extents: [Int], strides: [Int], for operation: String
  ) throws -> (low: [Int], high: [Int]) {
    switch self {
    case .valid:
      let zeros = sizes.map { _ in 0 }
      return (zeros, zeros)
    case .same, .sameLower:
      let totals = sizes.indices.map { axis in
        let results = (sizes[axis] + strides[axis] - 1) / strides[axis]
        return Swift.max((results - 1) * strides[axis] + extents[axis] - sizes[axis], 0)
      }
      let (lesser, greater) = (totals.map { $0 / 2 }, totals.map { $0 - $0 / 2 })
      if case .sameLower = self { return (greater, lesser) }
      return (lesser, greater)
    case .amounts(let pairs):
      guard pairs.count == sizes.count else {
        throw ArrayError.argument(
          operation: operation,
          problem: "\(sizes.count) pairs of padding are needed, one for each axis that the window slides along, found "
            + "\(pairs.count)")
      }
      return (pairs.map(\.low), pairs.map(\.high))
    }
  }

  /// Numbers given for each axis that a window slides along, ones when absent.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` unless there is one positive number an axis.
  static func positive(_ numbers: [Int]?, _ name: String, count: Int, for operation: String) throws -> [Int] {
    guard let numbers else { return [Int](repeating: 1, count: count) }
    guard numbers.count == count else {
      throw ArrayError.argument(
        operation: operation,
        problem: "\(count) \(name) are needed, one for each axis that the window slides along, found \(numbers.count)")
    }
    guard numbers.allSatisfy({ 1..<1 << 31 ~= $0 }) else {
      throw ArrayError.argument(
        operation: operation, problem: "\(name) must be positive and less than 2³¹, found \(numbers)")
    }
    return numbers
  }
}
