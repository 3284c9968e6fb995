internal import StableHLO

/// Conversion of the elements to another type, of complex numbers their real part; linear between inexact types.
struct Convert: Primitive {
  static let name = "convert"

  var dtype: DType

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] { [operands[0].with(dtype: dtype)] }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let (source, target) = (DType(element: operands[0].type.element), DType(element: results[0].element))
    if source.isComplex && !target.isComplex && target != .bool {
      let real = builder.real(operands[0], source.component.element)
      return [target == source.component ? real : builder.convert(real, to: target.element)]
    }
    guard target == .bool else { return [builder.convert(operands[0], to: target.element)] }
    // Any number but zero is true; a plain conversion would look at the lowest bit.
    let zero = builder.constant(Literal.integer(0).text(as: source), TensorType([], source.element))
    return [builder.compare(.notEqual, operands[0], builder.broadcast(zero, to: results[0].shape, axes: []))]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    ([try self(primals[0])], [dtype.isInexact ? try tangents[0].map { try self($0) } : nil])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    [try cotangents[0]?.astype(operands[0].type.dtype)]
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try self(operands[0].array), axis: operands[0].axis)]
  }
}

extension NDArray {
  /// The elements converted to another type.
  ///
  /// Floats are cut off towards zero on the way to integers; every number but zero becomes `true`. Of complex numbers
  /// the real part stays, unless the type is complex too.
  public func astype(_ dtype: DType) throws -> NDArray {
    if dtype == self.dtype { return weak(false) }
    if case .literal(let literal) = storage { return NDArray(literal: literal, shape: shape, dtype: dtype) }
    return try Convert(dtype: dtype)(self)
  }
}
