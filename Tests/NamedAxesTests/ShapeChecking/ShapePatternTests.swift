import Arrays
import NamedAxes
import Testing
import Trees
import Treescope

/// How patterns are written, printed, edited and made from values.
@Suite struct ShapePatternTests {
  let spec = ArraySpec(
    [1, .variable("one"), 2, .axes("many")], named: ["foo": .variable("foo")] + .axes("bar") + ["x": 2],
    dtype: .floating)

  @Test func specificationsPrintAsInTheOriginal() {
    #expect(render(spec) == "<ArraySpec floating(1, {one}, 2, *{many…} | foo:{foo}, **{bar:…}, x:2)>")
    #expect("\(spec)" == render(spec))
    #expect("\(ArraySpec())" == "<ArraySpec any()>")
    #expect("\(ArraySpec([3], dtype: .exactly(.bfloat16)))" == "<ArraySpec bfloat16(3)>")
    #expect("\(ArraySpec(named: .axes("D", sizes: ["a": 4, "b": nil])))" == "<ArraySpec any(| a:4, b:{D/b})>")
    #expect("\(ArraySpec([.variable("v", at: 1)]))" == "<ArraySpec any({v/1})>")
    #expect("\(ArraySpec(named: ["\u{E9}": .variable("V")]))" == #"<ArraySpec any(| "\u{00E9}":{V})>"#)
  }

  @Test func patternsPrintAsTrees() throws {
    let pattern = ShapePattern.dictionary([
      "mask": .any("a mask, or nothing"), "mode": .equal("test"), "rest": .any, "state": .absent,
      "x": .list([.array([.size(2)]), .fields(["left": .array()])]),
    ])
    #expect(
      render(pattern, options: RenderOptions(width: 40)) == """
        [
          "mask": <a mask, or nothing>,
          "mode": "test",
          "rest": *,
          "state": nil,
          "x": [
            <ArraySpec any(2)>,
            (left: <ArraySpec any()>),
          ],
        ]
        """)
    #expect("\(ShapePattern.dictionary([:])) \(ShapePattern.list([]))" == "[:] []")
    let structure = try arrayStructure(of: [Scale(factor: 2, axis: "x")])
    #expect("\(structure)" == #"[Scale(factor: <ArraySpec float32()>, axis: "x")]"#)
  }

  @Test func solutionsPrint() {
    let solution: DimensionSolution = ["N": 3, "rest": [2, 5], "batch": ["rows": 8]]
    #expect("\(solution)" == "DimensionSolution(N: 3, batch: {rows: 8}, rest: [2, 5])")
    #expect(render(DimensionSolution(["v": .indexed([1: 3])])) == "DimensionSolution(v: [1: 3])")
  }

  @Test func solutionsTellWhatVariablesStandFor() throws {
    let solution: DimensionSolution = ["N": 3, "rest": [2, 5], "batch": ["rows": 8]]
    #expect(try solution.size("N") == 3)
    #expect(try solution.positionalShape("rest") == [2, 5])
    #expect(try solution.namedShape("batch") == ["rows": 8])
    #expect(solution["n"] == nil)
    let missing = #expect(throws: DimensionError.self) { try solution.size("n") }
    #expect("\(try #require(missing))" == "There is no variable n in the solution. It has N, batch, rest.")
    for (ask, words) in [
      ({ _ = try solution.size("rest") }, "rest was asked for as one size, but is [2, 5]."),
      ({ _ = try solution.positionalShape("batch") }, "batch was asked for as positional axes, but is {rows: 8}."),
      ({ _ = try solution.namedShape("N") }, "N was asked for as named axes, but is 3."),
    ] as [(() throws -> Void, String)] {
      let error = #expect(throws: DimensionError.self, performing: ask)
      #expect("\(try #require(error))".hasSuffix(words))
    }
  }

  @Test func oneSolutionServesInputAndOutput() throws {
    let input = try NamedArray(NDArray.placeholder([2, 5, 3]), "batch", "seq", "features")
    let output = try NamedArray(NDArray.placeholder([2, 5, 7]), "batch", "seq", "features")
    let solution = try checkStructure(
      of: input, matches: .array(named: .axes("B") + ["features": .variable("N")], dtype: .floating))
    #expect(solution == ["B": ["batch": 2, "seq": 5], "N": 3])
    let result = ShapePattern.array(named: .axes("B") + ["features": .variable("M")])
    let both = try checkStructure(of: output, matches: result, known: solution)
    #expect(both == ["B": ["batch": 2, "seq": 5], "N": 3, "M": 7])
    #expect(throws: StructureMismatch.self) {
      try checkStructure(of: input.untag("seq"), matches: result, known: solution)
    }
  }

  @Test func partsByIndexCanBeKnown() throws {
    // The original refuses its own solution here.
    let pattern = ShapePattern.array([.variable("v", at: 0), .variable("v", at: 1)])
    let array = try NDArray.placeholder([2, 3])
    let solution = try checkStructure(of: array, matches: pattern)
    #expect(solution == DimensionSolution(["v": .indexed([0: 2, 1: 3])]))
    #expect(try checkStructure(of: array, matches: pattern, known: solution) == solution)
    #expect(try pattern.substituting(solution) == .array([2, 3]))
  }

  @Test func placeholdersTracersAndArraysAreAlike() throws {
    let pattern = ShapePattern.array([2], named: ["x": 3], dtype: .exactly(.float32))
    let array = try NamedArray(NDArray.zeros([2, 3])).tagPrefix(["y"]).tag("x").untag("y")
    try checkStructure(of: array, matches: pattern)
    try checkStructure(of: array.order(as: "x"), matches: pattern)
    let traced = jit { (x: NamedArray) in
      try checkStructure(of: x, matches: pattern)
      return try x + x
    }
    #expect(try traced(array).positionalShape == [2])
    let placeholder = try ArraySpec([2], named: ["x": 3], dtype: .exactly(.float32)).placeholder()
    #expect(placeholder.data.isPlaceholder)
    try checkStructure(of: placeholder, matches: pattern)
  }

  @Test func structuresOfTrees() throws {
    let tree = try Pair([Optional(NDArray.placeholder([2])), nil], ["a": "text", "b": 1.5] as [String: any PyTree])
    let structure = try arrayStructure(of: tree)
    guard case .node(let node) = structure else { Issue.record("\(structure)"); return }
    #expect(node.form == .fields && node.type?.description == "Pair" && node.constants == [])
    let (first, second) = (node.children[0].pattern, node.children[1].pattern)
    #expect(first == .list([.array([2], dtype: .exactly(.float32)), .absent]))
    #expect(second == .dictionary(["a": .any, "b": .array(dtype: .exactly(.float32))]))
    try checkStructure(of: tree, matches: structure)
    // The parameters of a type do not count, the type does.
    try checkStructure(of: Pair(1, 2), matches: arrayStructure(of: Pair(3 as Int32, 4)))
    #expect(throws: StructureMismatch.self) {
      try checkStructure(of: Scale(factor: 1, axis: ""), matches: arrayStructure(of: Pair(1, 2)))
    }
  }

  @Test func elementTypesOfNumbers() throws {
    let numbers: [(any PyTree, DType)] = [
      (1, .int32), (1.5, .float32), (true, .bool), (1 as Int64, .int64), (1 as UInt8, .uint8), (1 as Float, .float32),
    ]
    for (number, dtype) in numbers {
      #expect(try arrayStructure(of: number) == .array(dtype: .exactly(dtype)))
    }
    #expect(try arrayStructure(of: "text") == .any)
  }

  @Test func partsOfPatternsAreReplaced() throws {
    let pattern = ShapePattern.dictionary(["a": .list([.array([1]), .any])])
    #expect(pattern.arrays.map(\.path) == [[.entry("a"), .index(0)]])
    let path: TreePath = [.entry("a"), .index(1)]
    let edited = try pattern.replacing(at: path, with: .array([2]))
    #expect(edited == .dictionary(["a": .list([.array([1]), .array([2])])]))
    #expect(
      edited.mapArrays { _, spec in ArraySpec(spec.positional, dtype: .floating) }.arrays.map(\.spec.dtype)
        == [.floating, .floating])
    let error = #expect(throws: TreeError.self) { try pattern.replacing(at: [.entry("a"), .index(7)], with: .any) }
    #expect("\(try #require(error))".contains("[7]"))
    #expect(try pattern.replacing(at: [], with: .any) == .any)
  }

  @Test func namedPatternsAreEdited() {
    var named: NamedShapePattern = ["a": 1] + .axes("B") + ["a": 2]
    #expect(named == .axes("B") + ["a": 2])
    #expect("\(named)" == "{a: 2, **{B:…}}")
    named["b"] = .variable("x")
    named["a"] = nil
    #expect(named["b"] == .variable("x") && named["a"] == nil)
    #expect(named.entries == [.axes("B"), .axis("b", .variable("x"))])
    #expect(NamedShapePattern(["a": 1, "b": 2] as NamedShape) == ["b": 2, "a": 1])
    #expect(Set([named, .axes("B") + ["b": .variable("x")]]).count == 1)
  }

  @Test func placeholdersNeedSizesAndOneType() throws {
    func message(_ spec: ArraySpec) throws -> String {
      "\(try #require(#expect(throws: DimensionError.self) { try spec.placeholder() }))"
    }
    #expect(try message(spec).contains("<ArraySpec floating(1, {one}, 2"))
    #expect(try message(spec).hasSuffix("has sizes that are not known. Substitute its variables first."))
    #expect(try message(ArraySpec(named: .axes("B"))).contains("sizes that are not known"))
    #expect(try message(ArraySpec([2], dtype: .floating)).contains("allows several element types"))
    #expect(throws: ArrayError.self) { try ArraySpec([-1], dtype: .exactly(.int8)).placeholder() }
    #expect(throws: ArrayError.self) { try ArraySpec([.size(.max), 9], dtype: .exactly(.int8)).placeholder() }
  }

  @Test func elementTypesInclude() {
    let order: [DTypePattern] = [.any, .number, .inexact, .floating, .exactly(.float16)]
    for (place, wide) in order.enumerated() {
      for (other, narrow) in order.enumerated() { #expect(wide.includes(narrow) == (place <= other)) }
    }
    #expect(DTypePattern.integer.includes(.signedInteger) && DTypePattern.integer.includes(.unsignedInteger))
    #expect(!DTypePattern.signedInteger.includes(.exactly(.uint8)))
    #expect(!DTypePattern.number.includes(.exactly(.bool)))
    #expect(DTypePattern.complex.includes(.exactly(.complex64)) && !DTypePattern.floating.includes(.complex))
  }

  @Test func whatSubstitutionsLack() throws {
    let pattern = ShapePattern.list([.array(spec)])
    let known: DimensionSolution = ["one": 3, "many": [], "foo": 1]
    let error = try #require(#expect(throws: DimensionError.self) { try pattern.substituting(known) })
    #expect(
      "\(error)" == "substituting: at [0] stands {**{bar:…}}, for which there is no value. There are values for "
        + "*{many…}, {foo}, {one}.")
    let conflict = #expect(throws: DimensionError.self) {
      try pattern.substituting(["one": 3, "many": [], "foo": 1, "bar": ["x": 2]] as DimensionSolution)
    }
    #expect("\(try #require(conflict))".contains("at [0] the value of bar brings x, which stands in {foo: {foo}, "))
    // Only some of the variables: the others stand for themselves.
    var some = pattern.dimensionVariables
    some.sizes["one"] = 3
    some.named["bar"] = [:]
    #expect("\(try pattern.substituting(some))" == "[<ArraySpec floating(1, 3, 2, *{many…} | foo:{foo}, x:2)>]")
  }
}
