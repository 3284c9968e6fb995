import Arrays
import NamedAxes
import Testing
import Trees

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

  @Test func dictionariesAndOptionalsGoInAndOut() throws {
    let absent: NamedArray? = nil
    let result = try nmap(["x": x, "y": x.untag("b").tag("c")], absent) { arrays, absent in
      #expect(absent == nil)
      let (x, y) = (try #require(arrays["x"]), try #require(arrays["y"]))
      #expect(x.shape == [])
      return ["sum": try x + y, "x": x]
    }
    #expect(Set(result.keys) == ["sum", "x"])
    let expected = try x + x.untag("b").tag("c")
    #expect(try result["sum"]?.data.bytes() == expected.data.bytes())
    #expect(result["x"]?.namedShape == ["a": 2, "b": 3, "c": 3])
  }

  @Test func structsKeepTheirTypeAndOtherLeaves() throws {
    let layer = Scaling(scale: try x.untag("b"), shift: try NDArray([1.0, 2.0, 3.0]), times: 2)
    let result = try nmap(layer, 3, "name") { layer, count, name in
      #expect(layer.scale.names == [])
      #expect(layer.scale.positionalShape == [3])
      #expect(layer.times == 2)
      #expect(count == 3 && name == "name")
      return Scaled(value: try layer.scale * Double(layer.times) + NamedArray(layer.shift), times: count)
    }
    #expect(result.times == 3)
    #expect(result.value.names == ["a"])
    #expect(try result.value.tag("b").unwrap("a", "b").doubles() == [1, 4, 7, 7, 10, 13])
  }

  @Test func namedArraysMadeInsideKeepTheirNames() throws {
    let result = try nmap(x.untag("b")) { try NamedArray($0, "inner") * 2 }
    #expect(result.namedShape == ["a": 2, "inner": 3])
    #expect(try result.unwrap("a", "inner").doubles() == [0, 2, 4, 6, 8, 10])
    let error = #expect(throws: NamedAxisError.self) { try nmap(x.untag("b")) { try NamedArray($0, "a") } }
    #expect("\(try #require(error))".contains("nmap: axis names must not be repeated, but a would be"))
  }

  @Test func plainArraysInAResultingStructAreRefused() throws {
    let error = #expect(throws: ArrayError.self) {
      try nmap(x.untag("b")) { Scaling(scale: NamedArray($0), shift: $0, times: 1) }
    }
    #expect("\(try #require(error))".contains("declare them as NamedArray"))
  }

  @Test func itemsAreSummedAcrossAnAxisByItsName() throws {
    let unique = AxisName.unique()
    let y = try x.untag("a").tag(unique)
    let means = try nmap(x, y) { x, y in
      try [psum(x, over: "b"), pmax(y, over: AxisLabel(unique)), axisIndex("a").astype(.float32)]
    }
    #expect(try means[0].max(unique).unwrap("a", "b").doubles() == [3, 3, 3, 12, 12, 12])
    #expect(try means[1].max("a", unique).unwrap("b").doubles() == [3, 4, 5])
    #expect(try means[2].max("b", unique).unwrap("a").doubles() == [0, 1])
    let error = #expect(throws: ArrayError.self) { try nmap(x) { try psum($0, over: "c") } }
    #expect("\(try #require(error))".contains("no axis named \"c\" is mapped here, only \"a\", \"b\""))
  }

  @Test func functionsMayTransform() throws {
    let rows = try x.untag("b")
    let gradients = try nmap(rows) { row in try grad { (x: NDArray) in try (x * x).sum() }(row) }
    #expect(try gradients.tag("b").unwrap("a", "b").doubles() == [0, 2, 4, 6, 8, 10])
    let mapped = try nmap(rows) { row in try vmap { (x: NDArray) in try x + 1 }(row) }
    #expect(try mapped.tag("b").unwrap("a", "b").doubles() == [1, 2, 3, 4, 5, 6])
    let sums = try nmap(rows) { row in
      try scan(NDArray(0.0), over: row) { sum, x in
        let next = try sum + x
        return (next, next)
      }.results
    }
    #expect(try sums.tag("b").unwrap("a", "b").doubles() == [0, 1, 3, 3, 7, 12])
    let compiled = try nmap(rows) { row in try jit { (x: NDArray) in try x * 3 }(row) }
    #expect(try compiled.tag("b").unwrap("a", "b").doubles() == [0, 3, 6, 9, 12, 15])
  }

  @Test func eachItemHasItsOwnKey() throws {
    let keys = try randomSplit(RandomKey(7), ["b": 3, "a": 2])
    #expect(keys.namedShape == ["a": 2, "b": 3])
    let noise = try nmap(keys) { try $0.normal([4]) }
    #expect(noise.positionalShape == [4])
    let single = try RandomKey(7).split([2, 3])[1, 2].normal([4])
    #expect(try noise[["a": 1, "b": 2]].unwrap().doubles() == single.doubles())
    let again = try nmap(keys) { try $0.foldIn(1) }
    #expect(
      try again.words.tag("word").unwrap("a", "b", "word").bytes()
        != keys.words.tag("word").unwrap("a", "b", "word").bytes())
    #expect(throws: NamedAxisError.self) { try randomSplit(keys, ["a": 2]) }
  }
}

private struct Scaling: PyTree, NameMappable, NameMapped {
  var scale: NamedArray
  var shift: NDArray
  var times: Int

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("scale", &scale)
    try walker.child("shift", &shift)
    try walker.constant("times", times)
  }
}

private struct Scaled: PyTree, NameMapped {
  var value: NamedArray
  var times: Int

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("value", &value)
    try walker.constant("times", times)
  }
}
