import Selectors
import Testing
import Trees

struct SelectionAtKindsTests {
  let model = Model.sample()

  private func printed<Selected>(_ selection: Selection<Model, Selected>) -> [String] {
    selection.paths.map(\.description)
  }

  @Test func instancesOfSeveralTypes() throws {
    #expect(
      printed(try select(model).at(instancesOf: Block.self, Identity.self)) == [
        ".body.sublayers[1].sublayers[1]", ".body.sublayers[2]", ".blocks[0]",
      ])
    #expect(
      printed(try select(model).at(\.blocks).at(instancesOf: Int.self, Float.self, Weight.self)) == [
        ".blocks[0].attention.weight", ".blocks[0].extra?.weight", #".blocks[0].table["a"]"#,
        #".blocks[0].table["b"]"#, ".blocks[0].watched",
      ])
    #expect(printed(try select(model).at(instancesOf: (any Layer).self, Int.self)) == [".self"])
    #expect(
      printed(try select(model).at(instancesOf: Chain.self, Model.self, innermost: true)) == [".body.sublayers[1]"])
    #expect(try select(model).at(instancesOf: Int.self, Weight.self, innermost: true).isEmpty)
  }

  @Test func nodesEqualToATemplate() throws {
    #expect(
      printed(try select(model).at(equalTo: 0)) == [".blocks[0].watched", ".body.sublayers[2].watched"].reversed())
    #expect(try select(model).at(equalTo: 7).isEmpty)
    #expect(printed(try select(model).at(equalTo: ["a": 1, "b": 2])).count == 2)
    #expect(printed(try select(model).at(equalTo: Identity())) == [".body.sublayers[1].sublayers[1]"])
    let head = try select(model).at(\.head).get()
    let same = try select(model).at(equalTo: try #require(head as? Linear))
    #expect(printed(same) == [".head"])
    #expect(try select(model).at(equalTo: Linear(4)).isEmpty)
    #expect(try select(model).at(equalTo: model.blocks[0].extra).map { $0?.weight.value } == [6, 6])
  }

  @Test func templatesMustBeComparable() {
    struct Secret: TreeLeaf {}
    let error = #expect(throws: TreeError.self) { try select([Secret()]).at(equalTo: Secret()) }
    #expect(error?.description.contains("is of type Secret, which has no `==`") == true)
  }

  @Test func childlessNodesAreLeavesAndEmptyNodes() throws {
    var model = model
    model.blocks[0].extra = nil
    model.blocks[0].table = [:]
    let childless = try select(model).at(several: { [$0.body.sublayers[1], $0.blocks] }).atChildless()
    #expect(
      printed(childless) == [
        ".body.sublayers[1].sublayers[0].weight", ".body.sublayers[1].sublayers[1]", ".blocks[0].attention.weight",
        ".blocks[0].extra", ".blocks[0].table", ".blocks[0].watched",
      ])
    #expect(try select([Linear]()).atChildless().paths == [TreePath()])
  }
}
