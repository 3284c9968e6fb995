import Selectors
import Testing
import Trees

struct SelectionFiltersTests {
  let model = Model.sample()
  var linears: Selection<Model, Linear> { get throws { try select(model).at(instancesOf: Linear.self) } }

  @Test func whereKeepsByValueOrPath() throws {
    #expect(try linears.where { $0.weight.value == 5 }.count == 2)
    #expect(try linears.where { path, _ in path.keys.first == "head" }.get().weight.value == 4)
  }

  @Test func pickCountsFromEitherEndAndKeepsTheOrderOfTheTree() throws {
    #expect(try linears.pick(at: 0).get().weight.value == 1)
    #expect(try linears.pick(at: -3).get().weight.value == 4)
    #expect(try linears.pick(at: [-3, 0, 5]).map(\.weight.value) == [1, 4])
    for position in [8, -9] {
      let error = #expect(throws: SelectionError.self) { try linears.pick(at: position) }
      #expect(
        error?.description
          == "Cannot pick node \(position) of a selection of 8; positions go from 0 to 7, or from -8 to -1 from the end."
      )
    }
    let error = #expect(throws: SelectionError.self) { try select(model).at(instancesOf: Float.self).pick(at: 0) }
    #expect(error?.description == "Cannot pick node 0 of a selection of 0; nothing is selected.")
  }

  @Test func refineSelectsInsideAndMayEdit() throws {
    let refined = try select(model).at(instancesOf: Block.self).refine { block in
      var block = block
      block.table["c"] = 3
      return try select(block).at(\.attention.weight)
    }
    #expect(refined.paths.map(\.description) == [".body.sublayers[2].attention.weight", ".blocks[0].attention.weight"])
    #expect(refined.root.blocks[0].table == ["a": 1, "b": 2, "c": 3])
    #expect(model.blocks[0].table["c"] == nil)
    #expect(try refined.apply { Weight($0.value + 10) }.weights == [1, 2, 15, 6, 3, 4, 15, 6])
  }
}
