import Testing

@testable import Arrays

@Suite struct VMapTests {
  private let rows: NDArray
  private let vector: NDArray

  init() throws {
    rows = try NDArray([1.0, 2, 3, 4, 5, 6], shape: [2, 3])
    vector = try NDArray([10.0, 20])
  }

  @Test func runsOverTheFirstAxis() throws {
    let sums = try vmap { (row: NDArray) in
      #expect(row.shape == [3])
      return try row.sum()
    }(rows)
    #expect(try sums.doubles() == [6, 15])
  }

  @Test func runsOverTheAxisAskedForAndPutsItWhereAsked() throws {
    let columns = try vmap(inputAxis: 1) { (column: NDArray) in try column * vector }(rows)
    #expect(columns.shape == [3, 2])
    #expect(try columns.doubles() == [10, 80, 20, 100, 30, 120])
    let inPlace = try vmap(inputAxis: -1, outputAxis: -1) { (column: NDArray) in try column * vector }(rows)
    #expect(inPlace.shape == [2, 3])
    #expect(try inPlace.doubles() == [10, 20, 30, 80, 100, 120])
  }

  @Test func argumentsHaveAxesOfTheirOwnOrNone() throws {
    let mapped = vmap(inputAxes: [1, nil, 0]) { (column: NDArray, vector: NDArray, scale: NDArray) in
      try (column * vector).sum() * scale
    }
    #expect(try mapped(rows, vector, NDArray([1.0, 2, 3])).doubles() == [90, 240, 450])
  }

  @Test func functionValuesNeedNoHintWhichFormIsMeant() throws {
    let function: (NDArray) throws -> NDArray = { try $0.sum() }
    #expect(try vmap(function)(rows).doubles() == [6, 15])
    let pairs: (NDArray, NDArray) throws -> NDArray = { try $0.sum() * $1 }
    let mapped = vmap(pairs)
    #expect(try mapped(rows, vector).doubles() == [60, 300])
  }

  @Test func treesGoInAndComeOut() throws {
    let result = try vmap { (tree: [String: NDArray]) in
      let row = try #require(tree["rows"])
      return ["sum": try row.sum(), "scaled": try row * #require(tree["vector"])]
    }(["rows": rows, "vector": vector])
    #expect(try result["sum"]?.doubles() == [6, 15])
    #expect(try result["scaled"]?.doubles() == [10, 20, 30, 80, 100, 120])
  }

  @Test func resultsThatDoNotDependAreRepeated() throws {
    let results = try vmap { (row: NDArray) in [vector, try NDArray.full([], 7), row] }(rows)
    #expect(try results[0].doubles() == [10, 20, 10, 20])
    #expect(results[0].shape == [2, 2])
    #expect(try results[1].elements(as: Int32.self) == [7, 7])
    let last = try vmap(outputAxis: 1) { (_: NDArray) in vector }(rows)
    #expect(try last.doubles() == [10, 10, 20, 20])
  }

  @Test func nestsToOuterProducts() throws {
    let table = try vmap { (x: NDArray) in
      try vmap { (y: NDArray) in try x * y + 1 }(vector)
    }(NDArray([1.0, 2, 3]))
    #expect(table.shape == [3, 2])
    #expect(try table.doubles() == [11, 21, 21, 41, 31, 61])
  }

  @Test func randomNumbersDifferByItemAsInALoop() throws {
    let keys = try RandomKey(7).split(into: 3)
    let words = try NDArray.stack(keys.map(\.data))
    let batched = try vmap { (words: NDArray) in try RandomKey(data: words).uniform([4]) }(words)
    let loop = try NDArray.stack(keys.map { try $0.uniform([4]) })
    #expect(try batched.doubles() == loop.doubles())
  }

  @Test func arraysWithoutItemsGiveArraysWithoutItems() throws {
    let result = try vmap { (row: NDArray) in try row.sum() }(NDArray.zeros([0, 3]))
    #expect(result.shape == [0])
  }

  @Test func sizesThatDifferAreRefused() throws {
    let mapped = vmap { (x: NDArray, y: NDArray) in try x.sum() * y }
    let error = #expect(throws: ArrayError.self) { try mapped(rows, NDArray([1.0, 2, 3])) }
    #expect(error?.description == "vmap: the axes to run over must be of one size, found sizes [2, 3].")
  }

  @Test func someArgumentMustHaveAnAxis() throws {
    func failure(_ axes: [Int?]) -> ArrayError? {
      let mapped = vmap(inputAxes: axes) { (x: NDArray, y: NDArray) in try x * y }
      return #expect(throws: ArrayError.self) { try mapped(vector, vector) }
    }
    let error = failure([nil, nil])
    #expect(error?.description == "vmap: no argument has an axis to run over; give axisSize.")
    let axes = failure([0])
    #expect(axes?.description == "vmap: inputAxes names 1 arguments, there are more.")
    let tooMany = failure([0, 0, 0])
    #expect(tooMany?.description.contains("inputAxes names 3 arguments, there are 2") == true)
  }

  @Test func axesThatAnArrayLacksAreRefused() throws {
    let input = #expect(throws: ArrayError.self) { try vmap(inputAxis: 2) { (x: NDArray) in x }(rows) }
    #expect(input?.description == "vmap: axis 2 is out of range for an array with 2 axes (valid: -2..<2).")
    let output = #expect(throws: ArrayError.self) { try vmap(outputAxis: 1) { (x: NDArray) in try x.sum() }(rows) }
    #expect(output?.description == "vmap: axis 1 is out of range for an array with 1 axis (valid: -1..<1).")
    let scalar = #expect(throws: ArrayError.self) { try vmap { (x: NDArray) in x }(NDArray(1.0)) }
    #expect(scalar?.description == "vmap: axis 0 was asked of an array without axes.")
  }

  @Test func variablesCannotBeChangedByEveryItem() throws {
    let cell = TestCell(vector, name: "Counter(\"steps\")")
    let error = #expect(throws: ArrayError.self) {
      try vmap { (row: NDArray) in
        cell.writeState(row)
        return row
      }(rows)
    }
    #expect(error?.description.hasPrefix("Counter(\"steps\") was changed inside vmap") == true)
    #expect(cell.stores == 0)
    let read = try vmap { (row: NDArray) in try row.sum() * cell.array }(rows)
    #expect(try read.doubles() == [60, 120, 150, 300])
  }
}
