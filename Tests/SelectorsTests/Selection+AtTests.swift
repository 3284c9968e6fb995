import Selectors
import Testing
import Trees

struct SelectionAtTests {
  let model = Model.sample()

  private func printed<Selected>(_ selection: Selection<Model, Selected>) -> [String] {
    selection.paths.map(\.description)
  }

  @Test func keyPathsGoThroughKnownTypes() throws {
    let body: Selection<Model, Chain> = try select(model).at(\.body)
    #expect(printed(body) == [".body"])
    let layer: Selection<Model, any Layer> = try select(model).at(\.body.sublayers[2])
    #expect(try layer.get() is Block)
    let weight: Selection<Model, Weight> = try select(model).at(\.blocks[0].attention.weight)
    #expect(try weight.get().value == 5)
    let entry: Selection<Model, Int> = try select(model).at(\.blocks[0].table["b"])
    #expect(try entry.get() == 2)
    #expect(printed(entry) == [#".blocks[0].table["b"]"#])
  }

  @Test func keyPathsGoOnThroughExistentials() throws {
    let attention = try select(model).at(\.body.sublayers[2].attention.weight)
    #expect(printed(attention) == [".body.sublayers[2].attention.weight"])
    #expect((try attention.get() as? Weight)?.value == 5)
    #expect(printed(try select(model).at(\.body.sublayers[1].sublayers[1])) == [".body.sublayers[1].sublayers[1]"])
    #expect(try select(model).at(\.body.sublayers[2].table["a"]).get() as? Int == 1)
  }

  @Test func nodesPastExistentialsGetTheTypeAskedFor() throws {
    let attention: Selection<Model, Linear> = try select(model).at(\.body.sublayers[2].attention, as: Linear.self)
    #expect(try attention.get().weight.value == 5)
    let layers = try select(model).at(\.body.sublayers).at({ $0[1].sublayers[1] }, as: (any Layer).self)
    #expect(printed(layers) == [".body.sublayers[1].sublayers[1]"])
    let error = #expect(throws: SelectionError.self) {
      _ = try select(model).at(\.body).at(\.sublayers[2].attention, as: Identity.self)
    }
    #expect(
      error?.description.hasPrefix(
        "Asked for Identity, but the node at .body.sublayers[2].attention is of type Linear.") == true)
  }

  @Test func closuresWriteTheSamePaths() throws {
    let index = 2
    let layer: Selection<Model, any Layer> = try select(model).at { $0.body.sublayers[index] }
    #expect(printed(layer) == [".body.sublayers[2]"])
    #expect(printed(try select(model).at { $0.body.sublayers[index].attention }) == [".body.sublayers[2].attention"])
  }

  @Test func optionalsAreSelectedWholeOrLookedThrough() throws {
    let whole: Selection<Model, Linear?> = try select(model).at(\.blocks[0].extra)
    #expect(printed(whole) == [".blocks[0].extra"])
    #expect(printed(try select(model).at(\.blocks[0].extra.weight)) == [".blocks[0].extra?.weight"])
    #expect(try whole.set(Linear?.none).blocks[0].extra == nil)
    #expect(try whole.set(Linear(9)).blocks[0].extra?.weight.value == 9)
  }

  @Test func theRootCanBeNamed() throws {
    #expect(printed(try select(model).at(\.self)) == [".self"])
    #expect(printed(try select(model).at { $0 }) == [".self"])
  }

  @Test func pathsAreRelativeToEachSelectedNode() throws {
    let weights = try select(model).at(instancesOf: Linear.self).at(\.weight)
    #expect(weights.map(\.value) == [1, 2, 5, 6, 3, 4, 5, 6])
    #expect(weights.paths[1].description == ".body.sublayers[1].sublayers[0].weight")
  }

  @Test func pathsAsDataLeadToUntypedNodes() throws {
    let path = try TreePath(parsing: ".blocks[0].watched")
    #expect(try select(model).at(path: path).get() as? Int == 0)
  }

  @Test func aPathThatIsNotThereNamesWhatIs() {
    let missing = #expect(throws: TreeError.self) { try select(model).at(\.body.sublayers[2].attentoin.weight) }
    #expect(
      missing?.description
        == "There is no .attentoin in .body.sublayers[2], which is of type Block; "
        + "it has 4 children: .attention, .extra, .table, .watched. Asked for .body.sublayers[2].attentoin.weight.")
    let past = #expect(throws: TreeError.self) { try select(model).at(\.body).at(\.sublayers[7]) }
    #expect(past?.description.contains("There is no [7] in .body.sublayers, which is of type Array<Layer>") == true)
    let none = #expect(throws: TreeError.self) {
      var model = model
      model.blocks[0].extra = nil
      return try select(model).at(\.blocks[0].extra.weight)
    }
    #expect(
      none?.description.contains("There is no .weight in .blocks[0].extra, which is of type Optional<Linear>") == true)
    let hidden = #expect(throws: TreeError.self) { try select(model).at(\.blocks[0].attention.name) }
    #expect(hidden?.description.contains("There is no .name in .blocks[0].attention") == true)
  }

  @Test func computedAndObservedPropertiesAreRefused() {
    let computed = #expect(throws: TreeError.self) { try select(model).at(\.firstBlock) }
    #expect(computed?.description.contains("is not a stored property, so it names no child of the root") == true)
    let observed = #expect(throws: TreeError.self) { try select(model).at(\.blocks[0].watched) }
    #expect(observed?.description.contains("names no child of .blocks[0]. Use stored properties") == true)
  }

  @Test func instancesAreTheOutermost() throws {
    let chains = try select(model.body).at(instancesOf: Chain.self)
    #expect(chains.paths == [TreePath()])
    #expect(printed(try select(model).at(instancesOf: Chain.self)) == [".body"])
    #expect(
      printed(try select(model).at(instancesOf: Linear.self)) == [
        ".body.sublayers[0]", ".body.sublayers[1].sublayers[0]", ".body.sublayers[2].attention",
        ".body.sublayers[2].extra?", ".body.sublayers[3]", ".head", ".blocks[0].attention", ".blocks[0].extra?",
      ])
  }

  @Test func innermostInstancesHoldNoOtherAndAreNoLeaves() throws {
    #expect(printed(try select(model).at(instancesOf: Chain.self, innermost: true)) == [".body.sublayers[1]"])
    #expect(try select(model).at(instancesOf: Int.self, innermost: true).isEmpty)
    #expect(try select(model).at(instancesOf: (any Layer).self, innermost: true).count == 9)
  }

  @Test func instancesOfAProtocolAndOfAClass() throws {
    let layers = try select(model).at(\.body.sublayers).at(instancesOf: (any Layer).self)
    #expect(printed(layers) == (0..<4).map { ".body.sublayers[\($0)]" })
    #expect(try select(model).at(instancesOf: Weight.self).map(\.value) == model.weights)
    #expect(try select(model).at(instancesOf: Float.self).isEmpty)
  }

  @Test func childrenAndLeaves() throws {
    #expect(printed(try select(model).atChildren()) == [".body", ".head", ".blocks"])
    #expect(try select(model).at(instancesOf: Weight.self).atChildren().isEmpty)
    let leaves = try select(model).at(\.blocks).atLeaves()
    #expect(
      printed(leaves) == [
        ".blocks[0].attention.weight", ".blocks[0].extra?.weight", #".blocks[0].table["a"]"#,
        #".blocks[0].table["b"]"#, ".blocks[0].watched",
      ])
  }
}
