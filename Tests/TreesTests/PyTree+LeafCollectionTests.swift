import Testing
import Trees

struct LeafCollectionTests {
  let model = Model.sample()

  @Test func leavesComeInTheOrderOfTheWalkWithDictionariesSorted() throws {
    let printed = try model.leaves().map { ($0 as? Cell).map { "cell \($0.value)" } ?? "\($0)" }
    #expect(printed == ["1.0", "2.0", "3.0", "4.0", "cell 7", "10", "20", "5.0"])
    #expect(try model.leaves(of: Float.self) == [1, 2, 3, 4, 5])
  }

  @Test func typeMayBeANodeAndThenHidesItsInside() throws {
    #expect(try model.leaves(of: Linear.self).map(\.axis) == ["x", "y", "z"])
    #expect(try model.leaves(of: Sequence.self).count == 1)
  }

  @Test func typeMayBeAProtocol() throws {
    let parts = try model.leaves(of: (any Part).self)
    #expect(parts.map { "\(type(of: $0))" } == ["Sequence", "Pair<Array<Int>, Linear>"])
  }

  @Test func optionalsAreNotLookedThrough() throws {
    let paths = try Linear(weights: [:], bias: 2, axis: "").leavesWithPaths(of: Float.self).map(\.path.description)
    #expect(paths == [".bias?"])
  }

  @Test func pathsPrintLikeSwift() throws {
    let paths = try model.leavesWithPaths().map(\.path.description)
    #expect(
      paths == [
        #".body.parts[0].weights["a"]"#, #".body.parts[0].weights["b"]"#, #".body.parts[1].parts[0].weights["c"]"#,
        ".body.parts[1].parts[0].bias?", ".body.parts[2].cell", ".head.first[0]", ".head.first[1]",
        ".head.second.bias?",
      ])
    #expect(try model.leavesWithPaths(of: Int.self).map(\.path.description) == [".head.first[0]", ".head.first[1]"])
  }

  @Test func aLeafIsItsOnlyLeaf() throws {
    #expect(try 3.leaves(of: Int.self) == [3])
    #expect(try 3.leavesWithPaths().map(\.path) == [TreePath()])
  }

  @Test func whatIsNoTreeIsNamedWithItsPath() {
    struct Holder: PyTree {
      var items: [[Any]]
      mutating func walk(_ walker: inout some TreeWalker) throws { try walker.child("items", &items) }
    }
    let error = #expect(throws: TreeError.self) { try Holder(items: [[], [1, ()]]).leaves() }
    #expect(error?.description.contains("The child at .items[1][1] holds a value of type ()") == true)
    #expect(error?.description.contains("conform to PyTree") == true)
  }
}
