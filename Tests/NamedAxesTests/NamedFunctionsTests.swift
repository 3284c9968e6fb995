import Arrays
import NamedAxes
import Testing
import Trees

/// Functions that make, join, cut and loop over named arrays.
@Suite struct NamedFunctionsTests {
  let x: NamedArray

  init() throws {
    x = try NamedArray(NDArray((0..<6).map(Float.init), shape: [2, 3]), "a", "b")
  }

  @Test func arraysByNamedShape() throws {
    #expect(try NamedArray.zeros(["a": 2, "b": 3]).names == ["a", "b"])
    #expect(try NamedArray.ones(["b": 3], dtype: .bfloat16).signature == "bfloat16(| b:3)")
    #expect(try NamedArray.full([:], 2.5).item() == Float(2.5))
    #expect(try NamedArray.arange("n", 3).unwrap("n").elements(as: Int32.self) == [0, 1, 2])
    #expect(try NamedArray.arange("n", 5, 0, step: -2).unwrap("n").elements(as: Int32.self) == [5, 3, 1])
    #expect(try NamedArray.linspace("n", 0, 1, count: 3).unwrap("n").doubles() == [0, 0.5, 1])
    #expect(throws: ArrayError.self) { try NamedArray.zeros(["a": -1]) }
    #expect(throws: ArrayError.self) { try NamedArray.zeros(["a": .max, "b": .max]) }
  }

  @Test func itemsAndParts() throws {
    let rows = try x.untag("a").items()
    #expect(rows.count == 2)
    #expect(try rows[1].unwrap("b").doubles() == [3, 4, 5])
    let columns = try x.untag("a").unstacked(axis: "b")
    #expect(try columns.map { try $0.unwrap().doubles() } == [[0, 3], [1, 4], [2, 5]])
    #expect(try NamedArray.zeros(["a": 0, "b": 2]).unstacked(axis: "a").isEmpty)
    #expect(try x.split(into: 3, axis: "b")[2].unwrap("b", "a").doubles() == [2, 5])
    #expect(try x.split(at: [1], axis: "b").map { $0.namedShape["b"] } == [1, 2])
    let pair = try x.untag("b", "a")
    #expect(try pair.items()[1].unwrap().doubles() == [1, 4])
  }

  @Test func joiningUndoesCutting() throws {
    #expect(try NamedArray.concatenate(x.split(at: [1], axis: "b"), axis: "b").data.bytes() == x.data.bytes())
    let stacked = try NamedArray.stack(x.unstacked(axis: "a"), axis: "a")
    #expect(try stacked.order(like: x).data.bytes() == x.data.bytes())
    let wide = try NamedArray.concatenate([x.untag("a"), x.order(as: "b", "a").untag("a")], axis: "b")
    #expect(wide.positionalShape == [2])
    #expect(wide.namedShape == ["b": 6])
  }

  @Test func broadcasting() throws {
    let wide = try x.untag("b").broadcasted(to: [2, 3], named: ["c": 4])
    #expect(wide.positionalShape == [2, 3])
    #expect(wide.namedShape == ["a": 2, "c": 4])
    #expect(try wide[0, 2][["a": 1, "c": 3]].item() == Float(5))
    #expect(try x.broadcasted(like: x).data.bytes() == x.data.bytes())
    #expect(try x.broadcasted(like: NDArray.zeros([5])).positionalShape == [5])
    #expect(try x.broadcasted(like: wide).namedShape == ["a": 2, "b": 3, "c": 4])
  }

  @Test func treesThatDifferInOrderSayHowToMendIt() throws {
    func difference(_ other: NamedArray) throws -> String? {
      try other.structure().firstDifference(from: x.structure())?.difference
    }
    #expect(
      try difference(x.order(as: "b", "a"))
        == "the first has the static value [b, a], the second the static value [a, b]; the names stand in another "
        + "order: use order(like:)")
    #expect(
      try difference(x.untag("b"))
        == "the first has the static value [a, positional 0], the second the static value [a, b]")
  }

  @Test func loopsAlongANamedAxis() throws {
    let (total, sums) = try scan(NamedArray.zeros(["b": 3]), over: x, axis: "a") { sum, row in
      #expect(row.names == ["b"])
      let next = try sum + row
      return (next, next)
    }
    #expect(try total.unwrap("b").doubles() == [3, 5, 7])
    #expect(sums.names == ["a", "b"])
    #expect(try sums.unwrap("a", "b").doubles() == [0, 1, 2, 3, 5, 7])
    // Positional axes of the items, and the axis anywhere in memory.
    let inner = try scan(NDArray(0.0), over: x.untag("a"), axis: "b", reverse: true) { sum, column in
      #expect(column.positionalShape == [2])
      return (try sum + column.sum().unwrap(), column)
    }
    #expect(try inner.carry.item() == Float(15))
    #expect(try inner.results.tag("a").unwrap("b", "a").doubles() == [0, 3, 1, 4, 2, 5])
    let powers = try scan(NamedArray(NDArray(1.0)), axis: "n", length: 4) { (try $0 * 2, $0) }
    #expect(try powers.results.unwrap("n").doubles() == [1, 2, 4, 8])
    // A carry whose names come in another order each round.
    let turned = try scan(x, over: NamedArray.arange("n", 3), axis: "n") { carry, _ in
      let next = try carry.order(as: carry.names.reversed())
      return (next, next)
    }
    #expect(turned.carry.names == ["a", "b"])
  }

  @Test func loopsHaveDerivatives() throws {
    let gradient = try grad { (x: NamedArray) in
      try scan(NamedArray.ones(["b": 3]), over: x, axis: "a") { product, row in
        let next = try product * row
        return (next, row)
      }.carry.sum().unwrap()
    }(x)
    #expect(gradient.names == ["a", "b"])
    #expect(try gradient.unwrap("a", "b").doubles() == [3, 4, 5, 0, 1, 2])
  }

  @Test func dynamicSlices() throws {
    let part = try x.dynamicSliced(at: ["b": NDArray(1)], sizes: ["b": 2])
    #expect(try part.unwrap("a", "b").doubles() == [1, 2, 4, 5])
    let updated = try x.updatingSlice(with: part.order(as: "b", "a") * 10, at: ["b": NDArray(0)])
    #expect(try updated.unwrap("a", "b").doubles() == [10, 20, 2, 40, 50, 5])
  }

  @Test func wholeTreesAreOrderedAlike() throws {
    let tree = ["w": [x, x], "v": [try x.untag("a")]]
    let other = ["w": [try x.order(as: "b", "a"), x], "v": [try x.order(as: "b", "a").untag("a")]]
    let ordered = try order(tree, like: other)
    #expect(try ordered.structure() == other.structure())
    #expect(try ordered["w"]?[0].unwrap("a", "b").doubles() == x.unwrap("a", "b").doubles())
    #expect(throws: NamedAxisError.self) { try order([x], like: [x.sum("a")]) }
    #expect(throws: TreeError.self) { try order([x], like: [x, x]) }
    #expect(throws: TreeError.self) { try order([x, x], like: [x]) }
  }

  @Test func statisticsByName() throws {
    #expect(try x.variance("b", ddof: 1).unwrap("a").doubles() == [1, 1])
    #expect(try x.standardDeviation(["a"]).unwrap("b").doubles() == [1.5, 1.5, 1.5])
    #expect(try x.argmin("a").unwrap("b").elements(as: Int32.self) == [0, 0, 0])
    #expect(try x.norm("b", kind: .greatest).unwrap("a").doubles() == [2, 5])
    let parts = try NamedArray(NDArray([0.0, 0.5, 1.0]), "q")
    #expect(try x.quantile(parts, "b").unwrap("q", "a").doubles() == [0, 3, 1, 4, 2, 5])
    #expect(try x.percentile(50, "b").unwrap("a").doubles() == [1, 4])
    #expect(try x.sum([]).names == ["a", "b"])
    #expect(try x.untag("b").sum().unwrap().doubles() == [15])
    let top = try x.topK(2, axis: "b")
    #expect(try top.indices.unwrap("a", "b").elements(as: Int32.self) == [2, 1, 2, 1])
    #expect(try x.dot(x, over: "a", "b").item() == Float(55))
    let (quotient, remainder) = try x.divmod(4)
    #expect(try quotient.unwrap("a", "b").doubles() == [0, 0, 0, 0, 1, 1])
    #expect(try remainder.unwrap("a", "b").doubles() == [0, 1, 2, 3, 0, 1])
    #expect(try x.clipped(from: 1, to: 4).unwrap("a", "b").doubles() == [1, 1, 2, 3, 4, 4])
  }

  @Test func namesThatLookAlikeAreDistinctAndPrintedApart() throws {
    let (composed, decomposed) = (AxisName("\u{E9}"), AxisName("e\u{301}"))
    let array = try NamedArray(NDArray.zeros([2, 3, 4, 5]), composed, decomposed, "E", "e")
    #expect(try array[[composed: 0]].namedShape == [decomposed: 3, "E": 4, "e": 5])
    let error = try #require(#expect(throws: NamedAxisError.self) { try array.sum("É") })
    for part in [#"\u{00E9}"#, #"e\u{0301}"#, "E: 4", "e: 5"] { #expect("\(error)".contains(part), "\(error)") }
    let sums = try nmap(array) { try psum($0 + 1, over: AxisLabel(decomposed)) }
    #expect(try sums[[composed: 0, decomposed: 0, "E": 0, "e": 0]].item() == Float(3))
  }

  /// A mistake, and what its message must say.
  static let mistakes: [IndexingTests.Mistake] = [
    .init("items of none", "items: the array has no positional axes", "{a: 2, b: 3}") { try $0.items() },
    .init("more items than memory holds", "unstacked") { _ in
      try NamedArray.zeros(["a": 1 << 40]).unstacked(axis: "a")
    },
    .init("negative sizes", "-1") { try $0.broadcasted(named: ["c": -1]) },
    .init("unstacking an unknown name", "unstacked: there is no axis named w") { try $0.unstacked(axis: "w") },
    .init("splitting an unknown name", "split: there is no axis named w") { try $0.split(into: 2, axis: "w") },
    .init("splitting unequally", "cannot be cut into 2 equal parts") { try $0.split(into: 2, axis: "b") },
    .init("nothing to join", "at least one array") { _ in try NamedArray.concatenate([], axis: "a") },
    .init("joining other positional shapes", "concatenate: the positional shapes [2] and []") {
      try NamedArray.concatenate([$0.untag("a"), $0], axis: "b")
    },
    .init("joining along a missing name", "concatenate: there is no axis named b", "{a: 2}") {
      try NamedArray.concatenate([$0, $0.sum("b")], axis: "b")
    },
    .init("joining other sizes", "concatenate: the sizes of a disagree") {
      try NamedArray.concatenate([$0, NamedArray.zeros(["a": 5, "b": 1])], axis: "b")
    },
    .init("stacking along a name in use", "stack: axis names must not be repeated, but a would be") {
      try NamedArray.stack([$0, $0], axis: "a")
    },
    .init(
      "a loop that turns names around",
      "foriLoop: the body must give values like those it takes; at .axes what it gives has the static value [b, a], "
        + "what it takes the static value [a, b]; the names stand in another order: use order(like:)"
    ) {
      try foriLoop(0..<2, $0) { _, x in try x.order(as: "b", "a") }
    },
    .init("looping over plain arrays", "must be named, found no named array") {
      try scan($0, over: NDArray.zeros([3]), axis: "a") { carry, _ in (carry, carry) }
    },
    .init("looping along an unknown name", "scan: there is no axis named w") {
      try scan($0, over: $0, axis: "w") { carry, _ in (carry, carry) }
    },
    .init("looping over other sizes", "scan: the sizes of a disagree", "{a: 5}") {
      try scan($0, over: [$0, NamedArray.zeros(["a": 5])], axis: "a") { carry, _ in (carry, carry) }
    },
    .init("broadcasting to another size", "broadcasted: the sizes of a disagree") {
      try $0.broadcasted(named: ["a": 4])
    },
    .init("broadcasting positional axes away", "broadcasted: the positional shapes [2] and []") {
      try $0.untag("a").broadcasted(named: ["c": 4])
    },
    .init("a box without start", "dynamicSliced: the axes must be those of {a: 1}") {
      try $0.dynamicSliced(at: ["a": NDArray(0)], sizes: ["b": 1])
    },
    .init("a box too large", "dynamicSliced") { try $0.dynamicSliced(at: ["a": NDArray(0)], sizes: ["a": 3]) },
    .init("a box of other axes", "order(like:): the axes must be those of {a: 2, b: 3}") {
      try $0.updatingSlice(with: $0.sum("a"), at: [:])
    },
    .init("sorting along an unknown name", "sorted: there is no axis named w") { try $0.sorted(axis: "w") },
    .init("accumulating along an unknown name", "cumulativeSum: there is no axis named w") {
      try $0.cumulativeSum(axis: "w")
    },
    .init("a median over a name twice", "median: axis names must not be repeated, but a would be") {
      try $0.median(["a", "a"])
    },
    .init("more than there are", "topK") { try $0.topK(9, axis: "b") },
    .init("words that are none", "uint32 words") { try NamedRandomKey(words: $0) },
    .init("untagging positional axes", "untag: the array already has positional axes, of shape [2]") {
      try $0.untag("a").untag("b")
    },
  ]

  @Test(arguments: mistakes)
  func mistakesAreTold(_ mistake: IndexingTests.Mistake) throws {
    let error = try #require(#expect(throws: (any Error).self) { _ = try mistake.make(x) })
    let isOurs = error is NamedAxisError || error is ArrayError
    #expect(isOurs)
    for part in mistake.parts { #expect("\(error)".contains(part), "\(error)") }
  }
}
