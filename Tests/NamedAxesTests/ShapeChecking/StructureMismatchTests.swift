import Arrays
import NamedAxes
import Testing
import Trees

/// The words in which shape checking says what is wrong.
@Suite struct StructureMismatchTests {
  let batch: NamedArray

  init() throws {
    batch = try NamedArray(NDArray.placeholder([8, 3]), "batch", "features")
  }

  /// The message of the mismatch that a check throws.
  private func message(
    _ value: any PyTree, _ pattern: ShapePattern, known: DimensionSolution = [:], context: String? = nil
  ) throws -> String {
    let error = #expect(throws: StructureMismatch.self) {
      try checkStructure(of: value, matches: pattern, known: known, context: context)
    }
    return "\(try #require(error))"
  }

  @Test func allMismatchesWithTheirPaths() throws {
    let tree: [String: any PyTree] = [
      "x": [batch, try NDArray.placeholder([2, 5], dtype: .int32)] as [any PyTree], "mode": "train",
    ]
    let pattern = ShapePattern.dictionary([
      "x": .list([
        .array(named: ["batch": 8, "channels": 4], dtype: .floating), .array([2, 6], dtype: .floating),
      ]),
      "mode": .equal("test"),
    ])
    #expect(
      try message(tree, pattern, context: "The input of mlp/Affine_0") == """
        The input of mlp/Affine_0: the structure is not as expected, 4 mismatches:
        At ["mode"]: expected "test", found "train".
        At ["x"][0]: expected named shape {batch: 8, channels: 4}, found {batch: 8, features: 3}:
          axis channels: missing
          unexpected axes {features: 3}
        At ["x"][1]: expected dtype floating, found int32.
        At ["x"][1]: expected positional shape [2, 6], found [2, 5]:
          axis 1: expected 6, found 5
        """)
  }

  @Test func numbersOfAxes() throws {
    let array = try NDArray.placeholder([2])
    #expect(try message(array, .array([2, 3])).hasSuffix("[2, 3], found [2]:\n  expected 2 axes, found 1"))
    #expect(
      try message(array, .array([2, .axes("rest"), 3]))
        .hasSuffix("[2, *{rest…}, 3], found [2]:\n  expected 2 or more axes, found 1"))
  }

  @Test func whereTheSizeOfAVariableComesFrom() throws {
    let tree = Pair(batch, try NamedArray(NDArray.placeholder([7]), "batch"))
    let pattern = ShapePattern.fields([
      "first": .array(named: ["batch": .variable("B"), "features": 3]),
      "second": .array(named: ["batch": .variable("B")]),
    ])
    #expect(
      try message(tree, pattern) == """
        the structure is not as expected, 1 mismatch:
        At .second: expected named shape {batch: {B}}, found {batch: 7}:
          axis batch: expected 8, found 7; {B} is 8 at .first
        """)
    #expect(
      try message(tree.second, .array(named: ["batch": .variable("B")]), known: ["B": 9])
        .contains("axis batch: expected 9, found 7; {B} is 9 in what is known"))
  }

  @Test func axesPutInPlaceOfAVariable() throws {
    let tree = Pair(batch, try NamedArray(NDArray.placeholder([8, 4]), "batch", "features"))
    let pattern = ShapePattern.fields([
      "first": .array(named: .axes("all")), "second": .array(named: .axes("all")),
    ])
    #expect(
      try message(tree, pattern) == """
        the structure is not as expected, 1 mismatch:
        At .second: expected named shape {**{all:…}}, found {batch: 8, features: 4}:
          axis features: expected 3, found 4
          where {all} is {batch: 8, features: 3} at .first
        """)
  }

  @Test func sizesOfParts() throws {
    let sizes = NamedShapePattern.axes("D", sizes: ["batch": 8, "features": 9])
    #expect(try message(batch, .array(named: sizes)).contains("axis features: expected 9, found 3"))
    let pair = Pair(batch, batch)
    let rebound = ShapePattern.fields([
      "first": .array(named: .axes("D", named: ["batch", "features"])), "second": .array(named: sizes),
    ])
    #expect(
      try message(pair, rebound).contains(
        "axis features: the pattern gives {D/features} the size 9, but {D/features} is 3 at .first"))
    let parts = ShapePattern.fields([
      "first": .array(named: .axes("D")),
      "second": .array(named: ["batch": .variable("D", axis: "features")] + .axes("rest")),
    ])
    #expect(
      try message(pair, parts).hasSuffix(
        "At .second: {D/features} is 8 at .second, but {D} is {batch: 8, features: 3} at .first."))
    let mixed = ShapePattern.fields([
      "first": .array(named: .axes("D", named: ["batch", "features"])),
      "second": .array(named: ["batch": .variable("D", at: 0), "features": 3]),
    ])
    #expect(try message(pair, mixed).contains("At .second: {D/0} is 8 at .second, but {D} is {batch: 8, features: 3}"))
  }

  @Test func variablesOfOneNameForOtherThings() throws {
    let array = try NDArray.placeholder([2, 3])
    #expect(
      try message(array, .array([.axes("B")]), known: ["B": 3])
        .hasSuffix("At .self: {B} stands for positional axes here, but {B} is 3 in what is known."))
    #expect(
      try message(batch, .array(named: .axes("B")), known: ["B": [3]])
        .hasSuffix("{B} stands for named axes here, but {B} is [3] in what is known."))
    #expect(
      try message(array, .array([.variable("B"), 3]), known: ["B": ["x": 2]])
        .contains("axis 0: expected {x: 2}, found 2; {B} is {x: 2} in what is known"))
  }

  @Test func axesThatNothingTells() throws {
    let array = try NDArray.placeholder([2, 3])
    let text = try message(array, .array([.axes("a"), .axes("b")]))
    #expect(text.contains("[2, 3] can match [*{a…}, *{b…}] in several ways"))
    #expect(text.contains("which axes each of {a}, {b} stands for. Give all but one of them as known."))
    let open = ShapePattern.fields(["first": .array([.axes("a"), .axes("b")]), "second": .array([9])])
    #expect(
      try message(Pair(array, array), open).hasSuffix(
        "There may be more: shapes with variables that are still open were not compared."))
    #expect(try checkStructure(of: array, matches: .array([.axes("a"), .axes("b")]), known: ["a": [2]])["b"] == [3])
  }

  @Test func namesThatRepeat() throws {
    let pattern = ShapePattern.array(named: .axes("B") + ["features": 3])
    #expect(
      try message(batch, pattern, known: ["B": ["batch": 8, "features": 3]]).hasSuffix(
        "{B} is {batch: 8, features: 3} in what is known, and brings the axis features, which "
          + "{**{B:…}, features: 3} has already."))
  }

  @Test func namesThatDifferInCaseOrUnicodeForm() throws {
    let upper = try message(try NamedArray(NDArray.placeholder([8]), "Batch"), .array(named: ["batch": 8]))
    #expect(upper.contains("expected named shape {batch: 8}, found {Batch: 8}"))
    let decomposed = try NamedArray(NDArray.placeholder([2]), AxisName("e\u{301}"))
    let text = try message(decomposed, .array(named: ["\u{E9}": 2]))
    #expect(text.contains(#"axis "\u{00E9}": missing"#))
    #expect(text.contains(#"unexpected axes {"e\u{0301}": 2}"#))
    let solution = try checkStructure(
      of: NDArray.placeholder([2, 3, 4]), matches: .array([.variable("x"), .variable("X"), .variable("e\u{301}")]),
      known: ["\u{E9}": 5])
    #expect(solution == ["x": 2, "X": 3, "e\u{301}": 4, "\u{E9}": 5])
  }

  @Test func thingsOfOtherKinds() throws {
    let tree: [String: any PyTree] = ["a": batch]
    #expect(try message("text", .array()).hasSuffix(#"At .self: expected <ArraySpec any()>, found "text"."#))
    #expect(try message(tree, .list([.any])).hasSuffix(#"expected an array of 1, found a dictionary with ["a"]."#))
    #expect(try message(tree, .dictionary(["b": .any])).hasSuffix(#"At .self: missing ["b"]; unexpected ["a"]."#))
    #expect(try message(tree, .dictionary(["a": .list([])])).contains(#"At ["a"]: expected an array of 0, found <Arr"#))
    #expect(try message(tree, .dictionary(["a": .equal(1)])).contains("expected 1, found <ArraySpec float32("))
    #expect(try message([batch], .array()).contains("expected <ArraySpec any()>, found an array of 1."))
    #expect(try message(1, .equal("1")).hasSuffix(#"expected "1", found 1."#))
    #expect(try message(Optional<NamedArray>.none, .array()).hasSuffix("expected <ArraySpec any()>, found nil."))
    #expect(try message(Optional(batch), .absent).contains("At ?: expected nil, found <ArraySpec float32("))
    #expect(
      try message([batch], .fields(["x": .any])).hasSuffix("expected a value with .x, found an array of 1."))
    #expect(
      try message([batch], arrayStructure(of: Pair(1, 2))).hasSuffix("a value of type Pair, found an array of 1."))
  }

  @Test func staticProperties() throws {
    let found = Scale(factor: 1, axis: "x")
    #expect(
      try message(found, arrayStructure(of: Scale(factor: 2, axis: "y")))
        .hasSuffix(#"1 mismatch:"# + "\n" + #"At .axis: expected "y", found "x"."#))
    #expect(try checkStructure(of: found, matches: .fields(["factor": .array()])) == [:])
  }

  @Test func specificationsAsValues() throws {
    let spec = ArraySpec([.variable("x")], dtype: .floating)
    #expect(
      try message(spec, .array([2])).hasSuffix(
        "has sizes that are not known, so it cannot be checked. "
          + "Substitute its variables first."))
    #expect(
      try message(ArraySpec([2], dtype: .inexact), .array([2], dtype: .floating))
        .hasSuffix("expected dtype floating, found inexact."))
  }

  @Test func arraysWhoseDataLackAxes() throws {
    let broken = try batch.mapChildren { _, _ in try NDArray.placeholder([]) }
    #expect(try message([broken], .list([.array()])).contains("At [0]: The named array lists the axes batch, features"))
    #expect(throws: NamedAxisError.self) { try arrayStructure(of: [broken]) }
  }

  @Test func thingsThatAreNoTrees() {
    let tree: [String: any PyTree] = ["a": [Opaque()]]
    let expected = TreeError.notATree(path: [.entry("a"), .index(0)], type: "Opaque")
    #expect(throws: expected) { try checkStructure(of: tree, matches: .dictionary(["a": .list([.any])])) }
    #expect(throws: expected) { try arrayStructure(of: tree) }
    let optional: [String: any PyTree] = ["a": Optional(Opaque())]
    let inside = TreeError.notATree(path: [.entry("a"), .unwrapped], type: "Opaque")
    #expect(throws: inside) { try checkStructure(of: optional, matches: .dictionary(["a": .absent])) }
    #expect(throws: inside) { try arrayStructure(of: optional) }
    let deep = TreeError.notATree(path: [.unwrapped, .index(0)], type: "Opaque")
    #expect(throws: deep) { try checkStructure(of: Optional([Opaque()]), matches: .list([.any])) }
    #expect(throws: deep) { try arrayStructure(of: Optional([Opaque()])) }
    // What anything goes for is not looked at.
    #expect(throws: Never.self) { try checkStructure(of: optional, matches: .any) }
  }
}

/// A node with a static property.
struct Scale: PyTree {
  var factor: Double
  var axis: String

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("factor", &factor)
    try walker.constant("axis", axis)
  }
}

/// No tree.
private struct Opaque {}
