internal import Arrays

extension NamedArray {
  /// Each element to the power of the exponent, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public func power(_ exponent: NamedArray) throws -> NamedArray {
    try NamedArray.elementwise("power", [self, exponent]) { try $0[0].power($0[1]) }
  }

  /// The greater of elements, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public func maximum(_ other: NamedArray) throws -> NamedArray {
    try NamedArray.elementwise("maximum", [self, other]) { try $0[0].maximum($0[1]) }
  }

  /// The lesser of elements, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public func minimum(_ other: NamedArray) throws -> NamedArray {
    try NamedArray.elementwise("minimum", [self, other]) { try $0[0].minimum($0[1]) }
  }

  /// The logical and of booleans, the bitwise one of integers, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public func logicalAnd(_ other: NamedArray) throws -> NamedArray {
    try NamedArray.elementwise("logicalAnd", [self, other]) { try $0[0].logicalAnd($0[1]) }
  }

  /// The logical or of booleans, the bitwise one of integers, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public func logicalOr(_ other: NamedArray) throws -> NamedArray {
    try NamedArray.elementwise("logicalOr", [self, other]) { try $0[0].logicalOr($0[1]) }
  }

  /// The exclusive or of booleans or bits, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public func logicalXor(_ other: NamedArray) throws -> NamedArray {
    try NamedArray.elementwise("logicalXor", [self, other]) { try $0[0].logicalXor($0[1]) }
  }

  /// Whether elements are equal, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public func equal(_ other: NamedArray) throws -> NamedArray {
    try NamedArray.elementwise("equal", [self, other]) { try $0[0].equal($0[1]) }
  }

  /// Whether elements differ, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public func notEqual(_ other: NamedArray) throws -> NamedArray {
    try NamedArray.elementwise("notEqual", [self, other]) { try $0[0].notEqual($0[1]) }
  }

  /// Whether each element is less than the other, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public func less(_ other: NamedArray) throws -> NamedArray {
    try NamedArray.elementwise("less", [self, other]) { try $0[0].less($0[1]) }
  }

  /// Whether each element is less than the other or equal, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public func lessOrEqual(_ other: NamedArray) throws -> NamedArray {
    try NamedArray.elementwise("lessOrEqual", [self, other]) { try $0[0].lessOrEqual($0[1]) }
  }

  /// Whether each element is greater than the other, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public func greater(_ other: NamedArray) throws -> NamedArray {
    try NamedArray.elementwise("greater", [self, other]) { try $0[0].greater($0[1]) }
  }

  /// Whether each element is greater than the other or equal, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public func greaterOrEqual(_ other: NamedArray) throws -> NamedArray {
    try NamedArray.elementwise("greaterOrEqual", [self, other]) { try $0[0].greaterOrEqual($0[1]) }
  }

  /// Elements of one array where a condition is true, of another where it is false, matched by name.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  public static func `where`(
    _ condition: NamedArray, _ onTrue: NamedArray, _ onFalse: NamedArray
  ) throws -> NamedArray {
    try elementwise("where", [condition, onTrue, onFalse]) { try NDArray.where($0[0], $0[1], $0[2]) }
  }
}

extension NamedArray: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A number as written, without axes, weakly typed.
  public init(floatLiteral value: Double) { self.init(NDArray(value)) }
  /// A number as written, without axes, weakly typed.
  public init(integerLiteral value: Int) { self.init(NDArray(value)) }
}
