extension Graph {
  /// Whether an operation refers to a mapped axis by this name.
  func refers(to name: AxisLabel) -> Bool { equations.contains { $0.primitive.refers(to: name) } }

  /// Refuses to be compiled with operations that a transformation has to replace before.
  func checkLowering() throws {
    for equation in equations { try equation.primitive.checkLowering() }
  }
}
