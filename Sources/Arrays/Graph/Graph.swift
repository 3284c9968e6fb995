/// The number of a value in a graph.
typealias ValueID = Int32

/// One step of a graph: a primitive applied to values, giving consecutive new values.
struct Equation: Sendable {
  var primitive: any Primitive
  var firstOperand: Int32
  var operandCount: Int32
  var firstResult: ValueID
  var resultCount: Int32
  /// Where the user's code asked for it; no part of a graph's identity.
  var site: CallSite

  /// The numbers of the results.
  var results: Range<ValueID> { firstResult..<(firstResult + resultCount) }
}

/// A function of arrays as data: equations in order, over numbered values.
///
/// Storage is flat: all operand numbers stand in one array, and so do the types of all values.
struct Graph: Sendable {
  /// The values that the caller gives, in order.
  var inputs: [ValueID] = []
  /// The values that the function returns, in order.
  var outputs: [ValueID] = []
  var equations: [Equation] = []
  var operands: [ValueID] = []
  /// The type of each value, by its number.
  var types: [ArrayType] = []

  var inputTypes: [ArrayType] { inputs.map { types[Int($0)] } }
  var outputTypes: [ArrayType] { outputs.map { types[Int($0)] } }

  /// The operands of an equation.
  func operands(of equation: Equation) -> ArraySlice<ValueID> {
    operands[Int(equation.firstOperand)..<Int(equation.firstOperand + equation.operandCount)]
  }

  /// The types of the results of an equation.
  func resultTypes(of equation: Equation) -> ArraySlice<ArrayType> {
    types[Int(equation.firstResult)..<Int(equation.firstResult + equation.resultCount)]
  }

  func type(_ value: ValueID) -> ArrayType { types[Int(value)] }

  /// Adds a value of the given type that no equation defines.
  mutating func addInput(_ type: ArrayType) -> ValueID {
    let id = ValueID(types.count)
    types.append(type)
    inputs.append(id)
    return id
  }

  /// Adds an equation; its results are numbered on from the last value.
  ///
  /// - Parameter site: where the user's code asked for it.
  mutating func append(
    _ primitive: any Primitive, _ inputs: some Sequence<ValueID>, _ results: some Collection<ArrayType>,
    from site: CallSite = .unknown
  ) -> Range<ValueID> {
    let firstOperand = Int32(operands.count)
    operands.append(contentsOf: inputs)
    let equation = Equation(
      primitive: primitive, firstOperand: firstOperand, operandCount: Int32(operands.count) - firstOperand,
      firstResult: ValueID(types.count), resultCount: Int32(results.count), site: site)
    types.append(contentsOf: results)
    equations.append(equation)
    return equation.results
  }
}

extension Graph: Hashable {
  static func == (left: Graph, right: Graph) -> Bool {
    guard
      left.equations.count == right.equations.count, left.inputs == right.inputs, left.outputs == right.outputs,
      left.operands == right.operands, left.types == right.types
    else { return false }
    for (first, second) in zip(left.equations, right.equations) {
      guard first.firstResult == second.firstResult, first.operandCount == second.operandCount,
        first.primitive.equals(second.primitive)
      else { return false }
    }
    return true
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(inputs)
    hasher.combine(outputs)
    hasher.combine(operands)
    for equation in equations {
      hasher.combine(ObjectIdentifier(Swift.type(of: equation.primitive)))
      equation.primitive.hash(into: &hasher)
    }
    for input in inputs { hasher.combine(types[Int(input)]) }
  }
}
