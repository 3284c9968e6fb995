/// The greatest common divisor of integers by Euclid's algorithm.
struct GreatestCommonDivisor: IterativePrimitive, PiecewiseConstantPrimitive {
  static let name = "gcd"
  static let domain = Domain.integral

  func start(_ operands: [NDArray]) throws -> [NDArray] {
    let (x, y) = (try operands[0].abs(), try operands[1].abs())
    return [try y.notEqual(NDArray.full(like: y, 0)), x, y]
  }

  func step(_ state: [NDArray]) throws -> [NDArray] {
    let (isActive, x, y) = (state[0], state[1], state[2])
    let zero = try NDArray.full(like: y, 0)
    let remainder = try Remainder()(x, NDArray.where(isActive, y, NDArray.full(like: y, 1)))
    let next = try NDArray.where(isActive, remainder, zero)
    return [try next.notEqual(zero), try NDArray.where(isActive, y, x), next]
  }

  func finish(_ state: [NDArray]) throws -> NDArray { state[1] }
}

/// The least common multiple of integers; zero where either is.
struct LeastCommonMultiple: BinaryFunction {
  static let name = "lcm"

  func value(_ x: NDArray, _ y: NDArray) throws -> NDArray {
    let divisor = try GreatestCommonDivisor()(x, y)
    let zero = try NDArray.full(like: x, 0)
    let isZero = try divisor.equal(zero)
    let safe = try NDArray.where(isZero, NDArray.full(like: x, 1), divisor)
    return try NDArray.where(isZero, zero, x.abs() * Divide()(y.abs(), safe))
  }
}

extension NDArray {
  /// The greatest common divisor of the integers at the same place.
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` for other types than integers,
  ///   ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func gcd(_ other: NDArray) throws -> NDArray { try GreatestCommonDivisor().broadcasting(self, other) }

  /// The least common multiple of the integers at the same place; zero where either is zero.
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` for other types than integers,
  ///   ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func lcm(_ other: NDArray) throws -> NDArray { try LeastCommonMultiple().broadcasting(self, other) }
}
