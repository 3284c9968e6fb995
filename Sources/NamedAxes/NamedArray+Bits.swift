internal import Arrays

// Each of these matches axes by name, broadcasts positional ones, and throws
// ``NamedAxisError/sizes(operation:names:shapes:)`` or ``NamedAxisError/positionalShapes(operation:shapes:)`` where that fails.

extension NamedArray {
  /// The logical and of booleans, the bitwise one of integers.
  public func logicalAnd(_ other: NamedArray) throws -> NamedArray {
    try pair("logicalAnd", other) { try $0.logicalAnd($1) }
  }
  /// The logical or of booleans, the bitwise one of integers.
  public func logicalOr(_ other: NamedArray) throws -> NamedArray {
    try pair("logicalOr", other) { try $0.logicalOr($1) }
  }
  /// The exclusive or of booleans or bits.
  public func logicalXor(_ other: NamedArray) throws -> NamedArray {
    try pair("logicalXor", other) { try $0.logicalXor($1) }
  }
  /// The bits moved to the left.
  public func shiftedLeft(_ count: NamedArray) throws -> NamedArray {
    try pair("shiftedLeft", count) { try $0.shiftedLeft($1) }
  }
  /// The bits moved to the right, the sign kept.
  public func shiftedRight(_ count: NamedArray) throws -> NamedArray {
    try pair("shiftedRight", count) { try $0.shiftedRight($1) }
  }
  /// The bits moved to the right, zeros moved in.
  public func shiftedRightLogically(_ count: NamedArray) throws -> NamedArray {
    try pair("shiftedRightLogically", count) { try $0.shiftedRightLogically($1) }
  }
}
