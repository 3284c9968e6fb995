import Selectors
import Testing
import Trees

struct SelectionEditsTests {
  let model = Model.sample()
  var linears: Selection<Model, Linear> { get throws { try select(model).at(instancesOf: Linear.self) } }

  @Test func applyReplacesEachAndSharesTheRest() throws {
    let edited = try linears.where { $0.weight.value < 3 }.apply { Linear($0.weight.value * 10) }
    #expect(try edited.weights == [10, 20, 5, 6, 3, 4, 5, 6])
    #expect(try model.weights == [1, 2, 5, 6, 3, 4, 5, 6])
    let (before, after) = (try model.leaves(of: Weight.self), try edited.leaves(of: Weight.self))
    #expect(zip(before, after).map { $0 === $1 } == [false, false, true, true, true, true, true, true])
  }

  @Test func replacementsMayHaveAnotherTypeWhereThePropertyAllows() throws {
    let edited = try select(model).at(\.body.sublayers[0]).apply { Chain(sublayers: [$0, $0]) }
    #expect((edited.body.sublayers[0] as? Chain)?.sublayers.count == 2)
    let error = #expect(throws: TreeError.self) { try linears.apply { _ in Identity() } }
    #expect(
      error?.description.hasPrefix(
        "The child at .body.sublayers[2].attention is declared as Linear and cannot hold a value of type Identity.")
        == true)
    let root = #expect(throws: TreeError.self) { try select(model).set(3) }
    #expect(root?.description.hasPrefix("The child at the root is declared as Model") == true)
  }

  @Test func applyMayKnowPathAndPosition() throws {
    var seen: [String] = []
    _ = try select(model).at(instancesOf: Block.self).apply { path, block in
      seen.append(path.description)
      return block
    }
    #expect(seen == [".body.sublayers[2]", ".blocks[0]"])
    #expect(try linears.applyWithPosition { position, _ in Linear(position) }.weights == Array(0..<8))
  }

  @Test func theSelectionCanBeKept() throws {
    let kept = try linears.pick(at: 0).applyKeepingSelection { _ in Identity() }
    #expect(kept.paths.map(\.description) == [".body.sublayers[0]"])
    #expect(kept.root.body.sublayers[0] is Identity)
  }

  @Test func theSelectionCanBeKeptWithPathsAndPositions() throws {
    let named = try linears.applyKeepingSelection { path, linear in Linear(linear.weight.value, name: "\(path)") }
    #expect(named.map(\.name) == (try linears.paths.map(\.description)))
    let numbered = try linears.applyWithPositionKeepingSelection { position, _ in Linear(position) }
    #expect(numbered.map(\.weight.value) == Array(0..<8))
    #expect(try numbered.root.weights == Array(0..<8))
  }

  @Test func emptySelectionsChangeNothing() throws {
    let none = try select(model).at(instancesOf: Float.self)
    #expect(try none.apply { $0 + 1 }.weights == model.weights)
    #expect(try none.setSequence([Float]()).weights == model.weights)
    #expect(try none.removeFromParent().body.sublayers.count == 4)
    #expect(try none.at(instancesOf: Int.self).atChildren().isEmpty)
    #expect(try areEqual(none.root, model))
  }

  @Test func setPutsOneValueEverywhere() throws {
    let weight = Weight(0)
    let edited = try select(model).at(instancesOf: Weight.self).set(weight)
    #expect(try edited.leaves(of: Weight.self).allSatisfy { $0 === weight })
    #expect(try select(model).at(instancesOf: Float.self).set(weight).weights == model.weights)
  }

  @Test func setSequenceWantsOneEach() throws {
    let edited = try select(model).at(\.blocks).at(instancesOf: Int.self).setSequence([7, 8, 9])
    #expect(edited.blocks[0].table == ["a": 7, "b": 8])
    #expect(edited.blocks[0].watched == 9)
    for wrong in [[1, 2], [1, 2, 3, 4]] {
      let error = #expect(throws: SelectionError.self) {
        try select(model).at(\.blocks).at(instancesOf: Int.self).setSequence(wrong)
      }
      #expect(
        error?.description
          == "There must be one replacement for each selected node: 3 selected, \(wrong.count) offered.")
    }
  }

  @Test func editsOfRandomTreesKeepTheRest() throws {
    var random = SeededGenerator(state: 2)
    for _ in 0..<60 {
      let tree = Chain(sublayers: (0..<3).map { _ in random.layer(depth: 4) })
      let weights = try select(tree).at(instancesOf: Weight.self)
      #expect(try weights.apply { $0 }.structure() == tree.structure())
      #expect(try weights.set(Weight(-1)).leaves(of: Weight.self).allSatisfy { $0.value == -1 })
      let some = weights.where { _ in Bool.random(using: &random) }
      let edited = try some.set(Weight(-2))
      let expected = weights.paths.indices.map { index in
        some.paths.contains(weights.paths[index]) ? -2 : weights.values[index].value
      }
      #expect(try edited.leaves(of: Weight.self).map(\.value) == expected)
    }
  }
}
