import Selectors
import Testing
import Trees

struct SelectionAtPathsTests {
  let model = Model.sample()

  private func printed<Selected>(_ selection: Selection<Model, Selected>) -> [String] {
    selection.paths.map(\.description)
  }

  @Test func pathsAreRelativeAndInTheOrderOfTheTree() throws {
    let blocks = try select(model).at(instancesOf: Block.self)
    let inside = try blocks.at(paths: [["watched"], ["attention", "weight"], ["watched"], ["extra", "weight"]])
    #expect(
      printed(inside) == [
        ".body.sublayers[2].attention.weight", ".body.sublayers[2].extra?.weight", ".body.sublayers[2].watched",
        ".blocks[0].attention.weight", ".blocks[0].extra?.weight", ".blocks[0].watched",
      ])
  }

  @Test func ofNestedPathsTheOutermostIsSelected() throws {
    #expect(printed(try select(model).at(paths: [["head", "weight"], ["head"]])) == [".head"])
    #expect(printed(try select(model).at(paths: [])) == [])
  }

  @Test func missingPathsThrowOrAreIgnored() throws {
    let layers = try select(model).at(\.body.sublayers).atChildren()
    let error = #expect(throws: TreeError.self) { try layers.at(paths: [["weight"]]) }
    #expect(error?.description.hasPrefix("There is no .weight in .body.sublayers[1], which is of type Chain") == true)
    #expect(
      printed(try layers.at(paths: [["weight"]], ignoringMissing: true)) == [
        ".body.sublayers[0].weight", ".body.sublayers[3].weight",
      ])
  }

  @Test func severalPlacesOfAnyTypes() throws {
    let several = try select(model).at(several: { [$0.head, $0.blocks[0].attention.weight, $0.body] })
    #expect(printed(several) == [".body", ".head", ".blocks[0].attention.weight"])
    #expect(several.values[0] is Chain && several.values[2] is Weight)
  }

  @Test func severalPlacesOfOneTypeKeepIt() throws {
    let linears: Selection<Model, Linear> = try select(model).at(several: {
      [$0.blocks[0].attention, $0.blocks[0].attention]
    })
    #expect(printed(linears) == [".blocks[0].attention"])
    let blocks: Selection<Model, Int> = try select(model).at(instancesOf: Block.self).at(several: {
      [$0.table["b"], $0.table["a"]]
    })
    #expect(blocks.values == [1, 2, 1, 2])
  }

  @Test func nestedPlacesAreRefused() {
    let error = #expect(throws: SelectionError.self) {
      try select(model).at(\.blocks[0]).at(several: { [$0.attention.weight, $0.attention] })
    }
    #expect(
      error?.description
        == ".blocks[0].attention.weight lies within .blocks[0].attention: selected nodes are never nested. "
        + "Name one of the two.")
    #expect(throws: TreeError.self) { try select(model).at(several: { [$0.blocks[1], $0.blocks[0]] }) }
  }
}
