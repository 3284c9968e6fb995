import Selectors
import Testing
import Trees

struct SelectionPartitionTests {
  let model = Model.sample()

  @Test func selectedAndRemainingPartsCombine() throws {
    let (chosen, rest) = try select(model).at(instancesOf: Linear.self).partition()
    #expect(chosen.paths.count == 8)
    #expect(rest.paths.map(\.description).first == ".body.sublayers[1].sublayers[1]")
    let edited = try chosen.mapLeaves(of: Weight.self) { Weight(10 * $0.value) }
    #expect(try combine(rest, edited).weights == [10, 20, 50, 60, 30, 40, 50, 60])
  }

  @Test func existentialRootsArePartitioned() throws {
    let layer: any Layer = model
    let (chosen, rest) = try select(layer).at(instancesOf: Block.self).partition(atLeaves: true)
    #expect(chosen.paths.count == 10)
    let whole: any Layer = try combine(chosen, rest)
    #expect(try areEqual(whole, model))
  }

  @Test func theRootAndNothingArePartsToo() throws {
    let (all, none) = try select(model).partition()
    #expect(all.paths == [TreePath()] && none.paths.isEmpty)
    let (nothing, everything) = try select(model).at(instancesOf: Float.self).partition()
    #expect(try areEqual(combine(nothing, everything), model))
  }

  @Test func randomSelectionsPartitionAndCombine() throws {
    var random = SeededGenerator(state: 5)
    for round in 0..<60 {
      let tree = Chain(sublayers: (0..<3).map { _ in random.layer(depth: 4) })
      let some = try select(tree).atSubtrees { _ in Int.random(in: 0..<6, using: &random) == 0 }
      let (chosen, rest) = try some.partition(atLeaves: round % 2 == 0)
      #expect(try areEqual(combine(chosen, rest), tree))
      #expect(try areEqual(some.root, tree))
    }
  }
}
