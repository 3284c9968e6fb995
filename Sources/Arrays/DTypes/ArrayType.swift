internal import StableHLO

/// The shape and element type of an array.
public struct ArrayType: Hashable, Sendable, CustomStringConvertible {
  /// The size of each axis.
  public var shape: [Int]
  /// The type of the elements.
  public var dtype: DType

  /// A type of the given shape and element type.
  public init(_ shape: [Int], _ dtype: DType) {
    self.shape = shape
    self.dtype = dtype
  }

  /// The number of axes.
  public var rank: Int { shape.count }

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }

  /// The size of all elements in bytes.
  public var byteCount: Int { count * dtype.byteCount }

  /// The type as in `float32[3, 4]`.
  public var description: String { "\(dtype)\(shape)" }

  var tensor: TensorType { TensorType(shape, dtype.element) }

  func with(shape: [Int]) -> ArrayType { ArrayType(shape, dtype) }
  func with(dtype: DType) -> ArrayType { ArrayType(shape, dtype) }

  /// The type of several such arrays stacked along a new first axis.
  func stacked(_ count: Int) -> ArrayType { with(shape: [count] + shape) }

  /// The type of one item along the first axis.
  var item: ArrayType { with(shape: Array(shape.dropFirst())) }

  /// An array of this type with zeros throughout.
  func zeros() throws -> NDArray { try NDArray.full(shape, 0, dtype: dtype) }
}
