/// A distribution as one program: draws of a shape from a key, and from parameters that broadcast to the shape.
protocol Distribution: Operation {
  /// Draws of the given shape and element type.
  init(shape: [Int], dtype: DType)

  /// The shape of the draws.
  var shape: [Int] { get }
  /// The element type of the draws.
  var dtype: DType { get }

  /// The draws, recorded in the active trace.
  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray
}

extension Distribution {
  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    [try draw(RandomKey(words: operands[0]), Array(operands.dropFirst()))]
  }
}

/// A distribution over floating point numbers: its parameters come in the type and the shape of the draws.
protocol ContinuousDistribution: Distribution {}

extension ContinuousDistribution {
  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let parameters = try operands.dropFirst().map { try $0.astype(dtype).broadcasted(to: shape) }
    return [try draw(RandomKey(words: operands[0]), parameters)]
  }
}

extension RandomKey {
  /// Draws from a continuous distribution; without a shape they have that of the parameters together.
  func draw<Draws: ContinuousDistribution>(
    _ distribution: Draws.Type, _ parameters: [NDArray], _ shape: [Int]?, _ dtype: DType
  ) throws -> NDArray {
    let operation = Draws.operationName
    let shape = try self.shape(shape, of: parameters, operation)
    try checkFloating(shape, dtype, operation)
    try check(parameters, fit: dtype, operation)
    return try Draws(shape: shape, dtype: dtype).apply([data] + parameters.map { $0.spelled(in: dtype) })[0]
  }

  /// Refuses parameters that the type of the draws does not hold.
  func check(_ parameters: [NDArray], fit dtype: DType, _ operation: String) throws {
    for parameter in parameters where !parameter.isWeaklyTyped {
      guard parameter.dtype.promoted(with: dtype) == dtype else {
        throw ArrayError.dtype(
          operation: operation, expected: "parameters that \(dtype) holds without loss", found: parameter.dtype)
      }
    }
  }

  /// The shape asked for, which the parameters must fit, or else the one they broadcast to.
  func shape(_ shape: [Int]?, of parameters: [NDArray], _ operation: String) throws -> [Int] {
    try self.shape(shape, ofParameters: parameters.map(\.shape), operation)
  }

  /// The shape asked for, which parameters of the given shapes must fit, or else the one they broadcast to.
  func shape(_ shape: [Int]?, ofParameters shapes: [[Int]], _ operation: String) throws -> [Int] {
    guard let shape else { return try NDArray.broadcastShape(shapes, for: operation) }
    try check(shape, operation)
    guard (try? NDArray.broadcastShape([shape] + shapes, for: operation)) == shape else {
      throw ArrayError.shape(
        operation: operation, expected: "parameters that broadcast to the shape \(shape) of the draws", found: shapes)
    }
    return shape
  }

  /// Refuses a probability that is known to be none: one written as a number.
  func checkProbability(_ probability: NDArray, _ operation: String) throws {
    guard let number = probability.writtenNumber, !(0...1).contains(number) else { return }
    throw ArrayError.argument(
      operation: operation, problem: "a probability lies between 0 and 1, found \(number)")
  }

  /// Refuses an interval that is known to be empty: one whose bounds are written as numbers.
  func checkInterval(_ low: NDArray, _ high: NDArray, _ operation: String) throws {
    guard let least = low.writtenNumber, let bound = high.writtenNumber, !(least < bound) else { return }
    throw ArrayError.argument(operation: operation, problem: "the interval from \(least) to \(bound) is empty")
  }
}

extension NDArray {
  /// The number that a literal stands for; nothing for arrays on a device and symbols.
  var writtenNumber: Double? {
    if case .literal(let literal) = storage { literal.double } else { nil }
  }
}
