public import Arrays
public import Trees

/// What is wanted of one array: its positional shape, its named shape and its element type.
///
/// ```swift
/// ArraySpec(named: .axes("batch") + ["features": 3], dtype: .floating)
/// ```
///
/// It is a leaf of trees, where it may stand for an array that is not there yet.
public struct ArraySpec: Hashable, Sendable, TreeLeaf {
  /// The positional shape.
  public var positional: PositionalShapePattern
  /// The named shape.
  public var named: NamedShapePattern
  /// The element types allowed.
  public var dtype: DTypePattern

  /// A specification of the given shapes and element types; by default, of a scalar of any type.
  public init(_ positional: PositionalShapePattern = [], named: NamedShapePattern = [:], dtype: DTypePattern = .any) {
    self.positional = positional
    self.named = named
    self.dtype = dtype
  }

  /// The specification of arrays of exactly this type and all axes positional.
  public init(_ type: ArrayType) {
    self.init(PositionalShapePattern(type.shape), dtype: .exactly(type.dtype))
  }

  /// An array of this shape and type without elements, its named axes after the positional ones in their order.
  ///
  /// - Throws: ``DimensionError/variableSizes(_:)`` unless all sizes are known, ``DimensionError/severalTypes(_:)``
  ///   unless the element type is one type, and as `NDArray.placeholder` does.
  public func placeholder() throws -> NamedArray {
    guard let shape = positional.shape, let namedShape = named.shape else {
      throw DimensionError.variableSizes(self)
    }
    guard case .exactly(let dtype) = dtype else { throw DimensionError.severalTypes(self) }
    let data = try NDArray.placeholder(shape + namedShape.sizes, dtype: dtype)
    return NamedArray(data: data, axes: namedShape.names.map { .named($0) })
  }
}
