import Arrays
import NamedAxes
import Optimizers
import TestSupport
import Testing
import Trees
import Variables

@Suite struct GradientTransformationTreesTests {
  let optimizer = adam(learningRate: 0.1)

  @Test func aStateBeginsWithZerosLikeTheParameters() throws {
    let parameters = ["a": try NDArray([1.0, 2.0]), "b": try NDArray([3.0], dtype: .bfloat16)]
    let state = try optimizer.initialState(for: parameters)
    #expect(try state.count.item(as: Int32.self) == 0)
    #expect(state.moments.count == 2)
    #expect(state.moments[1]["a"]?.type == ArrayType([2], .float32))
    #expect(state.moments[1]["b"]?.type == ArrayType([1], .bfloat16))
    #expect(treeLawViolations(in: state) == [])
  }

  @Test func namedArraysKeepTheirAxes() throws {
    let weights = try NamedArray(NDArray([1.0, 2.0, 3.0, 4.0], shape: [2, 2]), "in", "out")
    let gradients = try grad { (weights: NamedArray) in try (weights * weights).sum().unwrap() }(weights)
    let (updates, state) = try optimizer.update(gradients, optimizer.initialState(for: weights), weights)
    #expect(updates.names == ["in", "out"])
    #expect(state.moments[0].names == ["in", "out"])
    let trained = try applyUpdates(weights, updates)
    let apart = try difference(
      trained.unwrap("in", "out"), NDArray([0.9, 1.9, 2.9, 3.9], shape: [2, 2]), relative: 1e-6)
    #expect(apart == nil)
  }

  @Test func frozenParametersAreTrainedUnderJit() throws {
    let parameter = Parameter(try NamedArray(NDArray([3.0, -2.0]), "features"), label: "w")
    var frozen = [parameter.frozen()]
    let step = jit {
      (parameters: [ParameterValue], state: OptimizerState<[ParameterValue]>) throws -> Training in
      let gradients = try grad { (parameters: [ParameterValue]) in
        try (parameters[0].value * parameters[0].value).sum().unwrap()
      }(parameters)
      let (updates, state) = try optimizer.update(gradients, state, parameters)
      return Training(parameters: try applyUpdates(parameters, updates), state: state)
    }
    var state = try optimizer.initialState(for: frozen)
    for _ in 0..<200 {
      let next = try step(frozen, state)
      (frozen, state) = (next.parameters, next.state)
    }
    #expect(try state.count.item(as: Int32.self) == 200)
    #expect(frozen[0].label == "w")
    #expect(try frozen[0].value.unwrap("features").doubles().allSatisfy { abs($0) < 0.05 })
  }

  @Test func aGradientOfAnotherStructureNamesThePlace() throws {
    let parameters = ["layer": ["w": try NDArray([1.0]), "b": try NDArray([1.0])]]
    let gradients = ["layer": ["w": try NDArray([1.0])]]
    let state = try optimizer.initialState(for: parameters)
    let error = #expect(throws: OptimizerError.self) { try optimizer.update(gradients, state, parameters) }
    #expect("\(try #require(error))".contains(#"["layer"]"#))
    #expect(throws: OptimizerError.self) { try applyUpdates(parameters, gradients) }
  }

  @Test func axesInAnotherOrderAreAnotherStructure() throws {
    let array = try NDArray([1.0, 2.0, 3.0, 4.0], shape: [2, 2])
    let (weights, gradients) = (["w": try NamedArray(array, "a", "b")], ["w": try NamedArray(array, "b", "a")])
    let state = try optimizer.initialState(for: weights)
    let error = #expect(throws: OptimizerError.self) { try optimizer.update(gradients, state, weights) }
    #expect("\(try #require(error))".contains(#"["w"].axes"#))
  }

  @Test func aGradientOfAnotherShapeNamesThePlace() throws {
    let parameters = ["w": try NDArray([1.0, 2.0])]
    let state = try optimizer.initialState(for: parameters)
    #expect(throws: OptimizerError.shape(path: TreePath([.entry("w")]), expected: [2], found: [3])) {
      try optimizer.update(["w": NDArray([1.0, 2.0, 3.0])], state, parameters)
    }
  }

  @Test func aStateOfAnotherOptimizerIsRefused() throws {
    let parameters = [try NDArray([1.0])]
    let state = try sgd(learningRate: 0.1).initialState(for: parameters)
    let error = #expect(throws: OptimizerError.self) { try optimizer.update(parameters, state, parameters) }
    #expect("\(try #require(error))".contains("it holds 0 moments, this optimizer keeps 2"))
    let other = try optimizer.initialState(for: [NDArray([1.0, 2.0])])
    #expect(throws: OptimizerError.self) { try optimizer.update(parameters, other, parameters) }
  }

  @Test func whatCannotBeTrainedIsRefused() throws {
    let parameter = Parameter(NamedArray(try NDArray([1.0])), label: "w")
    let error = #expect(throws: OptimizerError.self) { try optimizer.initialState(for: [parameter]) }
    #expect("\(try #require(error))".contains(#"Parameter("w") at [0]"#))
    #expect(throws: OptimizerError.notFloating(path: TreePath([.entry("n")]), dtype: .int32)) {
      try optimizer.initialState(for: ["n": NDArray([1, 2])])
    }
    #expect(throws: OptimizerError.self) { try optimizer.initialState(for: [NDArray]()) }
  }

  @Test func updatesAreAddedInTheDtypeOfTheParameters() throws {
    let result = try applyUpdates([NDArray([1.0], dtype: .bfloat16)], [NDArray([0.5])])
    #expect(result[0].dtype == .bfloat16)
    #expect(try result[0].doubles() == [1.5])
  }

  @Test func momentsKeepTheirDtypeWhateverTheGradients() throws {
    let parameters = [try NDArray([1.0], dtype: .float16)]
    let state = try optimizer.initialState(for: parameters)
    let (_, next) = try optimizer.update([NDArray([1.0])], state, parameters)
    #expect(next.moments.allSatisfy { $0[0].dtype == .float16 })
  }

  @Test func theCountStaysAtItsGreatestValue() throws {
    let parameters = [try NDArray([1.0])]
    var state = try optimizer.initialState(for: parameters)
    state.count = try NDArray([Int(Int32.max)]).reshaped(to: [])
    let (updates, next) = try optimizer.update(parameters, state, parameters)
    #expect(try next.count.item(as: Int32.self) == Int32.max)
    #expect(try updates[0].doubles().allSatisfy(\.isFinite))
  }
}

/// Parameters and the state of their optimizer, as a tree, so that `jit` can return them.
private struct Training: PyTree {
  var parameters: [ParameterValue]
  var state: OptimizerState<[ParameterValue]>

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("parameters", &parameters)
    try walker.child("state", &state)
  }
}
