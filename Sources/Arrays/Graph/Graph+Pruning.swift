extension Graph {
  /// The same function without the equations that no output needs and that have no effect; values are numbered anew,
  /// inputs stay.
  func pruned() -> Graph {
    var isNeeded = [Bool](repeating: false, count: types.count)
    for output in outputs { isNeeded[Int(output)] = true }
    var kept = [Bool](repeating: false, count: equations.count)
    for (position, equation) in equations.enumerated().reversed() {
      guard equation.results.contains(where: { isNeeded[Int($0)] }) || equation.primitive.hasEffect else { continue }
      kept[position] = true
      for operand in operands(of: equation) { isNeeded[Int(operand)] = true }
    }
    var result = Graph()
    var renamed = [ValueID](repeating: -1, count: types.count)
    for input in inputs { renamed[Int(input)] = result.addInput(type(input)) }
    for (position, equation) in equations.enumerated() where kept[position] {
      result.copy(equation, from: self, renaming: &renamed)
    }
    result.outputs = outputs.map { renamed[Int($0)] }
    return result
  }

  /// Appends an equation of another graph, with its values renamed, and enters the new names of its results.
  mutating func copy(_ equation: Equation, from graph: Graph, renaming renamed: inout [ValueID]) {
    let results = append(
      equation.primitive, graph.operands(of: equation).map { renamed[Int($0)] },
      graph.resultTypes(of: equation), from: equation.site)
    for (old, new) in zip(equation.results, results) { renamed[Int(old)] = new }
  }

  /// For each value, whether it depends on one of the given values.
  func dependents(on values: some Sequence<ValueID>) -> [Bool] {
    var depends = [Bool](repeating: false, count: types.count)
    for value in values { depends[Int(value)] = true }
    for equation in equations where operands(of: equation).contains(where: { depends[Int($0)] }) {
      for result in equation.results { depends[Int(result)] = true }
    }
    return depends
  }

  /// The inputs that an equation or an output looks at.
  func usedInputs() -> Set<ValueID> {
    Set(equations.flatMap { operands(of: $0) } + outputs).intersection(inputs)
  }
}
