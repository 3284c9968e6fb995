extension Graph {
  /// Whether an operation refers to a mapped axis by this name.
  func refers(to name: AxisLabel) -> Bool { equations.contains { $0.primitive.refers(to: name) } }

  /// Refuses to be compiled with operations that a transformation has to replace before.
  func checkLowering() throws {
    for equation in equations { try equation.primitive.checkLowering() }
  }

  /// The types of the outputs; checks that the graph can be called on operands of these types.
  func resultTypes(ofCallOn operands: [ArrayType], for operation: String) throws -> [ArrayType] {
    guard operands == inputTypes else {
      throw ArrayError.structure(
        operation: operation, problem: "the function takes \(inputTypes), the operands are \(operands)")
    }
    return outputTypes
  }
}
