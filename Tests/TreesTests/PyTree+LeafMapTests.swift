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
}
