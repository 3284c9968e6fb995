public import Arrays

extension NamedArray {
  /// The sum of elements matched by name; see `NDArray` for dtypes.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public static func + (left: NamedArray, right: NamedArray) throws -> NamedArray {
    try elementwise("add", [left, right]) { try $0[0] + $0[1] }
  }

  /// The sum of each element and a number, which takes the array's dtype.
  public static func + (left: NamedArray, right: some WeakScalar) throws -> NamedArray {
    NamedArray(uncheckedData: try left.data + right, axes: left.axes)
  }

  /// The sum of a number, which takes the array's dtype, and each element.
  public static func + (left: some WeakScalar, right: NamedArray) throws -> NamedArray {
    NamedArray(uncheckedData: try left + right.data, axes: right.axes)
  }

  /// The difference of elements matched by name; see `NDArray` for dtypes.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public static func - (left: NamedArray, right: NamedArray) throws -> NamedArray {
    try elementwise("subtract", [left, right]) { try $0[0] - $0[1] }
  }

  /// The difference of each element and a number, which takes the array's dtype.
  public static func - (left: NamedArray, right: some WeakScalar) throws -> NamedArray {
    NamedArray(uncheckedData: try left.data - right, axes: left.axes)
  }

  /// The difference of a number, which takes the array's dtype, and each element.
  public static func - (left: some WeakScalar, right: NamedArray) throws -> NamedArray {
    NamedArray(uncheckedData: try left - right.data, axes: right.axes)
  }

  /// The product of elements matched by name; see `NDArray` for dtypes.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public static func * (left: NamedArray, right: NamedArray) throws -> NamedArray {
    try elementwise("multiply", [left, right]) { try $0[0] * $0[1] }
  }

  /// The product of each element and a number, which takes the array's dtype.
  public static func * (left: NamedArray, right: some WeakScalar) throws -> NamedArray {
    NamedArray(uncheckedData: try left.data * right, axes: left.axes)
  }

  /// The product of a number, which takes the array's dtype, and each element.
  public static func * (left: some WeakScalar, right: NamedArray) throws -> NamedArray {
    NamedArray(uncheckedData: try left * right.data, axes: right.axes)
  }

  /// The true quotient of elements matched by name; see `NDArray` for dtypes.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public static func / (left: NamedArray, right: NamedArray) throws -> NamedArray {
    try elementwise("divide", [left, right]) { try $0[0] / $0[1] }
  }

  /// The true quotient of each element and a number, which takes the array's dtype.
  public static func / (left: NamedArray, right: some WeakScalar) throws -> NamedArray {
    NamedArray(uncheckedData: try left.data / right, axes: left.axes)
  }

  /// The true quotient of a number, which takes the array's dtype, and each element.
  public static func / (left: some WeakScalar, right: NamedArray) throws -> NamedArray {
    NamedArray(uncheckedData: try left / right.data, axes: right.axes)
  }

  /// The remainder of floored division of elements matched by name; see `NDArray` for dtypes.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public static func % (left: NamedArray, right: NamedArray) throws -> NamedArray {
    try elementwise("remainder", [left, right]) { try $0[0] % $0[1] }
  }

  /// Each element with the opposite sign.
  public static prefix func - (x: NamedArray) throws -> NamedArray {
    NamedArray(uncheckedData: try -x.data, axes: x.axes)
  }
}
