// Matrices as lists of rows. Arrays of more axes are made from one list and a shape.

extension NDArray {
  /// A matrix of integers, row by row, `int32` unless another type is asked for.
  ///
  /// - Throws: ``ArrayError/notRepresentable(value:dtype:)``, ``ArrayError/argument(operation:problem:)`` for rows of
  ///   several lengths.
  public init(_ rows: [[Int]], dtype: DType = .int32) throws {
    try self.init(rows.flatMap { $0 }, shape: NDArray.shape(ofRows: rows), dtype: dtype)
  }

  /// A matrix of floating point numbers, row by row, rounded to `float32` unless another type is asked for.
  ///
  /// - Throws: as the form for integers does.
  public init(_ rows: [[Double]], dtype: DType = .float32) throws {
    try self.init(rows.flatMap { $0 }, shape: NDArray.shape(ofRows: rows), dtype: dtype)
  }

  /// A matrix, row by row.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` for rows of several lengths.
  @_disfavoredOverload  // [[Int]] and [[Double]] have forms of their own, which give int32 and float32.
  public init<Element: ArrayElement>(_ rows: [[Element]]) throws {
    try self.init(rows.flatMap { $0 }, shape: NDArray.shape(ofRows: rows))
  }

  private static func shape(ofRows rows: [[some Any]]) throws -> [Int] {
    let lengths = Set(rows.map(\.count))
    guard lengths.count <= 1 else {
      throw ArrayError.argument(
        operation: "NDArray", problem: "rows must be of one length, found \(lengths.sorted())")
    }
    return [rows.count, lengths.first ?? 0]
  }
}
