import Testing
import Trees

struct PathAccessTests {
  let model = Model.sample()

  @Test func findsNodes() throws {
    #expect(try model.node(at: TreePath()) is Model)
    #expect(try model.node(at: ["body", "parts", .index(0), "weights", .entry("b")]) as? Float == 2)
    #expect(try model.node(at: ["body", "parts", .index(0), "bias"]) is Float?)
  }

  @Test func looksThroughOptionals() throws {
    let linear = Linear(weights: [:], bias: 2, axis: "")
    let nested: Pair<Linear?, Int> = Pair(first: linear, second: 1)
    #expect(try nested.node(at: ["first", "bias", .unwrapped]) as? Float == 2)
    #expect(try nested.resolve(["first", "bias"]) == ["first", .unwrapped, "bias"])
    #expect(try nested.replacing(at: ["first", "bias"], with: Float(3)).first?.bias == 3)
  }

  @Test func replacesAndSharesTheRest() throws {
    let path: TreePath = ["body", "parts", .index(1)]
    let replaced = try model.replacing(at: path, with: Counter(cell: Cell(9)))
    #expect((replaced.body.parts[1] as? Counter)?.cell.value == 9)
    #expect(model.body.parts[1] is Sequence)
    #expect((replaced.body.parts[2] as? Counter)?.cell === (model.body.parts[2] as? Counter)?.cell)
  }

  @Test func refusesAValueThatDoesNotFit() {
    let error = #expect(throws: TreeError.self) {
      try model.replacing(at: ["body", "parts", .index(0), "weights"], with: 3)
    }
    #expect(
      error?.description.hasPrefix(
        "The child at .body.parts[0].weights is declared as Dictionary<String, Float> "
          + "and cannot hold a value of type Int.") == true)
    let boxed = #expect(throws: TreeError.self) {
      try model.replacing(at: ["body", "parts", .index(0)], with: 3)
    }
    #expect(
      boxed == .wrongType(path: ["body", "parts", .index(0)], declared: "Part", offered: "Int"))
    let root = #expect(throws: TreeError.self) { try model.replacing(at: [] as TreePath, with: 3) }
    #expect(root?.description.hasPrefix("The child at the root is declared as Model") == true)
  }

  @Test func namesTheLongestPartThatExists() {
    let error = #expect(throws: TreeError.self) {
      try model.node(at: ["body", "parts", .index(2), "sell", "value"])
    }
    #expect(
      error?.description
        == "There is no .sell in .body.parts[2], which is of type Counter; it has 1 child: .cell. "
        + "Asked for .body.parts[2].sell.value.")
    let past = #expect(throws: TreeError.self) { try model.node(at: ["body", "parts", .index(3)]) }
    #expect(
      past?.description.contains(
        "no [3] in .body.parts, which is of type Array<Part>; it has 3 children: [0], [1], [2]") == true)
    let leaf = #expect(throws: TreeError.self) { try model.node(at: ["head", "first", .index(0), "x"]) }
    #expect(leaf?.description.contains("type Int; it has no children") == true)
    let none = #expect(throws: TreeError.self) {
      try model.replacing(at: ["body", "parts", .index(0), "bias", .unwrapped], with: 3)
    }
    #expect(none?.description.contains("no ? in .body.parts[0].bias, which is of type Optional<Float>") == true)
  }

  @Test func replacesManyInOnePass() throws {
    let paths = try model.leavesWithPaths(of: Float.self).map(\.path)
    var positions: [Int] = []
    let replaced = try model.replacing(at: paths) { position, node in
      positions.append(position)
      return -(node as? Float ?? 0)
    }
    #expect(positions == [0, 1, 2, 3, 4])
    #expect(try replaced.leaves(of: Float.self) == [-1, -2, -3, -4, -5])
    #expect(throws: TreeError.self) { try model.replacing(at: paths.reversed()) { $1 } }
  }

  @Test func whatIsPutIntoARandomTreeIsFoundThere() throws {
    var random = SeededGenerator(state: 2)
    for round in 0..<50 {
      let tree = random.part(depth: 4)
      for (path, _) in try tree.leavesWithPaths(of: Cell.self) {
        let replaced = try tree.replacing(at: path, with: Cell(round))
        #expect((try replaced.node(at: path) as? Cell)?.value == round)
        #expect(try replaced.structure() == tree.structure())
      }
    }
  }
}
