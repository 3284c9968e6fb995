import Testing
import Trees

struct TreeStructureTests {
  let model = Model.sample()

  @Test func leavesDoNotMatter() throws {
    let other = try model.mapLeaves(of: Float.self) { $0 + 1 }
    #expect(try model.structure() == other.structure())
    #expect(try model.structure().hashValue == other.structure().hashValue)
    #expect(try model.structure().firstDifference(from: other.structure()) == nil)
    #expect(try model.structure().leafCount == 8)
  }

  @Test func printsAsAnIndentedList() throws {
    let tree = Pair(first: [1], second: Linear(weights: ["a": 1], bias: nil, axis: "x"))
    #expect(
      try tree.structure().description == """
        Pair<Array<Int>, Linear>
          .first: Array<Int>
            [0]: Int leaf
          .second: Linear
            .weights: Dictionary<String, Float>
              ["a"]: Float leaf
            .bias: Optional<Float>
            .axis: = "x"
        """)
  }

  /// Pairs of trees that differ, with where and how.
  nonisolated(unsafe) static let differences: [(any PyTree, any PyTree, String, String)] = [
    (
      Model.sample(), Model.sample(version: 2), ".version",
      "the first has the static value 1, the second the static value 2"
    ),
    ([1, 2], [1, 2, 3], "[2]", "only the second has a leaf of type Int"),
    ([[1, 2], [3]], [[1], [3]], "[0][1]", "only the first has a leaf of type Int"),
    (["a": 1], ["b": 1], ".self", #"the first has ["a"] where the second has ["b"]"#),
    ([Int?.none], [1 as Int?], "[0]?", "only the second has a leaf of type Int"),
    (3, Float(3), ".self", "the first has a leaf of type Int, the second a leaf of type Float"),
    (
      Sequence(parts: [Counter(cell: Cell(1))]), Sequence(parts: [Sequence(parts: [])]), ".parts[0]",
      "the first has a node of type Counter, the second a node of type Sequence"
    ),
  ]

  @Test(arguments: differences.indices)
  func firstDifferenceIsNamed(index: Int) throws {
    let (one, other, path, difference) = Self.differences[index]
    #expect(try one.structure() != other.structure())
    let found = try #require(try one.structure().firstDifference(from: other.structure()))
    #expect(found.path.description == path)
    #expect(found.difference == difference)
  }
}
