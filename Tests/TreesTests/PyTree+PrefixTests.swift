import Testing
import Trees

struct PrefixTests {
  let networks = Pair(
    first: [Linear(weights: ["a": 1, "b": 2], bias: 3, axis: "x")],
    second: Linear(weights: ["c": 4], bias: nil, axis: "y")
  )

  @Test func valuesAreSpreadOverTheLeavesBelowTheirPlace() throws {
    #expect(
      try Pair(first: 0.1, second: 0.01).broadcastLeaves(of: Double.self, over: networks) == [0.1, 0.1, 0.1, 0.01])
    #expect(try Pair(first: [7], second: 8).broadcastLeaves(of: Int.self, over: networks) == [7, 7, 7, 8])
    #expect(try 5.broadcastLeaves(of: Int.self, over: networks) == [5, 5, 5, 5])
    #expect(try networks.broadcastLeaves(of: Float.self, over: networks) == [1, 2, 3, 4])
  }

  @Test func leavesAreMappedWithTheirPrefix() throws {
    let scaled = try networks.mapLeaves(of: Float.self, withPrefix: Pair(first: 10, second: 100), of: Int.self) {
      $0 * Float($1)
    }
    #expect(try scaled.leaves(of: Float.self) == [10, 20, 30, 400])
    let mixed = Pair(first: [1, 2], second: Linear(weights: ["a": 1], bias: nil, axis: ""))
    let shifted = try mixed.mapLeaves(of: Float.self, withPrefix: Pair(first: [5, 6], second: 7), of: Int.self) {
      $0 + Float($1)
    }
    #expect(try shifted.leaves(of: Float.self) == [8])
  }

  @Test func whatIsNoPrefixIsNamed() {
    let short = #expect(throws: TreeError.self) {
      try Pair(first: [1, 2], second: 3).broadcastLeaves(of: Int.self, over: networks)
    }
    #expect(
      short
        == .differentStructure(
          path: ["first"],
          difference:
            "the prefix has [0], [1] in a value of type Array<Int>, the tree [0] in a value of type Array<Linear>"))
    let other = #expect(throws: TreeError.self) {
      try Pair(first: 1, second: "x").broadcastLeaves(of: Int.self, over: networks)
    }
    #expect(other?.description.hasPrefix("The trees differ at .second: the prefix has no children") == true)
  }
}
