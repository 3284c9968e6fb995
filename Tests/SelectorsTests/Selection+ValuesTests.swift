import Selectors
import Testing
import Trees

struct SelectionValuesTests {
  let model = Model.sample()

  @Test func getNeedsExactlyOne() throws {
    #expect(try select(model).at(\.head).get() is Linear)
    let many = #expect(throws: SelectionError.self) { try select(model).at(instancesOf: Block.self).get() }
    #expect(
      many?.description
        == "get() needs exactly one selected node, but 2 are: .body.sublayers[2], .blocks[0]. "
        + "Narrow the selection with at(...), where or pick(at:), or use getAll().")
    let none = #expect(throws: SelectionError.self) { try select(model).at(instancesOf: Float.self).get() }
    #expect(none?.description.hasPrefix("get() needs exactly one selected node, but nothing is selected.") == true)
  }

  @Test func countsAreAsserted() throws {
    let linears = try select(model).at(instancesOf: Linear.self)
    #expect(try linears.assertCount(is: 8).pick(at: 0).count == 1)
    let error = #expect(throws: SelectionError.self) { try linears.pick(at: 5).assertCount(is: 2) }
    #expect(error?.description == "Expected 2 selected nodes, but 1 is: .head.")
    let many = #expect(throws: SelectionError.self) { try select(model).atLeaves().assertCount(is: 1) }
    #expect(many?.description.hasSuffix(" and 6 more.") == true)
  }

  @Test func goesThroughValuesInTheOrderOfTheTree() throws {
    let entries = try select(model).at(\.blocks).at(instancesOf: Int.self)
    #expect(Array(entries) == [1, 2, 0])
    #expect(entries.getAll() == [1, 2, 0])
    #expect(entries.getByPath()[["blocks", .index(0), "watched"]] == 0)
    #expect(!entries.isEmpty)
  }

  @Test func theTreeSelectedFromIsKept() throws {
    let linears = try select(model).at(instancesOf: Linear.self)
    #expect(try areEqual(linears.root, model))
    #expect(linears.paths == (try linears.pick(at: Array(0..<8)).paths))
  }

  @Test func printsCountAndPaths() throws {
    #expect(
      try select(model).at(instancesOf: Block.self).description
        == "2 nodes selected in Model: .body.sublayers[2], .blocks[0]")
    #expect(select(model).description == "1 node selected in Model: .self")
    #expect(try select(model).at(instancesOf: Float.self).description == "0 nodes selected in Model")
  }

  @Test func existentialRootsCanBeSelectedAndReplaced() throws {
    let layer: any Layer = model
    let edited: any Layer = try select(layer).at(instancesOf: Linear.self).where { $0.weight.value == 4 }.set(
      Identity())
    #expect((edited as? Model)?.head is Identity)
    #expect(try select(layer).set(Identity()) is Identity)
  }

  @Test func whatIsNoTreeCannotBeSelected() {
    let error = #expect(throws: TreeError.self) { try select((1, 2)) }
    #expect(error?.description.contains("The child at the root holds a value of type (Int, Int)") == true)
  }
}
