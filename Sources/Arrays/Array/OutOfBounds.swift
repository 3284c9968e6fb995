/// What becomes of an index that lies outside of its axis.
///
/// Negative indices count from the end first, but for ``wrap``.
public enum OutOfBounds: Hashable, Sendable {
  /// Reading gives a fill value: NaN, or for integers the least value of a signed type and the greatest of an unsigned
  /// one, `true` for booleans. An update is dropped.
  case fill
  /// The nearest place is meant.
  case clip
  /// The index is taken modulo the size.
  case wrap
  /// There is none: the caller knows that all lie inside. Where one does not, what is read or updated is not defined.
  case promiseInBounds

  /// An update is dropped; the same as ``fill``.
  public static var drop: OutOfBounds { .fill }
}

extension DType {
  /// What stands for an element that does not exist, as in JAX.
  var missing: Literal {
    switch self {
    case .bool: .bool(true)
    case .int8: .integer(Int(Int8.min))
    case .int16: .integer(Int(Int16.min))
    case .int32: .integer(Int(Int32.min))
    case .int64: .integer(.min)
    case .uint8, .uint16, .uint32, .uint64: .integer(-1)
    case .bfloat16, .float16, .float32, .float64, .complex64, .complex128: .float(.nan)
    }
  }
}

extension NDArray {
  /// Refuses anything but integers as indices.
  func requireIntegers(for operation: String) throws {
    guard dtype.isInteger else {
      throw ArrayError.dtype(operation: operation, expected: "indices of an integer dtype", found: dtype)
    }
  }

  /// Indices in a type wide enough for the size, negative ones counted from the end, or all taken modulo the size.
  func asIndices(size: Int, _ outOfBounds: OutOfBounds) throws -> NDArray {
    let indices = try widened(toHold: size)
    if case .literal(let literal) = indices.storage, shape.isEmpty, outOfBounds != .wrap, dtype.category == .signed {
      let place = literal.integer < 0 ? literal.integer + size : literal.integer
      return try NDArray.full([], .integer(place), dtype: indices.dtype)
    }
    let extent = try NDArray.full(shape, .integer(Swift.max(size, 1)), dtype: indices.dtype)
    if outOfBounds == .wrap { return try FlooredRemainder()(indices, extent) }
    let zero = try NDArray.full(shape, 0, dtype: indices.dtype)
    return dtype.category == .unsigned ? indices : try NDArray.where(indices.less(zero), indices + extent, indices)
  }

  /// Indices in a signed type that holds all of them and the size.
  func widened(toHold size: Int) throws -> NDArray {
    let fits = (dtype.byteCount < 4 || dtype == .int32) && size <= Int(Int32.max)
    // A number from Swift is not bound to the type that it stands in.
    if fits, case .literal(let literal) = storage, Int32(exactly: literal.integer) == nil {
      return NDArray(literal: literal, shape: shape, dtype: .int64)
    }
    return try astype(fits ? .int32 : .int64)
  }

  /// Whether widened indices that are counted from the front lie within an axis.
  func isWithin(_ size: Int) throws -> NDArray {
    let zero = try NDArray.full(shape, 0, dtype: dtype)
    return try greaterOrEqual(zero).logicalAnd(less(NDArray.full(shape, .integer(size), dtype: dtype)))
  }

  /// Widened indices that are counted from the front, those outside of an axis moved to its ends.
  func clamped(toAxisOfSize size: Int) throws -> NDArray {
    let last = try NDArray.full([], .integer(Swift.max(size - 1, 0)), dtype: dtype)
    return try maximum(NDArray(0)).minimum(last)
  }
}
