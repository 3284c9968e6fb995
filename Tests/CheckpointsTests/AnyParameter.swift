import Trees
import Variables

/// A model of one parameter, which may also be its slot or its value.
struct AnyParameter: PyTree {
  var parameter: any ParameterLike

  init(_ parameter: any ParameterLike) {
    self.parameter = parameter
  }

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("parameter", &parameter)
  }
}
