import Testing
import Trees

private struct Opaque: TreeLeaf {
  let text: String
}

struct EqualityTests {
  @Test func treesAreComparedByTypeStructureAndLeaves() throws {
    let model = Model.sample()
    #expect(try areEqual(model, model))
    #expect(try !areEqual(model, Model.sample(version: 2)))
    #expect(try !areEqual(model, model.mapLeaves(of: Float.self) { $0 + 1 }))
    #expect(try !areEqual(1, Float(1)))
    #expect(try !areEqual([1, 2], [1]))
    #expect(try areEqual(["a": 1 as Int?], ["a": 1 as Int?]))
  }

  @Test func instancesAreComparedByIdentity() throws {
    let cell = Cell(1)
    #expect(try areEqual([cell], [cell]))
    #expect(try !areEqual([cell], [Cell(1)]))
  }

  @Test func leavesWithoutEqualityAreNamed() throws {
    let trees = [[Opaque(text: "a")]]
    let error = #expect(throws: TreeError.self) { try areEqual(trees, trees) }
    #expect(error == .notComparable(path: [.index(0), .index(0)], type: "Opaque"))
    #expect(error?.description.hasPrefix("The leaf at [0][0] is of type Opaque, which has no `==`.") == true)
    #expect(try !areEqual(trees, [] as [[Opaque]]))
  }
}
