internal import StableHLO

/// Whether x is neither infinite nor NaN.
struct IsFinite: PiecewiseConstantPrimitive {
  static let name = "is_finite"
  static let operation: StaticString = "is_finite"
  static let domain = Domain.floating

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    [try checked(operands).with(dtype: .bool)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.isFinite(operands[0])]
  }
}

extension NDArray {
  /// Whether each element is neither infinite nor NaN; true for integers.
  public func isFinite() throws -> NDArray {
    if dtype.isComplex {
      return try Fused(#function) { [try $0[0].real().isFinite().logicalAnd($0[0].imag().isFinite())] }([self])[0]
    }
    return dtype.isFloating ? try IsFinite()(self) : try NDArray.full(shape, true)
  }

  /// Whether each element is NaN; false for integers.
  public func isNaN() throws -> NDArray {
    dtype.isInexact ? try notEqual(self) : try NDArray.full(shape, false)
  }
}
