/// Numbers at even steps: start + step · place.
struct Arange: Operation {
  static let operationName = "arange"

  var count: Int
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    // Small floats could not hold the places.
    let computed: DType = dtype.isFloating && dtype.byteCount < 4 ? .float32 : dtype
    let places = try NDArray.iota([count], dtype: computed)
    return [try (operands[0].astype(computed) + operands[1].astype(computed) * places).astype(dtype)]
  }
}

/// Numbers at even steps between two given ones, each a mean of the two weighted by its place.
struct Linspace: Operation {
  static let operationName = "linspace"

  var count: Int
  var includesStop: Bool
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let computed: DType = dtype.isFloating ? dtype : .float32
    let (start, stop) = (try operands[0].astype(computed), try operands[1].astype(computed))
    guard count > 1 else { return [try start.broadcasted(to: [count], along: []).astype(dtype)] }
    let steps = includesStop ? count - 1 : count
    let weights = try NDArray.iota([steps], dtype: computed) / Double(steps)
    var result = try start * (1 - weights) + stop * weights
    if includesStop { result = try NDArray.concatenate([result, stop.reshaped(to: [1])]) }
    return [try (dtype.isFloating ? result : result.floor()).astype(dtype)]
  }
}

extension NDArray {
  /// Evenly spaced integers from `start` up to but without `stop`.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when the step is zero or there would be too many numbers,
  ///   ``ArrayError/notRepresentable(value:dtype:)`` when the dtype does not hold them all.
  public static func arange(_ start: Int, _ stop: Int, step: Int = 1, dtype: DType = .int32) throws -> NDArray {
    guard step != 0 else { throw ArrayError.argument(operation: "arange", problem: "the step must not be zero") }
    // The way from one end to the other may be longer than an Int holds.
    let length = (step > 0) == (stop > start) && start != stop ? UInt(bitPattern: stop &- start) : 0
    let span = step > 0 ? length : 0 &- length
    let count = span == 0 ? 0 : Int(clamping: (span - 1) / step.magnitude + 1)
    try checkSizes([count], for: "arange")
    for end in count == 0 ? [] : [start, start &+ (count - 1) &* step] where !Literal.integer(end).fits(dtype) {
      throw ArrayError.notRepresentable(value: "\(end)", dtype: dtype)
    }
    let wide = [start, step].map { NDArray(literal: .integer($0), dtype: .int64) }
    return try Arange(count: count, dtype: dtype)(wide[0], wide[1])
  }

  /// The integers from zero up to but without `count`, on one axis.
  ///
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``, ``ArrayError/notRepresentable(value:dtype:)``.
  public static func arange(_ count: Int, dtype: DType = .int32) throws -> NDArray {
    try checkSizes([count], for: "arange")
    return try arange(0, count, dtype: dtype)
  }

  /// A number as wide as it comes.
  private static func exact(_ number: Double) -> NDArray { NDArray(literal: .float(number), dtype: .float64) }

  /// Numbers at even steps from `start` up to but without `stop`.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when the step is zero or not a number, or there would be
  ///   too many numbers.
  public static func arange(
    _ start: Double, _ stop: Double, step: Double = 1, dtype: DType = .float32
  ) throws -> NDArray {
    let count = ((stop - start) / step).rounded(.up)
    guard step != 0, count.isFinite, count < 0x1p40 else {
      throw ArrayError.argument(
        operation: "arange", problem: "there is no range from \(start) to \(stop) in steps of \(step)")
    }
    return try Arange(count: Swift.max(Int(count), 0), dtype: dtype)(exact(start), exact(step))
  }

  /// A number of evenly spaced numbers from `start` to `stop`.
  ///
  /// - Parameters:
  ///   - start: the first number.
  ///   - stop: where the numbers end.
  ///   - count: how many.
  ///   - includesStop: whether the last number is `stop`, or would be the one before it.
  ///   - dtype: the type of the numbers; for integers they are rounded down.
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)`` for a negative count.
  public static func linspace(
    _ start: Double, _ stop: Double, count: Int, includesStop: Bool = true, dtype: DType = .float32
  ) throws -> NDArray {
    try checkSizes([count], for: "linspace")
    return try Linspace(count: count, includesStop: includesStop, dtype: dtype)(exact(start), exact(stop))
  }
}
