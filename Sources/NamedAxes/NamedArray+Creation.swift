public import Arrays

// Arrays by their named shapes; the order of the names is that of the axes in memory.

extension NamedArray {
  /// An array of one number.
  ///
  /// - Throws: `ArrayError` for sizes that no array can have.
  public static func full(_ shape: NamedShape, _ number: Literal, dtype: DType? = nil) throws -> NamedArray {
    try NamedArray(NDArray.full(shape.sizes, number, dtype: dtype)).tag(shape.names)
  }

  /// An array of zeros.
  ///
  /// - Throws: `ArrayError` for sizes that no array can have.
  public static func zeros(_ shape: NamedShape, dtype: DType = .float32) throws -> NamedArray {
    try full(shape, 0, dtype: dtype)
  }

  /// An array of ones.
  ///
  /// - Throws: `ArrayError` for sizes that no array can have.
  public static func ones(_ shape: NamedShape, dtype: DType = .float32) throws -> NamedArray {
    try full(shape, 1, dtype: dtype)
  }

  /// The integers from one up to but without another along one named axis.
  ///
  /// - Throws: as `NDArray` does for a step of zero.
  public static func arange(
    _ name: AxisName, _ start: Int, _ stop: Int, step: Int = 1, dtype: DType = .int32
  ) throws -> NamedArray {
    try NamedArray(NDArray.arange(start, stop, step: step, dtype: dtype), name)
  }

  /// The integers from zero up to but without a count along one named axis.
  ///
  /// - Throws: `ArrayError` for a count that is no size.
  public static func arange(_ name: AxisName, _ count: Int, dtype: DType = .int32) throws -> NamedArray {
    try NamedArray(NDArray.arange(count, dtype: dtype), name)
  }

  /// Numbers at equal distances along one named axis.
  ///
  /// - Throws: `ArrayError` for a count that is no size.
  public static func linspace(
    _ name: AxisName, _ start: Double, _ stop: Double, count: Int, includesStop: Bool = true, dtype: DType = .float32
  ) throws -> NamedArray {
    try NamedArray(NDArray.linspace(start, stop, count: count, includesStop: includesStop, dtype: dtype), name)
  }
}
