public import Arrays
public import Trees

/// A tree that shape checking takes for one array: what is inside it does not count.
public protocol ArrayShaped: PyTree {
  /// The shapes and the element type.
  ///
  /// - Throws: an error that says why it has none.
  func arraySpec() throws -> ArraySpec
}

extension ArraySpec: ArrayShaped {
  /// Itself.
  public func arraySpec() -> ArraySpec { self }
}

extension NDArray: ArrayShaped {
  /// All axes positional.
  public func arraySpec() -> ArraySpec { ArraySpec(type) }
}

extension NamedArray: ArrayShaped {
  /// The axes as they are; their order in memory does not count.
  ///
  /// - Throws: ``NamedAxisError/invalid(names:shape:)``.
  public func arraySpec() throws -> ArraySpec {
    try checkValid()
    return ArraySpec(
      PositionalShapePattern(positionalShape), named: NamedShapePattern(namedShape), dtype: .exactly(dtype))
  }
}

/// The specification of an array or of a number, which counts as a scalar; `nil` for anything else.
///
/// Numbers of the types `Int` and `Double` have the element types that operations give them beside arrays.
func arraySpec(of value: any PyTree) throws -> ArraySpec? {
  switch value {
  case let array as any ArrayShaped: try array.arraySpec()
  case is Int: ArraySpec(ArrayType([], .int32))
  case is Double: ArraySpec(ArrayType([], .float32))
  case let number as any ArrayElement: ArraySpec(ArrayType([], type(of: number).dtype))
  default: nil
  }
}
