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
  /// Cuts the function that ``jvp(active:forcing:)`` gives into the part that needs no tangents and the part that does.
  func linearized(active: [Bool]) throws -> Linearization {
    let (joint, activeOutputs) = try jvp(active: active)
    let isKnown = joint.inputs.indices.map { $0 < inputs.count }
    let parts = try joint.split(known: isKnown, unknownOutputs: joint.outputs.indices.map { $0 >= outputs.count })
    return Linearization(
      forward: parts.known, linear: parts.unknown, residualCount: parts.residualCount, activeOutputs: activeOutputs)
  }
}
