import Selectors
import Testing
import Trees

struct SelectionInlineTests {
  let model = Model.sample()

  private func types(_ chain: Chain) -> [String] { chain.sublayers.map { "\(type(of: $0))" } }

  @Test func insertsBeforeAndAfter() throws {
    let linears = try select(model.body).at(instancesOf: Linear.self).where { path, _ in path.keys.last != "attention" }
    let direct = linears.where { path, _ in path.keys.count == 2 }
    #expect(
      types(try direct.insertAfter(Identity())) == ["Linear", "Identity", "Chain", "Block", "Linear", "Identity"])
    #expect(
      types(try direct.insertBefore(Identity())) == ["Identity", "Linear", "Chain", "Block", "Identity", "Linear"])
  }

  @Test func arraysWithinArraysAreEditedTogether() throws {
    let both = try select(model.body).atSubtrees { path, node in node is Linear && path.keys.last != "attention" }
      .where { path, _ in path.keys.last != .unwrapped }
    #expect(both.paths.map(\.description) == [".sublayers[0]", ".sublayers[1].sublayers[0]", ".sublayers[3]"])
    let edited = try both.insertAfter(Identity())
    #expect(types(edited) == ["Linear", "Identity", "Chain", "Block", "Linear", "Identity"])
    #expect(
      try types(select(edited).at(\.sublayers[2]).at(instancesOf: Chain.self).get()) == [
        "Linear", "Identity", "Identity",
      ])
    let rows = try select([[1, 2], [3], [4, 5]]).at(instancesOf: Int.self).where { $0 != 3 }.removeFromParent()
    #expect(rows == [[], [3], []])
  }

  @Test func anArrayAndWhatIsInsideItsElementsCanChangeAtOnce() throws {
    let tree: [any PyTree] = [[1, 2], 3]
    let selection = try select(Box(items: tree)).at(instancesOf: Int.self)
    #expect(selection.paths.map(\.description) == [".items[0][0]", ".items[0][1]", ".items[1]"])
    let edited = try selection.applyAndInline { [$0, $0] }
    #expect(try edited.leaves(of: Int.self) == [1, 1, 2, 2, 3, 3])
    #expect(edited.items.count == 3)
  }

  @Test func removesAndInlines() throws {
    let removed = try select(model).at(\.body.sublayers[1]).removeFromParent()
    #expect(types(removed.body) == ["Linear", "Block", "Linear"])
    let flattened = try select(model).at(\.body.sublayers).at(instancesOf: Chain.self).applyAndInline { $0.sublayers }
    #expect(types(flattened.body) == ["Linear", "Linear", "Identity", "Block", "Linear"])
    let named = try select(model).at(\.body.sublayers).atChildren().applyAndInline { path, _ in
      path.keys.last == .index(0) ? [Identity(), Identity()] : []
    }
    #expect(types(named.body) == ["Identity", "Identity"])
  }

  @Test func onlyElementsOfArraysWillDo() {
    let field = #expect(throws: SelectionError.self) { try select(model).at(\.head).insertBefore(Identity()) }
    #expect(
      field?.description
        == "Only elements of arrays can be added or removed, but the node at .head lies in a value of type Model. "
        + "Select elements of an array, or use apply to replace the node.")
    let entry = #expect(throws: SelectionError.self) {
      try select(model).at(\.blocks[0].table["a"]).removeFromParent()
    }
    #expect(
      entry?.description.contains(#"the node at .blocks[0].table["a"] lies in a value of type Dictionary"#) == true)
    let root = #expect(throws: SelectionError.self) { try select(model).removeFromParent() }
    #expect(root?.description == "The root is selected, but only elements of arrays can be added or removed.")
  }

  @Test func insertedValuesCanBeSelected() throws {
    let chain = Chain(sublayers: [Linear(1), Chain(sublayers: [Identity(), Linear(2), Linear(3)]), Linear(4)])
    let linears = try select(chain).at(instancesOf: Linear.self)
    for inserted in [try linears.insertBeforeAndSelect(Linear(9)), try linears.insertAfterAndSelect(Linear(9))] {
      #expect(inserted.count == 4)
      for (path, value) in zip(inserted.paths, inserted.values) {
        let node = try #require(try inserted.root.node(at: path) as? Linear)
        #expect(node.weight === value.weight)
      }
      #expect(Set(inserted.paths).count == 4)
      // Each place can then get a value of its own.
      let weights = try inserted.setSequence((10..<14).map { Linear($0) }).leaves(of: Weight.self).map(\.value)
      #expect(weights.filter { $0 >= 10 } == [10, 11, 12, 13])
      #expect(weights.filter { $0 < 10 } == [1, 2, 3, 4])
    }
  }

  @Test func newElementsMustFitTheArray() {
    let error = #expect(throws: TreeError.self) { try select(model).at(\.body.sublayers[1]).insertBefore(3) }
    #expect(
      error?.description.hasPrefix(
        "The child at .body.sublayers[1] is declared as Layer and cannot hold a value of type Int.") == true)
  }
}

private struct Box: PyTree {
  var items: [any PyTree]

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("items", &items)
  }
}
