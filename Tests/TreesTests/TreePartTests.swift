import Testing
import Trees

/// A leaf with contents that a part need not keep.
private struct Blob: HollowLeaf, Equatable {
  var bytes: [UInt8]
  var hollow: Blob { Blob(bytes: []) }
}

struct TreePartTests {
  let model = Model.sample()

  private func printed<Whole>(_ part: TreePart<Whole>) -> [String] { part.paths.map(\.description) }

  @Test func partitionMakesTwoPartsThatCombine() throws {
    let (selected, remainder) = try model.partition(at: [["body", "parts", .index(1)], ["head", "second"]])
    #expect(printed(selected) == [".body.parts[1]", ".head.second"])
    #expect(printed(remainder) == [".body.parts[0]", ".body.parts[2]", ".head.first"])
    #expect(try areEqual(combine(selected, remainder), model))
    #expect(try areEqual(combine(remainder, selected), model))
  }

  @Test func partsOfLeavesHaveAllLeaves() throws {
    let (selected, remainder) = try model.partition(at: [["body", "parts", .index(1)]], atLeaves: true)
    #expect(printed(selected) == [#".body.parts[1].parts[0].weights["c"]"#, ".body.parts[1].parts[0].bias?"])
    #expect(selected.paths.count + remainder.paths.count == 8)
    #expect(try areEqual(combine(selected, remainder), model))
  }

  @Test func changesToAPartShowInTheWhole() throws {
    let (selected, remainder) = try model.partition(at: [["body"]])
    let doubled = try selected.mapLeaves(of: Float.self) { 2 * $0 }
    #expect(try combine(doubled, remainder).leaves(of: Float.self) == [2, 4, 6, 8, 5])
    #expect(try combine(doubled, remainder).leaves(of: Cell.self)[0] === model.leaves(of: Cell.self)[0])
  }

  @Test func nestedPathsAndThoseWithoutQuestionMarksAreTaken() throws {
    let tree = Pair(first: Linear(weights: [:], bias: 2, axis: ""), second: [1, 2])
    let (selected, _) = try tree.partition(at: [["second", .index(0)], ["second"], ["first", "bias", .unwrapped]])
    #expect(printed(selected) == [".first.bias?", ".second"])
    let missing = #expect(throws: TreeError.self) { try tree.partition(at: [["third"]]) }
    #expect(missing?.description.hasPrefix("There is no .third in the root") == true)
  }

  @Test func theWholeTreeCanBeOnePart() throws {
    let (all, nothing) = try model.partition(at: [[]])
    #expect(all.paths == [TreePath()] && nothing.paths.isEmpty)
    #expect(try areEqual(all.whole(), model))
    #expect(try areEqual(combine(nothing, all), model))
  }

  @Test func overlappingPartsAreRefusedEvenWithEqualValues() throws {
    let (body, rest) = try model.partition(at: [["body"]])
    let (inner, _) = try model.partition(at: [["body", "parts", .index(0)]])
    let same = #expect(throws: TreeError.self) { try combine(body, body, rest) }
    #expect(same == .overlappingParts(path: ["body"]))
    #expect(same?.description.contains("Two parts have values for the node at .body") == true)
    let inside = #expect(throws: TreeError.self) { try combine(body, inner, rest) }
    #expect(inside == .overlappingParts(path: ["body", "parts", .index(0)]))
  }

  @Test func leavesInNoPartAreNamed() throws {
    let (head, _) = try model.partition(at: [["head"]])
    let error = #expect(throws: TreeError.self) { try combine(head) }
    #expect(
      error?.description.hasPrefix(
        #"The parts do not make up the whole tree: no part has .body.parts[0].weights["a"], "#
          + #".body.parts[0].weights["b"], .body.parts[1].parts[0].weights["c"], .body.parts[1].parts[0].bias? "#
          + "and 1 more leaves.") == true)
  }

  @Test func mergingWithoutAllPartsGivesAPart() throws {
    let (one, rest) = try model.partition(at: [["body", "parts", .index(0)]])
    let (two, _) = try model.partition(at: [["head"]])
    #expect(printed(try two.merged(with: one)) == [".body.parts[0]", ".head"])
    #expect(throws: TreeError.self) { try two.merged(with: one).whole() }
    #expect(printed(try one.merged()) == printed(one))
    #expect(try areEqual(one.merged(with: rest).whole(), model))
  }

  @Test func partsOfOtherTreesAreRefused() throws {
    let (one, _) = try model.partition(at: [["body"]])
    let (_, rest) = try Model.sample(version: 2).partition(at: [["body"]])
    let error = #expect(throws: TreeError.self) { try combine(one, rest) }
    #expect(error?.description.hasPrefix("The trees differ at .version") == true)
  }

  @Test func aChangedNodeMustStillFit() throws {
    var (one, rest) = try [1, 2].partition(at: [[.index(0)]])
    one = try one.replacing(at: ["nodes", .index(0)], with: "x")
    let error = #expect(throws: TreeError.self) { try combine(one, rest) }
    #expect(error == .wrongType(path: [.index(0)], declared: "Int", offered: "String"))
    rest = try rest.mapLeaves(of: Int.self) { $0 + 1 }
    #expect(rest.nodes as? [Int] == [3])
  }

  @Test func partsAreLawfulTreesOfOneStructure() throws {
    let (one, rest) = try model.partition(at: [["body"]])
    #expect(treeLawViolations(in: rest) == [])
    let other = try model.mapLeaves(of: Float.self) { $0 + 1 }.partition(at: [["body"]])
    #expect(try one.structure() == other.selected.structure())
    #expect(try one.structure() != rest.structure())
  }

  @Test func contentsOfLeavesInOtherPartsAreNotKept() throws {
    let blobs = [Blob(bytes: [1, 2]), Blob(bytes: [3])]
    let (one, rest) = try blobs.partition(at: [[.index(0)]])
    #expect(one.nodes as? [Blob] == [Blob(bytes: [1, 2])])
    #expect(!"\(Mirror(reflecting: one).children.map { "\($0.value)" })".contains("[3]"))
    #expect(try combine(one, rest) == blobs)
  }

  @Test func randomPartsOfRandomTreesCombine() throws {
    var random = SeededGenerator(state: 11)
    for round in 0..<60 {
      let tree = Sequence(parts: (0..<3).map { _ in random.part(depth: 4) })
      var paths: [TreePath] = []
      try tree.forEachNode { path, _ in if Int.random(in: 0..<5, using: &random) == 0 { paths.append(path) } }
      let (selected, remainder) = try tree.partition(at: paths.shuffled(using: &random), atLeaves: round % 2 == 0)
      #expect(try areEqual(combine(selected, remainder), tree))
      let (first, second) = try tree.partition(at: selected.paths.filter { _ in Bool.random(using: &random) })
      #expect(try areEqual(first.merged(with: second).whole(), tree))
    }
  }
}
