import Arrays
import NamedAxes
import Testing

@Suite struct NMapTests {
  let x: NamedArray

  init() throws {
    x = try NamedArray(NDArray((0..<6).map(Float.init), shape: [2, 3]), "a", "b")
  }

  @Test func theFunctionSeesPositionalAxesOnly() throws {
    let result = try nmap(x.untag("b")) { row in
      #expect(row.shape == [3])
      return try row.sum()
    }
    #expect(result.names == ["a"])
    #expect(try result.unwrap("a").doubles() == [3, 12])
  }

  @Test func plainArraysAreSeenWhole() throws {
    let table = try NDArray([10.0, 20.0, 30.0])
    let result = try nmap(x, table) { element, table in
      #expect(element.shape == [])
      #expect(table.shape == [3])
      return try element + table
    }
    #expect(result.positionalShape == [3])
    #expect(result.namedShape == ["a": 2, "b": 3])
  }

  @Test func listsGoInAndOut() throws {
    let results = try nmap([x, x.untag("b").tag("c")]) { arrays in try [arrays[0] + arrays[1], arrays[0] * 2] }
    #expect(results.count == 2)
    #expect(results[0].namedShape == ["a": 2, "b": 3, "c": 3])
    #expect(results[1].namedShape == ["a": 2, "b": 3, "c": 3])
  }

  @Test func constantsGetEveryName() throws {
    let result = try nmap(x) { _ in try NDArray([1.0, 2.0]) }
    #expect(result.positionalShape == [2])
    #expect(result.namedShape == x.namedShape)
    #expect(try result.sum("a", "b").unwrap().doubles() == [6, 12])
  }

  @Test func errorsOfTheFunctionComeOut() throws {
    #expect(throws: ArrayError.self) { try nmap(x) { try $0.sum([0]) } }
    let error = #expect(throws: ArrayError.self) {
      try nmap(x) {
        _ = try $0.item(as: Float.self); return $0
      }
    }
    #expect("\(try #require(error))".contains("nmap traces the function"))
  }
}
