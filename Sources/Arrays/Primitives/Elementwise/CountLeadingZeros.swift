/// The number of zero bits above the highest one that is set.
struct CountLeadingZeros: PiecewiseConstantPrimitive {
  static let name = "count_leading_zeros"
  static let operation: StaticString = "count_leading_zeros"
  static let domain = Domain.integral
}

extension NDArray {
  /// The number of zero bits in each integer above the highest one that is set.
  public func countLeadingZeros() throws -> NDArray { try CountLeadingZeros()(self) }
}
