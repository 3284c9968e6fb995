internal import StableHLO

/// The real or the imaginary part of complex numbers; linear.
///
/// Cotangents are those of JAX: a change of the number is paired with them without conjugation, so that the gradient of
/// a real function f of x + iy is ∂f/∂x − i ∂f/∂y.
struct ComplexPartOf: ElementwisePrimitive, LinearUnaryPrimitive {
  static let name = "complex_part"
  static let operation: StaticString = "real"
  static let domain = Domain.complex

  var isImaginary: Bool

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let type = try checked(operands)
    return [type.with(dtype: type.dtype.component)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let element = results[0].element
    return [isImaginary ? builder.imaginary(operands[0], element) : builder.real(operands[0], element)]
  }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    let zero = try NDArray.full(like: cotangent, 0)
    return try isImaginary ? MakeComplex()(zero, -cotangent) : MakeComplex()(cotangent, zero)
  }
}

/// Complex numbers from real and imaginary parts; linear in both.
struct MakeComplex: ElementwisePrimitive {
  static let name = "complex"
  static let operation: StaticString = "complex"
  static let domain = Domain.floating

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let type = try checked(operands)
    guard let complex = type.dtype.complex else {
      throw ArrayError.dtype(operation: Self.name, expected: "parts of dtype float32 or float64", found: type.dtype)
    }
    return [type.with(dtype: complex)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.complex(operands[0], operands[1], results[0].element)]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let result = try self(primals[0], primals[1])
    guard tangents[0] != nil || tangents[1] != nil else { return ([result], [nil]) }
    let zero = try NDArray.full(like: primals[0], 0)
    return ([result], [try self(tangents[0] ?? zero, tangents[1] ?? zero)])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let cotangent = cotangents[0] else { return [nil, nil] }
    return [
      operands[0].isLinear ? try cotangent.real() : nil, operands[1].isLinear ? try -cotangent.imag() : nil,
    ]
  }
}

/// |z| of complex numbers; derivative Re(ż z̄) / |z|, zero at zero.
struct Magnitude: ElementwisePrimitive {
  static let name = "magnitude"
  static let operation: StaticString = "abs"
  static let domain = Domain.complex

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let type = try checked(operands)
    return [type.with(dtype: type.dtype.component)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.magnitude(operands[0], results[0].element)]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let (z, result) = (primals[0], try self(primals[0]))
    let safe = try NDArray.where(result.equal(0), NDArray.full(like: result, 1), result)
    return ([result], [try tangents[0].map { try ($0 * z.conjugate()).real() / safe }])
  }
}

extension DType {
  /// The type of complex numbers with such parts, if there is one.
  var complex: DType? {
    switch self {
    case .float32: .complex64
    case .float64: .complex128
    default: nil
    }
  }
}

/// x − iy for z = x + iy.
private struct Conjugate: UnaryFunction {
  static let name = "conjugate"

  func value(_ z: NDArray) throws -> NDArray { try MakeComplex()(z.real(), -z.imag()) }
}

/// The angle of z = x + iy in the plane, atan2(y, x).
private struct Angle: UnaryFunction {
  static let name = "angle"

  func value(_ z: NDArray) throws -> NDArray { try z.imag().atan2(z.real()) }
}

extension NDArray {
  /// Complex numbers from real and imaginary parts at the same place.
  ///
  /// Parts of `float64` give `complex128`, all others are taken as `float32` and give `complex64`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``,
  ///   ``ArrayError/dtype(operation:expected:found:)`` when a part is complex itself.
  public static func complex(_ real: NDArray, _ imaginary: NDArray) throws -> NDArray {
    let dtype = PromotionType.join(real.promotionType, imaginary.promotionType).dtype
    guard !dtype.isComplex else {
      throw ArrayError.dtype(operation: "complex", expected: "parts that are not complex themselves", found: dtype)
    }
    let part: DType = dtype == .float64 ? .float64 : .float32
    return try Broadcasting(body: MakeComplex(), dtype: part)(real, imaginary)
  }

  /// The real part of each element; real numbers are their own.
  public func real() throws -> NDArray { dtype.isComplex ? try ComplexPartOf(isImaginary: false)(self) : self }

  /// The imaginary part of each element, zero for real numbers.
  public func imag() throws -> NDArray {
    dtype.isComplex ? try ComplexPartOf(isImaginary: true)(self) : try NDArray.full(like: self, 0)
  }

  /// Each element with the opposite imaginary part; real numbers are their own.
  public func conjugate() throws -> NDArray { dtype.isComplex ? try Conjugate()(self) : self }

  /// The angle of each element in the complex plane, in radians: zero or π for real numbers.
  ///
  /// Integers are taken as `float32`.
  public func angle() throws -> NDArray {
    try dtype.isComplex ? Angle()(self) : NDArray.full(like: self, 0).atan2(self)
  }
}
