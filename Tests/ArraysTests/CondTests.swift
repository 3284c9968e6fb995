import Testing
import Trees

@testable import Arrays

@Suite struct CondTests {
  @Test func oneBranchRuns() throws {
    let pick = jit { (flag: NDArray, x: NDArray) in
      try cond(flag) {
        try x * 2
      } else: {
        try x + 100
      }
    }
    #expect(try pick(NDArray(true), NDArray(3.0)).doubles() == [6])
    #expect(try pick(NDArray(false), NDArray(3.0)).doubles() == [103])
    // Numbers count as true when they are not zero.
    #expect(try cond(NDArray(2), then: { NDArray(1) }, else: { NDArray(0) }).doubles() == [1])
  }

  @Test func indicesAreClamped() throws {
    for (index, wanted) in [(-5, 10.0), (0, 10), (1, 11), (2, 12), (9, 12)] {
      let result = try switchBranch(NDArray(index), (10...12).map { number in { NDArray(number) } })
      #expect(try result.doubles() == [wanted])
    }
  }

  @Test func itemsOfABatchChooseForThemselves() throws {
    let results = try vmap { (index: NDArray, x: NDArray) in
      try switchBranch(index, [{ try x.sum() }, { try x.max() }, { NDArray(0.0) }])
    }(try NDArray([0, 1, 2, 1]), try NDArray([1.0, 2, 3, 4, 5, 6, 7, 8], shape: [4, 2], dtype: .float32))
    #expect(try results.doubles() == [3, 4, 0, 8])
  }

  @Test func numbersOfTheProgramTakeTheDtypeOfTheOtherBranch() throws {
    let x = try NDArray([1.5], shape: [], dtype: .bfloat16)
    let result = try cond(NDArray(true), then: { NDArray(0.0) }, else: { x })
    #expect(result.dtype == .bfloat16)
  }

  @Test func aVariableThatOneBranchChangesKeepsItsValueInTheOther() throws {
    for (flag, wanted) in [(true, 7.0), (false, 1)] {
      let cell = TestCell(NDArray(1.0))
      let result = try cond(NDArray(flag)) {
        cell.writeState(NDArray(7.0))
        return try cell.array + 1
      } else: {
        try cell.array
      }
      #expect(try cell.array.doubles() == [wanted])
      #expect(try result.doubles() == [flag ? 8 : 1])
    }
  }

  @Test func gradientsFlowIntoTheBranchThatRan() throws {
    let loss = { (x: NDArray) in
      try cond(x.greater(1)) {
        try x * x
      } else: {
        try x * 5
      }
    }
    #expect(try grad(loss)(NDArray(3.0)).doubles() == [6])
    #expect(try grad(loss)(NDArray(-3.0)).doubles() == [5])
    #expect(try vmap(grad(loss))(try NDArray([3.0, -3, 0.5])).doubles() == [6, 5, 5])
    #expect(try grad(grad(loss))(NDArray(3.0)).doubles() == [2])
  }

  @Test func resultsThatDifferAreNamedByTheirPath() throws {
    let error = #expect(throws: ArrayError.self) {
      try cond(NDArray(true)) {
        ["a": try NDArray.zeros([2]), "b": NDArray(1.0)]
      } else: {
        ["a": try NDArray.zeros([3]), "b": NDArray(1.0)]
      }
    }
    #expect(
      error?.description
        == "cond: the result at [\"a\"] is float32[2] in branch 1 and float32[3] in branch 0; both must be the same.")
    let structure = #expect(throws: ArrayError.self) {
      try cond(NDArray(true), then: { ["a": NDArray(1.0)] }, else: { ["b": NDArray(1.0)] })
    }
    #expect(structure?.description.contains("the branches must give results of one structure") == true)
    let predicate = #expect(throws: ArrayError.self) {
      try cond(try NDArray([true, false]), then: { NDArray(1) }, else: { NDArray(2) })
    }
    #expect(predicate?.description.contains("use where(_:_:_:) to choose element by element") == true)
    #expect(throws: ArrayError.self) { try switchBranch(NDArray(1.5), [{ NDArray(1) }]) }
    #expect(throws: ArrayError.self) { try switchBranch(NDArray(0), [() throws -> NDArray]()) }
  }
}
