/// −1, 0 or 1 as x is negative, zero or positive.
struct Sign: PiecewiseConstantPrimitive {
  static let name = "sign"
  static let operation: StaticString = "sign"
  static let domain = Domain.signedOrFloating
}

extension NDArray {
  /// The sign of each element: −1, 0 or 1; NaN stays.
  public func sign() throws -> NDArray {
    try dtype.category == .unsigned ? minimum(NDArray(1)) : Sign()(self)
  }
}
