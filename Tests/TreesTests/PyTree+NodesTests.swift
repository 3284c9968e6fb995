import Testing
import Trees

struct NodesTests {
  @Test func parentsComeBeforeChildren() throws {
    var seen: [String] = []
    try Pair(first: [1], second: Linear(weights: ["a": 1], bias: nil, axis: "")).forEachNode { path, node in
      seen.append("\(path) \(type(of: node))")
    }
    #expect(
      seen == [
        ".self Pair<Array<Int>, Linear>", ".first Array<Int>", ".first[0] Int", ".second Linear",
        ".second.weights Dictionary<String, Float>", #".second.weights["a"] Float"#, ".second.bias Optional<Float>",
      ])
  }

  @Test func descendsOnlyWhereAsked() throws {
    var count = 0
    try Model.sample().descend { _, node in
      count += 1
      return !(node is Sequence)
    }
    #expect(count == 10)
  }
}
