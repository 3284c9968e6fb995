/// |x − y| ≤ absolute + relative · |y|; infinities are close to themselves only.
struct IsClose: BinaryFunction {
  static let name = "isClose"

  var relative: Double
  var absolute: Double
  var isNaNEqual: Bool

  func value(_ x: NDArray, _ y: NDArray) throws -> NDArray {
    let isNear = try (x - y).abs().lessOrEqual(y.abs() * relative + absolute)
    let areFinite = try x.isFinite().logicalAnd(y.isFinite())
    let result = try isNear.logicalAnd(areFinite).logicalOr(x.equal(y))
    return isNaNEqual ? try result.logicalOr(x.isNaN().logicalAnd(y.isNaN())) : result
  }
}

/// Whether x and y hold the same elements.
struct ArrayEqual: BinaryFunction {
  static let name = "arrayEqual"

  var isNaNEqual: Bool

  func value(_ x: NDArray, _ y: NDArray) throws -> NDArray {
    var result = try x.equal(y)
    if isNaNEqual { result = try result.logicalOr(x.isNaN().logicalAnd(y.isNaN())) }
    return try result.all()
  }
}

/// The greater or the lesser of two elements; the other one where one is NaN.
struct NumberExtremum: BinaryFunction {
  static let name = "fmax and fmin"

  var isMaximum: Bool

  func value(_ x: NDArray, _ y: NDArray) throws -> NDArray {
    let isFirst = try isMaximum ? x.greater(y) : x.less(y)
    return try NDArray.where(isFirst.logicalOr(y.isNaN()), x, y)
  }
}

extension NDArray {
  /// Whether elements at the same place are within tolerances: |x − y| ≤ `absolute` + `relative` · |y|.
  ///
  /// Infinities are close to themselves only. Integers are taken as `float32`.
  /// - Parameters:
  ///   - other: y, which broadcasts with this array.
  ///   - relative: the tolerance as a part of |y|.
  ///   - absolute: the tolerance that every element has.
  ///   - isNaNEqual: whether NaN is close to NaN.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func isClose(
    _ other: NDArray, relative: Double = 1e-5, absolute: Double = 1e-8, equalNaN isNaNEqual: Bool = false
  ) throws -> NDArray {
    try IsClose(relative: relative, absolute: absolute, isNaNEqual: isNaNEqual).floating(self, other).weak(false)
  }

  /// Whether all elements at the same place are within tolerances, as ``isClose(_:relative:absolute:equalNaN:)`` says:
  /// one boolean.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func allClose(
    _ other: NDArray, relative: Double = 1e-5, absolute: Double = 1e-8, equalNaN isNaNEqual: Bool = false
  ) throws -> NDArray {
    try isClose(other, relative: relative, absolute: absolute, equalNaN: isNaNEqual).all()
  }

  /// Whether two arrays have one shape and the same elements: one boolean.
  ///
  /// - Parameters:
  ///   - other: the other array, of any shape and dtype.
  ///   - isNaNEqual: whether NaN equals NaN.
  public func arrayEqual(_ other: NDArray, equalNaN isNaNEqual: Bool = false) throws -> NDArray {
    guard shape == other.shape else { return false }
    return try ArrayEqual(isNaNEqual: isNaNEqual).broadcasting(self, other).weak(false)
  }

  /// The greater of the elements at the same place; where one is NaN the other one.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func fmax(_ other: NDArray) throws -> NDArray {
    try NumberExtremum(isMaximum: true).broadcasting(self, other)
  }

  /// The lesser of the elements at the same place; where one is NaN the other one.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func fmin(_ other: NDArray) throws -> NDArray {
    try NumberExtremum(isMaximum: false).broadcasting(self, other)
  }

  /// Whether each element is positive infinity; false for integers.
  public func isPositiveInfinity() throws -> NDArray { try isInfinity(.infinity) }

  /// Whether each element is negative infinity; false for integers.
  public func isNegativeInfinity() throws -> NDArray { try isInfinity(-.infinity) }

  private func isInfinity(_ infinity: Double) throws -> NDArray {
    dtype.isFloating ? try equal(NDArray(infinity)) : try NDArray.full(shape, false)
  }
}
