/// For each element the case of the first condition that is true there.
struct SelectCase: Operation {
  static let operationName = "select"

  var dtype: DType

  /// The default, the conditions, then as many cases.
  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let count = (operands.count - 1) / 2
    let pairs = zip(operands.dropFirst().prefix(count), operands.dropFirst(1 + count))
    let shape = try NDArray.broadcastShape(operands.map(\.shape), for: Self.operationName)
    let otherwise = try operands[0].astype(dtype).broadcasted(to: shape)
    return [try pairs.reversed().reduce(otherwise) { try NDArray.where($1.0, $1.1.astype(dtype), $0) }]
  }
}

/// For each place the element of the array that an index names.
struct Choose: Operation {
  static let operationName = "choose"

  var outOfBounds: OutOfBounds
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let shape = try NDArray.broadcastShape(operands.map(\.shape), for: Self.operationName)
    let choices = try operands.dropFirst().map { try $0.astype(dtype).broadcasted(to: shape) }
    var indices = try operands[0].widened(toHold: choices.count).broadcasted(to: shape).expanded(at: 0)
    // Here no number counts from the end.
    if outOfBounds == .clip { indices = try indices.clamped(toAxisOfSize: choices.count) }
    return [try NDArray.stack(choices).takeAlong(indices, axis: 0, outOfBounds: outOfBounds).squeezed([0])]
  }
}

extension NDArray {
  /// For each place the element of the case whose condition is the first that is true there.
  ///
  /// - Parameters:
  ///   - conditions: booleans, or numbers that count as true when not zero.
  ///   - cases: as many arrays; conditions, cases and the default broadcast together.
  ///   - otherwise: what is taken where no condition is true.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` unless there are as many cases as conditions, and one at
  ///   least, ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public static func select(
    _ conditions: [NDArray], _ cases: [NDArray], default otherwise: NDArray = 0
  ) throws -> NDArray {
    guard conditions.count == cases.count, !cases.isEmpty else {
      throw ArrayError.argument(
        operation: "select", problem: "\(conditions.count) conditions were given for \(cases.count) cases")
    }
    let type = cases.reduce(otherwise.promotionType) { PromotionType.join($0, $1.promotionType) }
    let numbers = ([otherwise] + cases).map { $0.spelled(in: type.dtype) }
    return try SelectCase(dtype: type.dtype).apply([numbers[0]] + conditions + numbers.dropFirst())[0]
      .weak(type.isWeak)
  }

  /// For each place the element of the choice that the integer there names.
  ///
  /// - Parameters:
  ///   - choices: arrays that broadcast together with this one.
  ///   - outOfBounds: what an integer stands for that names none.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` unless this array has integers,
  ///   ``ArrayError/argument(operation:problem:)`` without choices,
  ///   ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func choose(_ choices: [NDArray], outOfBounds: OutOfBounds = .clip) throws -> NDArray {
    try requireIntegers(for: "choose")
    guard let first = choices.first else {
      throw ArrayError.argument(operation: "choose", problem: "at least one choice is needed")
    }
    let type = choices.dropFirst().reduce(first.promotionType) { PromotionType.join($0, $1.promotionType) }
    return try Choose(outOfBounds: outOfBounds, dtype: type.dtype)
      .apply([self] + choices.map { $0.spelled(in: type.dtype) })[0]
  }
}
