import Selectors
import Testing
import Trees

struct SelectionTreeTests {
  let model = Model.sample()
  var linears: Selection<Model, Linear> { get throws { try select(model).at(instancesOf: Linear.self) } }

  @Test func whatIsSelectedAndTheRestAreItsChildren() throws {
    #expect(try children(of: linears).map(\.key) == ["selected", "remainder"])
    #expect(try linears.leaves(of: Weight.self).map(\.value) == model.weights)
  }

  @Test func mappingASelectionMapsItsTree() throws {
    let negated = try linears.mapLeaves(of: Weight.self) { Weight(-$0.value) }
    #expect(negated.map(\.weight.value) == [-1, -2, -5, -6, -3, -4, -5, -6])
    #expect(try negated.root.weights == negated.map(\.weight.value))
    #expect(negated.paths == (try linears.paths))
  }

  @Test func selectionsCanBeSelectedInAndComeBack() throws {
    let inner = try select(linears).at(instancesOf: Weight.self).pick(at: [0, -1])
    let outer = try select(inner).at(instancesOf: Weight.self).where { $0.value == 1 }
    let edited: Selection<Selection<Model, Linear>, Weight> = try outer.set(Weight(100))
    #expect(edited.map(\.value) == [100, 6])
    #expect(edited.root.map(\.weight.value) == [100, 2, 5, 6, 3, 4, 5, 6])
    #expect(try edited.root.root.weights == [100, 2, 5, 6, 3, 4, 5, 6])
    #expect(try areEqual(outer.root.root.root, model))
  }

  @Test func aSelectedNodeMustStayOfItsType() throws {
    let any = try select(model).at(\.head).where { _ in true }
    #expect(try any.replacing(at: ["selected", "nodes", .index(0)], with: Identity()).root.head is Identity)
    let error = #expect(throws: TreeError.self) {
      try linears.replacing(at: ["selected", "nodes", .index(0)], with: Identity())
    }
    #expect(
      error?.description.hasPrefix(
        "The child at .body.sublayers[0] is declared as Linear and cannot hold a value of type Identity.") == true)
  }

  @Test func selectedSelectionsFlatten() throws {
    let boxes: [any PyTree] = [model, Linear(7)]
    let nested = try select(boxes).atChildren().applyKeepingSelection { node in
      try select(node).at(instancesOf: Weight.self)
    }
    #expect(nested.count == 2)
    let flat: Selection<[any PyTree], Weight> = try nested.flattened()
    #expect(flat.map(\.value) == [1, 2, 5, 6, 3, 4, 5, 6, 7])
    #expect(flat.paths.last?.description == "[1].weight")
    #expect(flat.root[0] is Model)
  }
}
