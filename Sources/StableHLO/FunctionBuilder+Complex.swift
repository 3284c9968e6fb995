extension FunctionBuilder {
  /// The real parts of complex numbers.
  public mutating func real(_ operand: Value, _ part: ElementType) -> Value {
    unary("real", operand, TensorType(operand.type.shape, part))
  }

  /// The imaginary parts of complex numbers.
  public mutating func imaginary(_ operand: Value, _ part: ElementType) -> Value {
    unary("imag", operand, TensorType(operand.type.shape, part))
  }

  /// The absolute values of complex numbers.
  public mutating func magnitude(_ operand: Value, _ part: ElementType) -> Value {
    unary("abs", operand, TensorType(operand.type.shape, part))
  }

  /// Complex numbers from their parts.
  public mutating func complex(_ real: Value, _ imaginary: Value, _ element: ElementType) -> Value {
    let result = define(TensorType(real.type.shape, element))
    text.append("stablehlo.complex ")
    text.append(values: [real, imaginary])
    text.append(" : ")
    text.append(result.type)
    endLine()
    return result
  }

  /// The discrete Fourier transform along the last axis.
  ///
  /// - Parameters:
  ///   - operand: the numbers.
  ///   - kind: `FFT`, `IFFT`, `RFFT` or `IRFFT`.
  ///   - length: the number of points.
  ///   - type: the type of the result.
  public mutating func fft(_ operand: Value, kind: String, length: Int, _ type: TensorType) -> Value {
    let result = define(type)
    text.append("stablehlo.fft ")
    text.append(operand)
    text.append(string: ", type = \(kind), length = [\(length)]")
    endLine(from: [operand], to: result)
    return result
  }
}
