/// A function cut in two: what depends on its inputs alone, and what is linear in their tangents.
struct Linearization {
  /// From the inputs to the outputs, followed by the residuals: what the linear part needs to know.
  var forward: Graph
  /// From the residuals, followed by the tangents of the active inputs, to the tangents of the active outputs.
  var linear: Graph
  /// How many residuals there are.
  var residualCount: Int
  /// Which outputs have tangents.
  var activeOutputs: [Bool]
}

extension Graph {
  /// Cuts the function that ``jvp(active:)`` gives into the part that needs no tangents and the part that does.
  func linearized(active: [Bool]) throws -> Linearization {
    let (joint, activeOutputs) = try jvp(active: active)
    let tangentInputs = joint.inputs[inputs.count...]
    let depends = joint.dependents(on: tangentInputs)

    var forward = Graph()
    var forwardNames = [ValueID](repeating: -1, count: joint.types.count)
    for input in joint.inputs[..<inputs.count] { forwardNames[Int(input)] = forward.addInput(joint.type(input)) }
    var linear = Graph()
    var linearNames = forwardNames.map { _ in ValueID(-1) }
    var residuals: [ValueID] = []

    // The linear part refers to what it needs of the forward part; those values become its first inputs.
    let isLinear = joint.equations.map { joint.operands(of: $0).contains { depends[Int($0)] } }
    for (position, equation) in joint.equations.enumerated() where isLinear[position] {
      for operand in joint.operands(of: equation) where !depends[Int(operand)] && linearNames[Int(operand)] < 0 {
        linearNames[Int(operand)] = linear.addInput(joint.type(operand))
        residuals.append(operand)
      }
    }
    for input in tangentInputs { linearNames[Int(input)] = linear.addInput(joint.type(input)) }
    for (position, equation) in joint.equations.enumerated() {
      if isLinear[position] {
        linear.copy(equation, from: joint, renaming: &linearNames)
      } else {
        forward.copy(equation, from: joint, renaming: &forwardNames)
      }
    }
    // A tangent that depends on no input's tangent cannot come out of a rule, so all outputs have their names.
    linear.outputs = joint.outputs[outputs.count...].map { linearNames[Int($0)] }
    forward.outputs = (joint.outputs[..<outputs.count] + residuals).map { forwardNames[Int($0)] }
    return Linearization(
      forward: forward, linear: linear, residualCount: residuals.count, activeOutputs: activeOutputs)
  }
}
