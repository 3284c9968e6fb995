import Testing
import Trees

struct LeafMapTests {
  let model = Model.sample()

  @Test func mapsOneTypeAndSharesTheRest() throws {
    let doubled = try model.mapLeaves(of: Float.self) { 2 * $0 }
    #expect(try doubled.leaves(of: Float.self) == [2, 4, 6, 8, 10])
    #expect(try model.leaves(of: Float.self) == [1, 2, 3, 4, 5])
    #expect(try doubled.leaves(of: Cell.self)[0] === model.leaves(of: Cell.self)[0])
    #expect(try doubled.structure() == model.structure())
  }

  @Test func updatesInPlace() throws {
    var model = model
    try model.updateLeaves(of: Int.self) { $0 + 1 }
    #expect(try model.leaves(of: Int.self) == [11, 21])
  }

  @Test func replacesByAnotherTypeOnlyWhereThePropertyAllows() throws {
    let parts = try model.body.parts.mapLeaves(of: (any Part).self) { _ in Counter(cell: Cell(1)) }
    #expect(parts.allSatisfy { $0 is Counter })
    let error = #expect(throws: TreeError.self) {
      try model.mapLeaves(of: (any Part).self) { _ in Counter(cell: Cell(1)) }
    }
    #expect(
      error?.description.hasPrefix(
        "The child at .body is declared as Sequence and cannot hold a value of type Counter.") == true)
  }

  @Test func mapsWithPaths() throws {
    var paths: [String] = []
    let mapped = try model.mapLeavesWithPaths(of: Int.self) { path, value in
      paths.append(path.description)
      return -value
    }
    #expect(paths == [".head.first[0]", ".head.first[1]"])
    #expect(try mapped.leaves(of: Int.self) == [-10, -20])
  }

  @Test func replacesLeavesAndChecksTheirNumber() throws {
    let replaced = try model.replacingLeaves(of: Float.self, with: [5, 4, 3, 2, 1])
    #expect(try replaced.leaves(of: Float.self) == [5, 4, 3, 2, 1])
    for wrong in [[1, 2, 3, 4], [1, 2, 3, 4, 5, 6]] as [[Float]] {
      let error = #expect(throws: TreeError.self) { try model.replacingLeaves(of: Float.self, with: wrong) }
      #expect(error?.description == "The tree has 5 leaves of type Float, but \(wrong.count) were offered.")
    }
  }

  @Test func combinesTwoTrees() throws {
    let sum = try model.mapLeaves(of: Float.self, with: model) { $0 + $1 }
    #expect(try sum.leaves(of: Float.self) == [2, 4, 6, 8, 10])
    let error = #expect(throws: TreeError.self) {
      try model.mapLeaves(of: Float.self, with: .sample(version: 2)) { $0 + $1 }
    }
    #expect(
      error?.description
        == "The trees differ at .version: the first has the static value 1, the second the static value 2.")
  }

  @Test func errorsOfTheClosurePassUnchanged() {
    struct Refusal: Error {}
    #expect(throws: Refusal.self) { try model.mapLeaves(of: Float.self) { _ in throw Refusal() } }
  }

  @Test func severalTreesAreMappedTogether() throws {
    let others = try [10, 100].map { factor in try model.mapLeaves(of: Float.self) { factor * $0 } }
    let sums = try model.mapLeaves(of: Float.self, with: others) { $1.reduce($0, +) }
    #expect(try sums.leaves(of: Float.self) == [111, 222, 333, 444, 555])
    #expect(try model.mapLeaves(of: Float.self, with: []) { leaf, _ in -leaf }.leaves(of: Float.self)[0] == -1)
    let error = #expect(throws: TreeError.self) {
      try model.mapLeaves(of: Float.self, with: [model, Model.sample(version: 2)]) { leaf, _ in leaf }
    }
    #expect(error?.description.hasPrefix("The trees differ at .version") == true)
  }

  @Test func mapsAndLeavesOfRandomTreesAgree() throws {
    var random = SeededGenerator(state: 21)
    for _ in 0..<60 {
      let tree = Sequence(parts: (0..<3).map { _ in random.part(depth: 4) })
      #expect(try areEqual(tree.mapLeaves(of: Float.self) { $0 }, tree))
      #expect(try areEqual(tree.mapChildren { $1 }, tree))
      let numbers = try tree.leaves(of: Float.self)
      #expect(try areEqual(tree.replacingLeaves(of: Float.self, with: numbers), tree))
      let negated = try tree.replacingLeaves(of: Float.self, with: numbers.map { -$0 })
      #expect(try negated.leaves(of: Float.self) == numbers.map { -$0 })
      #expect(try areEqual(negated.mapLeaves(of: Float.self) { -$0 }, tree))
      let paths = try tree.leavesWithPaths(of: Float.self).map(\.path)
      #expect(try zip(paths, numbers).allSatisfy { try tree.node(at: $0) as? Float == $1 })
    }
  }
}
