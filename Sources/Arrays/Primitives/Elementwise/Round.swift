/// The nearest integer, ties to even.
struct Round: PiecewiseConstantPrimitive {
  static let name = "round"
  static let operation: StaticString = "round_nearest_even"
  static let domain = Domain.floating
}

extension NDArray {
  /// Each element rounded to the nearest integer, ties to even; of complex numbers each part.
  public func round() throws -> NDArray {
    if dtype.isComplex {
      return try Fused(#function) { [try NDArray.complex($0[0].real().round(), $0[0].imag().round())] }([self])[0]
    }
    return dtype.isFloating ? try Round()(self) : self
  }
}
