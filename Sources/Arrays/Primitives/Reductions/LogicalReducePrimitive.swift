/// A primitive that folds booleans.
protocol LogicalReducePrimitive: ReducePrimitive {}

extension LogicalReducePrimitive {
  static var domain: Domain { .any }

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard operands[0].dtype == .bool else {
      throw ArrayError.dtype(operation: Self.name, expected: "bool", found: operands[0].dtype)
    }
    return [operands[0].with(shape: operands[0].shape.removing(axes))]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply(primals), [nil])
  }
}
