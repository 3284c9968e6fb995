extension ReducePrimitive {
  /// The tangent of the greatest or least element: the mean of the tangents of all elements equal to it.
  func tangentOfExtremum(_ result: NDArray, _ operand: NDArray, _ tangent: NDArray) throws -> NDArray {
    let isChosen = try operand.equal(spread(result, to: operand.shape)).astype(tangent.dtype)
    return try ReduceSum(axes: axes)(tangent * isChosen) / ReduceSum(axes: axes)(isChosen)
  }
}

extension NDArray {
  /// Refuses to fold axes without elements by an operation that has no neutral element.
  func checkNotEmpty(_ axes: [Int], for operation: String) throws {
    for axis in axes where shape[axis] == 0 {
      throw ArrayError.argument(
        operation: operation, problem: "axis \(axis) of shape \(shape) has no elements, so there is none to give")
    }
  }
}
