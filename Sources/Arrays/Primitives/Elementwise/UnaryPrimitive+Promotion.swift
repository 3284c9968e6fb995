extension ElementwisePrimitive {
  /// The primitive applied to an array taken as floating point numbers.
  func floating(_ x: NDArray) throws -> NDArray {
    if x.dtype.isFloating { return try self(x).weak(x.isWeaklyTyped) }
    return try self(x.astype(.float32)).weak(x.isWeaklyTyped)
  }
}
