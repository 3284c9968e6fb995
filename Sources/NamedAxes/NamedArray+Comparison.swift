internal import Arrays

// Each of these matches axes by name, broadcasts positional ones, and throws
// ``NamedAxisError/sizes(operation:names:shapes:)`` or ``NamedAxisError/positionalShapes(operation:shapes:)`` where that fails.

extension NamedArray {
  /// Whether elements are equal.
  public func equal(_ other: NamedArray) throws -> NamedArray { try pair("equal", other) { try $0.equal($1) } }
  /// Whether elements differ.
  public func notEqual(_ other: NamedArray) throws -> NamedArray { try pair("notEqual", other) { try $0.notEqual($1) } }
  /// Whether each element is less than the other.
  public func less(_ other: NamedArray) throws -> NamedArray { try pair("less", other) { try $0.less($1) } }
  /// Whether each element is less than the other or equal.
  public func lessOrEqual(_ other: NamedArray) throws -> NamedArray {
    try pair("lessOrEqual", other) { try $0.lessOrEqual($1) }
  }
  /// Whether each element is greater than the other.
  public func greater(_ other: NamedArray) throws -> NamedArray { try pair("greater", other) { try $0.greater($1) } }
  /// Whether each element is greater than the other or equal.
  public func greaterOrEqual(_ other: NamedArray) throws -> NamedArray {
    try pair("greaterOrEqual", other) { try $0.greaterOrEqual($1) }
  }

  /// Whether elements are equal up to `absolute + relative * |other|`.
  public func isClose(
    _ other: NamedArray, relative: Double = 1e-5, absolute: Double = 1e-8, equalNaN: Bool = false
  ) throws -> NamedArray {
    try NamedArray.elementwise("isClose \(relative) \(absolute) \(equalNaN)", [self, other]) {
      try $0[0].isClose($0[1], relative: relative, absolute: absolute, equalNaN: equalNaN)
    }
  }

  /// Elements of one array where a condition is true, of another where it is false.
  public static func `where`(
    _ condition: NamedArray, _ onTrue: NamedArray, _ onFalse: NamedArray
  ) throws -> NamedArray {
    try elementwise("where", [condition, onTrue, onFalse]) { try NDArray.where($0[0], $0[1], $0[2]) }
  }
}
