import Selectors
import Testing
import Trees

struct SelectionSetByPathTests {
  let model = Model.sample()
  let a: TreePath = ["blocks", .index(0), "table", .entry("a")]
  let b: TreePath = ["blocks", .index(0), "table", .entry("b")]

  @Test func valuesGoToTheirPaths() throws {
    let entries = try select(model).at(\.blocks[0].table).atChildren()
    #expect(try entries.set(byPath: [b: 20, a: 10]).blocks[0].table == ["a": 10, "b": 20])
    #expect(try entries.set(byPath: { $0 == a ? 5 : 6 }).blocks[0].table == ["a": 5, "b": 6])
  }

  @Test func missingAndUnusedPathsAreNamed() throws {
    let entries = try select(model).at(\.blocks[0].table).atChildren()
    let error = #expect(throws: SelectionError.self) { try entries.set(byPath: [b: 20, ["head"]: 1]) }
    #expect(error == .wrongReplacementPaths(missing: [a], unused: [["head"]]))
    #expect(
      error?.description
        == "There must be one replacement for each selected path: "
        + #".blocks[0].table["a"] missing, .head not selected."#)
  }

  @Test func nodesInsideOfEachAreSet() throws {
    let blocks = try select(model).at(instancesOf: Block.self)
    let edited = try blocks.setInside(byPath: [["watched"]: 3, ["extra", "weight"]: Weight(9)])
    #expect(edited.blocks[0].watched == 3)
    #expect(try edited.weights == [1, 2, 5, 9, 3, 4, 5, 9])
  }

  @Test func faultsInsideNameTheWholePath() throws {
    let blocks = try select(model).at(instancesOf: Block.self)
    let nested = #expect(throws: SelectionError.self) {
      try blocks.setInside(byPath: [["attention"]: Linear(1), ["attention", "weight"]: Weight(2)])
    }
    #expect(nested?.description.hasPrefix(".body.sublayers[2].attention.weight lies within .body.sublayers[2]") == true)
    let missing = #expect(throws: TreeError.self) { try blocks.setInside(byPath: [["tension"]: 1]) }
    #expect(missing?.description.hasPrefix("There is no .tension in .body.sublayers[2]") == true)
    let unfit = #expect(throws: TreeError.self) { try blocks.setInside(byPath: [["watched"]: "x"]) }
    #expect(unfit?.description.hasPrefix("The child at .body.sublayers[2].watched is declared as Int") == true)
  }
}
