import Arrays
import NamedAxes
import Testing

@Suite struct IndexingTests {
  let x: NamedArray

  init() throws {
    x = try NamedArray(NDArray((0..<24).map(Float.init), shape: [2, 3, 4]), "a", "b", "c")
  }

  private func numbers(_ array: NamedArray, _ names: AxisName...) throws -> [Double] {
    try array.unwrap(names).doubles()
  }

  @Test func integersRangesAndNewAxesByName() throws {
    let part = try x[["a": 1, "c": 1..<3, "new": nil]]
    #expect(part.namedShape == ["b": 3, "c": 2, "new": 1])
    #expect(try numbers(part, "new", "b", "c") == [13, 14, 17, 18, 21, 22])
    #expect(try numbers(x[["a": -1, "b": 0, "c": .slice(by: -2)]], "c") == [15, 13])
    #expect(try x[["d": .newAxis]].namedShape == ["a": 2, "b": 3, "c": 4, "d": 1])
    #expect(try x[[:]].data.bytes() == x.data.bytes())
  }

  @Test func plainIndexArraysGivePositionalAxes() throws {
    let part = try x[["b": NDArray([2, 0]), "a": 1]]
    #expect(part.positionalShape == [2])
    #expect(part.namedShape == ["c": 4])
    #expect(try numbers(part.tag("n"), "n", "c") == [20, 21, 22, 23, 12, 13, 14, 15])
    let before = try x.untag("c")[["b": NDArray([2, 0])]]
    #expect(before.positionalShape == [2, 4])
  }

  @Test func namedIndexArraysRunTogether() throws {
    let diagonal = try x[["c": NamedArray(NDArray([1, 3]), "a")]]
    #expect(diagonal.namedShape == ["a": 2, "b": 3])
    #expect(try numbers(diagonal, "a", "b") == [1, 5, 9, 15, 19, 23])
    let gathered = try x[["b": NamedArray(NDArray([2, 1, 0, 0]), "b"), "a": 0]]
    #expect(gathered.namedShape == ["b": 4, "c": 4])
    #expect(try numbers(gathered[["c": 0]], "b") == [8, 4, 0, 0])
    let taken = try x.take(NamedArray(NDArray([0, 5]), "n"), axis: "b", fillValue: -1)
    #expect(try numbers(taken[["a": 0, "c": 0]], "n") == [0, -1])
  }

  @Test func positionalIndicesLeaveNamesAlone() throws {
    let y = try x.untag("c", "a")
    #expect(try y[1].namedShape == ["b": 3])
    #expect(try y[1, 1...].positionalShape == [1])
    #expect(try y[.ellipsis, .newAxis, 0].positionalShape == [4, 1])
    #expect(try numbers(y[.all, 0].tag("c"), "b", "c") == (0..<12).map(Double.init))
    // An index array and an integer apart: the axes of the array come first.
    let z = try x.untag("a", "b", "c")[NDArray([0, 1, 1]), .all, 2]
    #expect(z.positionalShape == [3, 3])
    #expect(try numbers(z[1]) == [14, 18, 22])
  }

  @Test func updatesByName() throws {
    let changed = try x.at[["a": 0, "b": 1...]].set(-1)
    #expect(changed.names == x.names)
    #expect(try numbers(changed[["a": 0]], "b", "c") == [0, 1, 2, 3] + [Double](repeating: -1, count: 8))
    #expect(try numbers(changed[["a": 1]], "b", "c") == (12..<24).map(Double.init))
    let row = try NamedArray(NDArray([1.0, 2, 3, 4]), "c")
    #expect(try numbers(x.at[["a": 1, "b": 2]].add(row)[["a": 1, "b": 2]], "c") == [21, 23, 25, 27])
    #expect(try numbers(x.at[["a": 1, "b": 2]].apply { try $0 * 2 }[["a": 1, "b": 2]], "c") == [40, 42, 44, 46])
    #expect(try numbers(x.at[["c": NDArray([0, 0])]].subtract(1)[["a": 0, "c": 0]], "b") == [-2, 2, 6])
  }

  @Test func namedIndexArraysCopyAndPlainOnesDoNot() throws {
    let copies = try x.at[["a": NamedArray(NDArray([1, 0]), "n")]].set(0)
    #expect(copies.namedShape == ["a": 2, "b": 3, "c": 4, "n": 2])
    #expect(try numbers(copies.sum("b", "c"), "n", "a") == [66, 0, 0, 210])
    let one = try x.at[["a": NDArray([1, 0])]].set(0)
    #expect(one.namedShape == x.namedShape)
    #expect(try one.sum().item() == Float(0))
    let values = try NamedArray(NDArray([1.0, 2]), "m")
    #expect(try numbers(x.at[["a": 0, "b": 0, "c": 0]].set(values)[["a": 0, "b": 0, "c": 0]], "m") == [1, 2])
  }

  @Test func updatesOfPositionalParts() throws {
    let y = try x.untag("c")
    let changed = try y.at[1...2].set(NamedArray(NDArray([5.0, 6])))
    #expect(changed.positionalShape == [4])
    #expect(try numbers(changed[["a": 0, "b": 0]]) == [0, 5, 6, 3])
  }

  @Test func aJittedIndexIsAnOperand() throws {
    var traces = 0
    let pick = jit { (x: NamedArray, i: NDArray) in
      traces += 1
      return try x[["b": i]]
    }
    #expect(try numbers(pick(x, NDArray(1))[["a": 0]], "c") == [4, 5, 6, 7])
    #expect(try numbers(pick(x, NDArray(2))[["a": 0]], "c") == [8, 9, 10, 11])
    #expect(traces == 1)
  }

  @Test func derivativesFlowThroughParts() throws {
    let gradient = try grad { (x: NamedArray) in
      try x[["b": NamedArray(NDArray([1, 1]), "a"), "c": 0]].squared().sum().unwrap()
    }(x)
    #expect(try numbers(gradient[["b": 1, "c": 0]], "a") == [8, 32])
    #expect(try gradient.sum().item() == Float(40))
  }

  @Test func updatesKeepTheDtype() throws {
    let brain = try x.astype(.bfloat16).at[["a": 0, "b": 0, "c": 0]].set(2.5)
    #expect(brain.dtype == .bfloat16)
    #expect(try numbers(brain[["a": 0, "b": 0, "c": ..<1]], "c") == [2.5])
    let whole = try x.astype(.int32).at[["c": NDArray([3])]].multiply(2)
    #expect(whole.dtype == .int32)
    #expect(try numbers(whole[["a": 0, "c": 3]], "b") == [6, 14, 22])
    #expect(throws: ArrayError.self) { try x.astype(.int32).at[["a": 0]].set(2.5) }
  }

  @Test func partsInsideTransformations() throws {
    let places = try NamedArray(NDArray([2, 0]), "a")
    let front = try x.untag("c").withPositionalPrefix()
    let mapped = try vmap { (row: NamedArray) in try row[["b": places]] }(front)
    #expect(mapped.positionalShape == [4])
    #expect(try numbers(mapped.tag("c"), "c", "a") == numbers(x[["b": places]], "c", "a"))
    let lifted = try nmap(x.untag("b", "c")) { try NamedArray($0, "b", "c")[["c": NDArray(1)]].unwrap("b") }
    #expect(try numbers(lifted.tag("b"), "a", "b") == [1, 5, 9, 13, 17, 21])
    let values = try NamedArray(NDArray([1.0, 2, 3, 4]), "c")
    let gradient = try grad { (values: NamedArray) in
      try x.at[["a": NDArray(1), "b": 0]].set(values).squared().sum().unwrap()
    }(values)
    #expect(try numbers(gradient, "c") == [2, 4, 6, 8])
  }

  /// A mistake, and what its message must say.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let parts: [String]
    let make: @Sendable (NamedArray) throws -> Any
    init(_ name: String, _ parts: String..., make: @escaping @Sendable (NamedArray) throws -> Any) {
      (testDescription, self.parts, self.make) = (name, parts, make)
    }
  }

  static let mistakes: [Mistake] = [
    Mistake("unknown name", "Indexing: there is no axis named w", "{a: 2, b: 3, c: 4}") { try $0[["w": 0]] },
    Mistake("name twice", "Indexing: axis names must not be repeated, but a would be") { try $0[["a": 0, "a": 1]] },
    Mistake("new name in use", "but b would be") { try $0[["b": nil]] },
    Mistake("integer outside", "index 3 is out of range for the axis b of size 3") { try $0[["b": 3]] },
    Mistake("negative integer outside", "index -3 is out of range for the axis a of size 2") { try $0[["a": -3]] },
    Mistake("ellipsis for a name", ".ellipsis stands for positional axes, not for the axis a") {
      try $0[["a": .ellipsis]]
    },
    Mistake("two ellipses", "only one .ellipsis") { try $0.untag("a")[.ellipsis, .ellipsis] },
    Mistake("mask", "an index array of integers", "bool") { try $0[["a": NDArray([true, false])]] },
    Mistake("floats", "an index array of integers", "float32") { try $0[["a": NDArray([1.0])]] },
    Mistake("shared name of another size", "the sizes of b disagree", "{a: 2, b: 3, c: 4}", "{b: 2}") {
      try $0[["a": NamedArray(NDArray([0, 1]), "b")]]
    },
    Mistake("array named as a cut axis", "but b would be") {
      try $0[["a": NamedArray(NDArray([0, 1]), "b"), "b": ..<2]]
    },
    Mistake("too many", "2", "1") { try $0.untag("a")[0, 0] },
    Mistake("positional integer outside", "5", "2") { try $0.untag("a")[5] },
    Mistake("values that do not fit", "positional shape [3]", "positional shape []") {
      try $0.at[["a": 0]].set(NamedArray(NDArray([1.0, 2, 3])))
    },
    Mistake("values that fit an axis in part", "positional shape [3]", "positional shape [2]") {
      try $0.untag("a").at[.all].set(NamedArray(NDArray([1.0, 2, 3])))
    },
    Mistake("values with an indexed name", "but a would be") {
      try $0.at[["a": 0]].set(NamedArray(NDArray([1.0, 2]), "a"))
    },
    Mistake("values of another size", "the sizes of c disagree") {
      try $0.at[["a": 0]].set(NamedArray(NDArray([1.0, 2]), "c"))
    },
    Mistake("update at an unknown name", "there is no axis named w") { try $0.at[["w": 0]].add(1) },
  ]

  @Test(arguments: mistakes)
  func mistakesAreTold(_ mistake: Mistake) throws {
    let error = try #require(#expect(throws: (any Error).self) { _ = try mistake.make(x) })
    let isOurs = error is NamedAxisError || error is ArrayError
    #expect(isOurs)
    for part in mistake.parts { #expect("\(error)".contains(part), "\(error)") }
  }
}
