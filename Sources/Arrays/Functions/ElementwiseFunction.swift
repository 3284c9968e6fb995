/// A function of one array, or of two of one type, that is made of several primitives: one program when called eagerly.
protocol ElementwiseFunction: Operation {
  /// The name in error messages.
  static var name: String { get }
}

extension ElementwiseFunction {
  static var operationName: String { name }
}

/// An elementwise function of one array.
protocol UnaryFunction: ElementwiseFunction {
  /// The result at `x`, recorded in the active trace.
  func value(_ x: NDArray) throws -> NDArray
}

extension UnaryFunction {
  func trace(_ operands: [NDArray]) throws -> [NDArray] { [try value(operands[0])] }
}

/// An elementwise function of two arrays of one shape and dtype.
protocol BinaryFunction: ElementwiseFunction {
  /// The result at `x` and `y`, recorded in the active trace.
  func value(_ x: NDArray, _ y: NDArray) throws -> NDArray
}

extension BinaryFunction {
  func trace(_ operands: [NDArray]) throws -> [NDArray] { [try value(operands[0], operands[1])] }
}
