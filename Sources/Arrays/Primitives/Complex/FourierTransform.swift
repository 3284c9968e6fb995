internal import StableHLO

/// The discrete Fourier transform along the last axis, Xₖ = Σ xₙ e^(−2πi kn/N), or its inverse; linear.
struct FourierTransform: LinearUnaryPrimitive {
  static let name = "fft"

  /// What goes in and what comes out.
  enum Kind: String {
    /// Complex to complex.
    case forward = "FFT"
    /// Complex to complex, with the opposite sign in the exponent and divided by N.
    case inverse = "IFFT"
    /// Real numbers to the first half of their transform, ⌊N/2⌋ + 1 numbers; the other half is its mirror image.
    case real = "RFFT"
    /// Back from the first half to real numbers, divided by N.
    case realInverse = "IRFFT"
  }

  var kind: Kind
  /// The number of points N.
  var length: Int

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let type = operands[0]
    let half = length / 2 + 1
    let dtype = kind == .real ? type.dtype.complex : kind == .realInverse ? type.dtype.component : type.dtype
    guard let dtype, (kind == .real) != type.dtype.isComplex, type.dtype.isInexact else {
      throw ArrayError.dtype(
        operation: Self.name, expected: kind == .real ? "float32 or float64" : Domain.complex.rawValue,
        found: type.dtype)
    }
    guard length > 0, type.shape.last == (kind == .realInverse ? half : length) else {
      throw ArrayError.shape(
        operation: Self.name, expected: "\(kind == .realInverse ? half : length) numbers along the last axis",
        found: [type.shape])
    }
    return [ArrayType(type.shape.dropLast() + [kind == .real ? half : length], dtype)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.fft(operands[0], kind: kind.rawValue, length: length, results[0])]
  }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    switch kind {
    case .forward, .inverse:
      // The matrix of the transform is symmetric.
      return try self(cotangent)
    case .real:
      // The half is a part of the whole transform, and real numbers have no imaginary part to carry back to.
      let missing = length - cotangent.shape[cotangent.rank - 1]
      let zeros = cotangent.shape.map { _ in 0 }
      let whole = try cotangent.padded(low: zeros, high: zeros.dropLast() + [missing])
      return try FourierTransform(kind: .forward, length: length)(whole).real()
    case .realInverse:
      // Each number of the half but the ends counts for its mirror image too.
      let half = try FourierTransform(kind: .real, length: length)(cotangent)
      let places = try NDArray.iota(half.shape, axis: half.rank - 1)
      let isEnd = try places.equal(0).logicalOr((places * 2).equal(NDArray(length)))
      let weights = try NDArray.where(isEnd, 1, 2).astype(cotangent.dtype) / Double(length)
      return try (half * weights.astype(half.dtype)).conjugate()
    }
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try self(operands[0].placed(at: 0, size: size)), axis: 0)]
  }
}

/// A Fourier transform along any axis, after cutting off or adding zeros to get the number of points.
private struct ArrangedTransform: Operation {
  static let operationName = "fft"

  var body: FourierTransform
  var axis: Int

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    var x = try operands[0].movingAxis(axis, to: -1)
    let dtype = x.dtype.averaging
    switch body.kind {
    case .real: x = try x.astype(dtype.byteCount < 4 ? .float32 : dtype)
    default: x = try x.astype(dtype.isComplex ? dtype : dtype == .float64 ? .complex128 : .complex64)
    }
    let wanted = body.kind == .realInverse ? body.length / 2 + 1 : body.length
    let zeros = x.shape.map { _ in 0 }
    x = try x.padded(low: zeros, high: zeros.dropLast() + [wanted - x.shape[x.rank - 1]])
    return [try body(x).movingAxis(-1, to: axis)]
  }
}

extension NDArray {
  /// The discrete Fourier transform along an axis: Xₖ = Σ xₙ e^(−2πi kn/N).
  ///
  /// Real numbers are taken as complex ones.
  /// - Parameters:
  ///   - count: the number of points N, to which the axis is cut off or filled up with zeros; its size when absent.
  ///   - axis: the axis.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/argument(operation:problem:)`` unless
  ///   there is a point.
  public func fft(_ count: Int? = nil, axis: Int = -1) throws -> NDArray { try transform(.forward, count, axis, "fft") }

  /// The inverse of ``fft(_:axis:)``: xₙ = 1/N Σ Xₖ e^(2πi kn/N).
  ///
  /// - Throws: as that function does.
  public func ifft(_ count: Int? = nil, axis: Int = -1) throws -> NDArray {
    try transform(.inverse, count, axis, "ifft")
  }

  /// The first half, ⌊N/2⌋ + 1 numbers, of the Fourier transform of real numbers; the rest is its mirror image.
  ///
  /// - Throws: as ``fft(_:axis:)`` does, and ``ArrayError/dtype(operation:expected:found:)`` for complex numbers.
  public func rfft(_ count: Int? = nil, axis: Int = -1) throws -> NDArray {
    guard !dtype.isComplex else {
      throw ArrayError.dtype(operation: "rfft", expected: "a real dtype; use fft for complex numbers", found: dtype)
    }
    return try transform(.real, count, axis, "rfft")
  }

  /// The inverse of ``rfft(_:axis:)``: real numbers from the first half of their transform.
  ///
  /// - Parameters:
  ///   - count: how many real numbers; twice the size of the axis less two when absent.
  ///   - axis: the axis; negative to count from the end.
  /// - Throws: as ``fft(_:axis:)`` does.
  public func irfft(_ count: Int? = nil, axis: Int = -1) throws -> NDArray {
    try transform(.realInverse, count, axis, "irfft")
  }

  private func transform(
    _ kind: FourierTransform.Kind, _ count: Int?, _ axis: Int, _ operation: String
  ) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: operation)
    let length = count ?? (kind == .realInverse ? 2 * (shape[place] - 1) : shape[place])
    guard length > 0 else {
      throw ArrayError.argument(
        operation: operation, problem: "at least one point is needed along axis \(axis), found \(length)")
    }
    return try ArrangedTransform(body: FourierTransform(kind: kind, length: length), axis: place)(self)
  }
}
