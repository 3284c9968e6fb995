import Testing
import Trees

@testable import Arrays

@Suite struct CustomDerivativesTests {
  /// x², with a derivative that says 10 x, to tell it from the true one.
  private let marked: (NDArray) throws -> NDArray = customJVP { (x: NDArray) in
    try x * x
  } derivative: { x, change in
    (try x * x, try x * 10 * change)
  }

  /// x², with a pullback that says 100 x.
  private let pulled: (NDArray) throws -> NDArray = customVJP { (x: NDArray) in
    try x * x
  } forward: { x in
    (try x * x, x)
  } backward: { x, cotangent in
    try x * 100 * cotangent
  }

  @Test func derivativesOfEveryOrderAreThoseOfTheRule() throws {
    let x = NDArray(3.0)
    #expect(try marked(x).doubles() == [9])
    #expect(try jvp(marked, at: x, along: NDArray(2.0)).tangent.doubles() == [60])
    #expect(try grad(marked)(x).doubles() == [30])
    #expect(try grad(grad(marked))(x).doubles() == [10])
    #expect(try pulled(x).doubles() == [9])
    #expect(try grad(pulled)(x).doubles() == [300])
    #expect(try grad(grad(pulled))(x).doubles() == [100])
  }

  @Test func rulesSurviveMapping() throws {
    let xs = try NDArray([1.0, 2, 3])
    #expect(try vmap(grad(marked))(xs).doubles() == [10, 20, 30])
    #expect(try grad { try vmap(marked)($0).sum() }(xs).doubles() == [10, 20, 30])
    #expect(try vmap(grad(pulled))(xs).doubles() == [100, 200, 300])
    #expect(try grad { try vmap(pulled)($0).sum() }(xs).doubles() == [100, 200, 300])
    #expect(try jit { try grad(pulled)($0) }(NDArray(2.0)).doubles() == [200])
    // An argument that is the same for all items gets the sum of what they send back.
    typealias Arguments = Pair<NDArray, NDArray>
    let product = { (pair: Arguments) throws -> NDArray in try pair.first * pair.second }
    let shared: (Arguments) throws -> NDArray = customVJP(product) { (pair: Arguments) in
      (try product(pair), pair)
    } backward: { (pair: Arguments, cotangent: NDArray) throws -> Arguments in
      let doubled = try cotangent * 2
      return Pair(try pair.second * doubled, try pair.first * doubled)
    }
    let gradient = try grad { (w: NDArray) in
      try vmap { (x: NDArray) in try shared(Pair(w, x)) }(xs).sum()
    }(NDArray(1.0))
    #expect(try gradient.doubles() == [12])
  }

  @Test func rulesWorkInsideLoops() throws {
    let loss = { (x: NDArray) in
      try scan(x, length: 2) { (try pulled($0), [NDArray]()) }.carry
    }
    // 100 x² · 100 x at x = 1, 1.
    #expect(try grad(loss)(NDArray(1.0)).doubles() == [10_000])
    #expect(
      try grad { try scan($0, length: 2) { (try marked($0), [NDArray]()) }.carry }(NDArray(1.0)).doubles() == [100])
  }

  @Test func rulesMayCaptureArrays() throws {
    let (scale, limit) = (try NDArray([2.0, 3]), try NDArray([10.0, 20]))
    let f = customVJP { (x: NDArray) in
      try x * scale
    } forward: { x in
      (try x * scale, x)
    } backward: { _, cotangent in
      try cotangent * limit
    }
    let gradient = try grad { try f($0).sum() }(try NDArray([1.0, 1]))
    #expect(try gradient.doubles() == [10, 20])
  }

  @Test func integersHaveNoDerivatives() throws {
    let f = customJVP { (pair: Pair<NDArray, NDArray>) in
      try pair.first * pair.second
    } derivative: { pair, change in
      (try pair.first * pair.second, try change.first * pair.second * 7)
    }
    let gradient = try grad { (x: NDArray) in try f(Pair(x, NDArray(2).astype(.int32))) }(NDArray(1.0))
    #expect(try gradient.doubles() == [14])
  }

  // MARK: Misuse

  @Test func reverseRulesHaveNoForwardDerivative() throws {
    let error = #expect(throws: ArrayError.self) { try jvp(pulled, at: NDArray(1.0), along: NDArray(1.0)) }
    #expect(
      error?.description
        == "customVJP has no forward derivative rule. Its rule gives the reverse derivative alone: use grad or vjp, "
        + "or write a customJVP.")
  }

  @Test func capturesThatAreDifferentiatedAreRefused() throws {
    let error = #expect(throws: ArrayError.self) {
      try grad { (y: NDArray) in
        let f = customJVP { (x: NDArray) in
          try x * y
        } derivative: { x, change in
          (try x * y, try change * y)
        }
        return try f(NDArray(2.0))
      }(NDArray(3.0))
    }
    #expect(error?.description.contains("Pass it as an argument") == true)
  }

  @Test func rulesMustGiveWhatTheFunctionGives() throws {
    let result = customJVP { (x: NDArray) in
      try x.sum()
    } derivative: { x, change in
      (x, change)
    }
    let error = #expect(throws: ArrayError.self) { try result(try NDArray([1.0, 2])) }
    #expect(
      error?.description
        == "customJVP: the derivative's result must be like the function's: [float32[]], found [float32[2]].")
    let back = customVJP { (x: NDArray) in
      try x.sum()
    } forward: { x in
      (try x.sum(), x)
    } backward: { _, c in
      c
    }
    let other = #expect(throws: ArrayError.self) { try back(try NDArray([1.0, 2])) }
    #expect(other?.description.contains("the cotangent that backward gives must be like the argument") == true)
  }
}
