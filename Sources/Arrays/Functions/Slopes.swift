/// The slope at each point along an axis: by the neighbours on both sides, at the ends by the one that there is.
struct Slope: Operation {
  static let operationName = "gradient"

  var axis: Int
  var dtype: DType

  /// Of values, and the distance of the points or their places.
  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let y = try operands[0].astype(dtype).movingAxis(axis, to: -1)
    let spacing = try operands[1].astype(dtype)
    let last = y.rank - 1
    let size = y.shape[last]
    func part(_ range: Range<Int>, of array: NDArray) throws -> NDArray {
      try array.sliced(range, axis: array.rank - 1)
    }
    func differences(_ array: NDArray, apart count: Int) throws -> NDArray {
      try part(count..<size, of: array) - part(0..<size - count, of: array)
    }
    let steps = try differences(y, apart: 1)
    let ends = [0..<1, size - 2..<size - 1]
    guard spacing.rank == 1 else {
      let inner = try differences(y, apart: 2) / (spacing * 2)
      let outer = try ends.map { try part($0, of: steps) / spacing }
      return [try NDArray.concatenate([outer[0], inner, outer[1]], axis: last).movingAxis(-1, to: axis)]
    }
    let slopes = try steps / spacing.differences()
    // Of a parabola through three points: the slopes on both sides, each weighted with the distance of the other side.
    let distances = try spacing.differences()
    let (before, after) = (0..<size - 2, 1..<size - 1)
    let weights = (try part(before, of: distances), try part(after, of: distances))
    let inner =
      try (part(before, of: slopes) * weights.1 + part(after, of: slopes) * weights.0) / (weights.0 + weights.1)
    let outer = try ends.map { try part($0, of: slopes) }
    return [try NDArray.concatenate([outer[0], inner, outer[1]], axis: last).movingAxis(-1, to: axis)]
  }
}

extension NDArray {
  /// The slope along an axis at each element, by differences of its neighbours: exact for parabolas, but at the ends.
  ///
  /// Integers are taken as `float32`. Derivatives of functions are `grad`'s.
  /// - Parameters:
  ///   - axis: the axis.
  ///   - spacing: the distance of the elements, or their places, on one axis; 1 when absent.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/argument(operation:problem:)`` for fewer
  ///   than two elements, ``ArrayError/shape(operation:expected:found:)`` for places that are not as many.
  public func gradient(axis: Int, spacing: NDArray? = nil) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "gradient")
    let size = shape[place]
    guard size >= 2 else {
      throw ArrayError.argument(
        operation: "gradient", problem: "at least two elements are needed along axis \(axis), found \(size)")
    }
    let dtype = (spacing.map { $0.isWeaklyTyped ? self.dtype : self.dtype.promoted(with: $0.dtype) } ?? self.dtype)
      .averaging
    let spacing = (spacing ?? 1).spelled(in: dtype)
    guard spacing.rank == 0 || spacing.shape == [size] else {
      throw ArrayError.shape(
        operation: "gradient", expected: "one distance, or \(size) places on one axis", found: [spacing.shape])
    }
    return try Slope(axis: place, dtype: dtype)(self, spacing)
  }

  /// The slopes along several axes, or all: ``gradient(axis:spacing:)`` for each.
  ///
  /// - Parameters:
  ///   - axes: the axes; all when absent.
  ///   - spacings: for each axis the distance of its elements, or their places; a single distance is that of all axes.
  /// - Throws: as that does, ``ArrayError/repeatedAxis(operation:axis:)``, ``ArrayError/argument(operation:problem:)`` for
  ///   a number of spacings that does not fit.
  public func gradient(axes: [Int]? = nil, spacings: [NDArray] = []) throws -> [NDArray] {
    let axes = try NDArray.normalize(axes, rank: rank, for: "gradient", isSorted: false)
    let isCommon = spacings.count == 1 && spacings[0].rank == 0
    guard isCommon || spacings.isEmpty || spacings.count == axes.count else {
      throw ArrayError.argument(
        operation: "gradient", problem: "\(spacings.count) spacings were given for \(axes.count) axes")
    }
    return try axes.enumerated().map { position, axis in
      try gradient(axis: axis, spacing: isCommon ? spacings[0] : spacings.isEmpty ? nil : spacings[position])
    }
  }
}
