import Testing
import Trees

@testable import Arrays

@Suite struct JITTests {
  private let x: NDArray
  private let counter = CallCounter()

  init() throws { x = try NDArray([1.0, 2, 3]) }

  /// Counts a trace.
  private func count(_ array: NDArray) -> NDArray {
    counter.add()
    return array
  }

  // MARK: When to trace

  @Test func tracesOnceForEachStructure() throws {
    let double = jit { (x: NDArray) in try count(x) * 2 }
    #expect(try double(x).doubles() == [2, 4, 6])
    #expect(try double(NDArray([5.0, 6, 7])).doubles() == [10, 12, 14])
    #expect(counter.value == 1)
    #expect(try double(NDArray([1.0])).doubles() == [2])
    #expect(counter.value == 2)
    #expect(try double(x.astype(.float64)).dtype == .float64)
    #expect(counter.value == 3)
    #expect(try double(x).doubles() == [2, 4, 6])
    #expect(try double(NDArray([1.0])).doubles() == [2])
    #expect(counter.value == 3)
  }

  @Test func weaklyTypedArgumentsHaveAFormOfTheirOwn() throws {
    let add = jit { (x: NDArray, y: NDArray) in try count(x) + y }
    let half = try x.astype(.float16)
    #expect(try add(half, NDArray(1.0)).dtype == .float16)
    #expect(try add(half, NDArray([1.0], shape: [])).dtype == .float32)
    #expect(counter.value == 2)
    #expect(try jit { (x: NDArray) in x }(NDArray(2.0)).isWeaklyTyped)
  }

  @Test func functionValuesNeedNoHintWhichFormIsMeant() throws {
    let function: (NDArray) throws -> NDArray = { try $0 * 2 }
    #expect(try jit(function)(x).doubles() == [2, 4, 6])
  }

  @Test func staticValuesArePartOfTheStructure() throws {
    let power = jit { (x: NDArray, exponent: Int) in
      counter.add()
      return try (0..<exponent).reduce(x) { product, _ in try product * x }
    }
    #expect(try power(x, 1).doubles() == [1, 4, 9])
    #expect(try power(x, 2).doubles() == [1, 8, 27])
    #expect(try power(x, 1).doubles() == [1, 4, 9])
    #expect(counter.value == 2)
    let named = jit { (weights: [String: NDArray]) in
      counter.add()
      return try #require(weights.values.first)
    }
    _ = try named(["a": x])
    _ = try named(["b": x])
    #expect(counter.value == 4)
  }

  private struct Choice: PyTree {
    var array: NDArray
    var number: any PyTree

    mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
      try walker.child("array", &array)
      try walker.child("number", &number)
    }
  }

  @Test func staticValuesOfDifferentTypesDiffer() throws {
    let describe = jit { (choice: Choice) in
      counter.add()
      return try choice.array * (choice.number is Int ? 10 : 100)
    }
    #expect(try describe(Choice(array: x, number: 2)).doubles() == [10, 20, 30])
    #expect(try describe(Choice(array: x, number: 2.0)).doubles() == [100, 200, 300])
    #expect(try describe(Choice(array: x, number: 2)).doubles() == [10, 20, 30])
    #expect(counter.value == 2)
  }

  @Test func staticFloatsDifferByTheirBits() throws {
    let divide = jit { (x: NDArray, zero: Double) in
      counter.add()
      return try x / zero
    }
    #expect(try divide(x, 0.0).doubles() == [.infinity, .infinity, .infinity])
    #expect(try divide(x, -0.0).doubles() == [-.infinity, -.infinity, -.infinity])
    _ = try divide(x, .nan)
    _ = try divide(x, .nan)
    #expect(counter.value == 3)
  }

  @Test func failuresAreNotKept() throws {
    let fussy = jit { (x: NDArray) in
      counter.add()
      return try x + NDArray([1.0, 2, 3])
    }
    for _ in 0..<2 {
      let error = #expect(throws: ArrayError.self) { try fussy(NDArray([1.0, 2])) }
      #expect(error?.description.contains("[2] and [3]") == true)
    }
    #expect(counter.value == 2)
    #expect(try fussy(x).doubles() == [2, 4, 6])
  }

  // MARK: What comes in and out

  @Test func treesGoInAndComeOut() throws {
    let weights = Weights(matrix: x, biases: ["a": x], layers: [[x], []])
    let scale = jit { (weights: Weights, factor: NDArray) in
      try weights.mapLeaves(of: NDArray.self) { try $0 * factor }
    }
    let scaled = try scale(weights, NDArray(2.0))
    #expect(try scaled.layers[0][0].doubles() == [2, 4, 6])
    #expect(scaled.layers[1].isEmpty)
    #expect(try scaled.biases["a"]?.doubles() == [2, 4, 6])
  }

  @Test func argumentsAndConstantsMayBeResults() throws {
    let results = try jit { (x: NDArray) in [x, x, try NDArray.full([2], 7), NDArray(1.5)] }(x)
    #expect(try results.map { try $0.doubles() } == [[1, 2, 3], [1, 2, 3], [7, 7], [1.5]])
    #expect(results.map(\.isWeaklyTyped) == [false, false, false, true])
  }

  @Test func capturedArraysAreInputsOfTheProgram() throws {
    var offset = try NDArray([10.0, 20, 30])
    let add = jit { (x: NDArray) in try count(x) + offset }
    #expect(try add(x).doubles() == [11, 22, 33])
    // Another program of the same structure needs no compilation.
    offset = try NDArray([0.0, 0, 1])
    let compiled = try Engine.shared.get().programs.count
    #expect(try jit { (x: NDArray) in try x + offset }(x).doubles() == [1, 2, 4])
    #expect(try Engine.shared.get().programs.count <= compiled + 200)
    #expect(try add(x).doubles() == [11, 22, 33])
    #expect(counter.value == 1)
  }

  @Test func nestsInItselfAndInGradients() throws {
    let square = jit { (x: NDArray) in try count(x) * x }
    let fourth = jit { (x: NDArray) in try square(square(x)) }
    #expect(try fourth(x).doubles() == [1, 16, 81])
    #expect(counter.value == 1)
    let slope = jit { (x: NDArray) in try grad { (x: NDArray) in try square(x).sum() }(x) }
    #expect(try slope(x).doubles() == [2, 4, 6])
    #expect(counter.value == 1)
    let mapped = jit { (x: NDArray) in try vmap(square)(x) }
    #expect(try mapped(x).doubles() == [1, 4, 9])
    // The item has no axes: another structure.
    #expect(counter.value == 2)
  }

  // MARK: Donation

  @Test func donatedArraysCannotBeUsedAgain() throws {
    let increment = jit(donatingArgument: true) { (x: NDArray) in try x + 1 }
    let y = try increment(x)
    #expect(try y.doubles() == [2, 3, 4])
    #expect(throws: ArrayError.self) { try x.doubles() }
    #expect(throws: ArrayError.self) { try x + 1 }
    #expect(throws: ArrayError.self) { try increment(x) }
  }

  @Test func onlyTheArgumentsAskedForAreDonated() throws {
    let other = try NDArray([4.0, 5, 6])
    let add = jit(donating: [1]) { (x: NDArray, y: [NDArray]) in try x + y[0] }
    #expect(try add(x, [other]).doubles() == [5, 7, 9])
    #expect(try x.doubles() == [1, 2, 3])
    #expect(throws: ArrayError.self) { try other.doubles() }
  }

  @Test func donatingANumberLeavesItsLikesAlone() throws {
    let increment = jit(donatingArgument: true) { (x: NDArray) in try x + 1 }
    for _ in 0..<3 { #expect(try increment(NDArray(0.125)).doubles() == [1.125]) }
    #expect(try (NDArray(0.125) * x).doubles() == [0.125, 0.25, 0.375])
    #expect(try NDArray(0.125).exp().doubles()[0] > 1)
  }
}
