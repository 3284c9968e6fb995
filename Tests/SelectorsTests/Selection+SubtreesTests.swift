import Selectors
import Testing
import Trees

struct SelectionSubtreesTests {
  let model = Model.sample()

  @Test func outermostOrInnermostMatches() throws {
    func holdsTwo(_ node: any PyTree) throws -> Bool {
      try node.leaves(of: Weight.self).contains { $0.value == 2 }
    }
    let outermost = try select(model).at(\.body).atSubtrees(where: holdsTwo)
    #expect(outermost.paths.map(\.description) == [".body"])
    let innermost = try select(model).atSubtrees(innermost: true, where: holdsTwo)
    #expect(innermost.paths.map(\.description) == [".body.sublayers[1].sublayers[0]"])
  }

  @Test func pathsAreRelativeUnlessAbsolute() throws {
    let blocks = try select(model).at(instancesOf: Block.self)
    let relative = try blocks.atSubtrees { path, _ in path == ["attention"] }
    #expect(relative.paths.map(\.description) == [".body.sublayers[2].attention", ".blocks[0].attention"])
    let absolute = try blocks.atSubtrees(absolute: true) { path, _ in path == ["blocks", .index(0), "attention"] }
    #expect(absolute.paths.map(\.description) == [".blocks[0].attention"])
  }

  @Test func invertSelectsTheLargestRest() throws {
    let rest = try select(model).at(\.body.sublayers[1].sublayers[0]).invert()
    #expect(
      rest.paths.map(\.description) == [
        ".body.sublayers[0]", ".body.sublayers[1].sublayers[1]", ".body.sublayers[2]", ".body.sublayers[3]", ".head",
        ".blocks",
      ])
    #expect(try select(model).invert().isEmpty)
    #expect(try select(model).at(instancesOf: Float.self).invert().paths == [TreePath()])
  }

  @Test func invertingTwiceCoversTheSameLeaves() throws {
    var random = SeededGenerator(state: 1)
    for _ in 0..<60 {
      let tree = Chain(sublayers: (0..<3).map { _ in random.layer(depth: 4) })
      let all = try select(tree).atLeaves()
      let selection = all.where { _ in Bool.random(using: &random) }
      let inverse = try selection.invert()
      let twice = try inverse.invert()
      #expect(try twice.atLeaves().paths == selection.paths)
      #expect(try twice.invert().paths == inverse.paths)
      #expect(try Set(inverse.atLeaves().paths).union(selection.paths) == Set(all.paths))
    }
  }
}
