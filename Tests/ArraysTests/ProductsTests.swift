import Testing

@testable import Arrays

@Suite struct ProductsTests {
  private let x: NDArray
  private let v: NDArray

  init() throws {
    x = try NDArray([1.0, 2, 3])
    v = try NDArray([1.0, 0, -1])
  }

  @Test func jvpGivesTheValueAndItsChange() throws {
    let (value, change) = try jvp({ try $0 * $0 }, at: x, along: v)
    #expect(try value.doubles() == [1, 4, 9])
    #expect(try change.doubles() == [2, 0, -6])
  }

  @Test func jvpOfTreesGivesATreeOfChanges() throws {
    let (value, change) = try jvp(
      { (arrays: [String: NDArray]) in [try #require(arrays["a"]) * #require(arrays["b"]), try NDArray([7])] },
      at: ["a": x, "b": v], along: ["a": v, "b": x])
    #expect(try value.map { try $0.doubles() } == [[1, 0, -3], [7]])
    #expect(try change.map { try $0.doubles() } == [[2, 4, 10], [0]])
    #expect(change[1].dtype == .int32)
  }

  @Test func jvpOfWhatDoesNotDependIsZero() throws {
    let (_, change) = try jvp({ _ in try NDArray([1.0, 2]) }, at: x, along: v)
    #expect(try change.doubles() == [0, 0])
  }

  @Test func integerArgumentsTakeNoPart() throws {
    let ids = try NDArray([1, 2, 3])
    let (value, change) = try jvp(
      { (arrays: [NDArray]) in try arrays[0] * arrays[1].astype(.float32) }, at: [x, ids], along: [v, ids])
    #expect(try value.doubles() == [1, 4, 9])
    #expect(try change.doubles() == [1, 0, -3])
    let pulled = try vjp({ (arrays: [NDArray]) in try arrays[0] * arrays[1].astype(.float32) }, at: [x, ids])
      .pullback(v)
    #expect(try pulled[0].doubles() == [1, 0, -3])
    #expect(try pulled[1].elements(as: Int32.self) == [0, 0, 0])
  }

  @Test func vjpPullsBackAnyNumberOfCotangents() throws {
    let (value, pullback) = try vjp({ (x: NDArray) in [try x * x, try x.sum()] }, at: x)
    #expect(try value.map { try $0.doubles() } == [[1, 4, 9], [6]])
    let zero = try NDArray([0.0], shape: [])
    #expect(try pullback([v, zero]).doubles() == [2, 0, -6])
    #expect(try pullback([v, NDArray([10.0], shape: [])]).doubles() == [12, 10, 4])
  }

  @Test func pullbacksWorkInsideOtherTransformations() throws {
    let rows = try NDArray([1.0, 2, 3, 4, 5, 6], shape: [2, 3])
    let pulled = try vmap { (row: NDArray) in try vjp({ try $0 * $0 }, at: row).pullback(v) }(rows)
    #expect(try pulled.doubles() == [2, 0, -6, 8, 0, -12])
    // The derivative of a jvp along itself: d/dx of 2·x·v.
    let second = try jvp({ x in try jvp({ try $0 * $0 }, at: x, along: v).tangent }, at: x, along: v).tangent
    #expect(try second.doubles() == [2, 0, 2])
  }

  @Test func tangentsMustBeLikeTheArgument() throws {
    let shape = #expect(throws: ArrayError.self) { try jvp({ try $0 * 2 }, at: x, along: NDArray([1.0, 2])) }
    #expect(shape?.description == "jvp: array 0 of the tangent is float32[2], that of the argument is float32[3].")
    let dtype = #expect(throws: ArrayError.self) { try jvp({ try $0 * 2 }, at: x, along: v.astype(.float64)) }
    #expect(dtype?.description.contains("is float64[3], that of the argument is float32[3]") == true)
    let count = #expect(throws: ArrayError.self) {
      try jvp({ (arrays: [NDArray]) in arrays[0] }, at: [x, x], along: [v])
    }
    #expect(count?.description == "jvp: the tangent has 1 arrays, the argument has 2.")
  }

  @Test func cotangentsMustBeLikeTheResult() throws {
    let pullback = try vjp({ (x: NDArray) in try x.sum() }, at: x).pullback
    let error = #expect(throws: ArrayError.self) { try pullback(v) }
    #expect(error?.description == "vjp: array 0 of the cotangent is float32[3], that of the result is float32[].")
  }

  @Test func variablesChangeOnceInEither() throws {
    let cell = TestCell(try NDArray([1.0], shape: []))
    let function: (NDArray) throws -> NDArray = { x in
      cell.writeState(try cell.array + 1)
      return try x * cell.array
    }
    let (value, change) = try jvp(function, at: x, along: v)
    #expect(try value.doubles() == [2, 4, 6])
    #expect(try change.doubles() == [2, 0, -2])
    #expect(cell.stores == 1)
    #expect(try vjp(function, at: x).pullback(v).doubles() == [3, 0, -3])
    #expect(try cell.array.doubles() == [3])
    #expect(cell.stores == 2)
  }
}
