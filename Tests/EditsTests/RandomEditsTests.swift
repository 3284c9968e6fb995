import Edits
import Selectors
import Testing
import Trees
import Variables

/// Laws of scripts, on random trees under random edits.
struct RandomEditsTests {
  /// A random edit of a tree of shapes.
  private func edit(_ tree: Row, _ random: inout SeededGenerator) throws -> Row {
    let shapes = try select(tree).at(\.parts).atSubtrees { $0 is any Shape }
    guard !shapes.isEmpty else { return Row(parts: [try random.shape(depth: 1)]) }
    let chosen = try shapes.pick(at: Int.random(in: 0..<shapes.count, using: &random))
    let new = try random.shape(depth: 1)
    let inner = try chosen.at(instancesOf: (any Shape).self)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return try inner.set(new)
    case 1: return try inner.apply { Box(content: $0, spare: nil, title: "wrapped") }
    case 2: return try chosen.insertBefore(new)
    case 3: return try chosen.insertAfter(new)
    case 4: return try chosen.removeFromParent()
    case 5: return try chosen.applyAndInline { [$0, new, $0] }
    case 6: return try select(tree).at(instancesOf: Label.self).set(random.label())
    case 7: return Row(parts: tree.parts.shuffled(using: &random))
    default: return Row(parts: tree.parts + [new] + tree.parts.prefix(1))
    }
  }

  /// The same random tree of new variables at each call.
  private func tree(seed: Int) throws -> Row {
    var random = SeededGenerator(state: UInt64(seed))
    var parts: [any Shape] = []
    for _ in 0..<4 { parts.append(try random.shape(depth: 3)) }
    return Row(parts: parts)
  }

  /// Which of the variables of a tree are the same, in the order of the walk.
  private func sharing(_ tree: Row) throws -> [Int?] {
    let variables = try tree.leaves(of: Parameter.self).map(ObjectIdentifier.init)
    return variables.map { variables.firstIndex(of: $0) }
  }

  @Test(arguments: 0..<60)
  func whatIsRecordedIsReplayedOnAFreshTree(seed: Int) throws {
    var random = SeededGenerator(state: UInt64(5000 + seed))
    var recorder = try EditRecorder(try tree(seed: seed), with: .samples)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      try recorder.edit { try edit($0, &random) }
    }
    let read = try EditScript(parsing: recorder.script.json)
    #expect(read == recorder.script)
    let replayed = try read.replayed(on: tree(seed: seed), with: .samples)
    #expect(try sharing(recorder.tree) == sharing(replayed))
    #expect(try diff(recorder.tree, replayed) == [])
    #expect(try diff(replayed, recorder.tree) == [])
    #expect(try recorder.tree.structure() == replayed.structure())
  }

  @Test(arguments: 0..<60)
  func aDifferenceIsAScript(seed: Int) throws {
    var random = SeededGenerator(state: UInt64(1000 + seed))
    let one = Row(parts: [try random.shape(depth: 3), try random.shape(depth: 2)])
    var other = one
    // Half of the trees have something in common.
    if seed.isMultiple(of: 2) {
      other = try edit(edit(one, &random), &random)
    } else {
      other = Row(parts: [try random.shape(depth: 3), try random.shape(depth: 3)])
    }
    let script = try EditScript(from: one, to: other, with: .samples)
    #expect(try diff(one, one) == [])
    #expect(try script.isEmpty == diff(one, other).isEmpty)
    let replayed = try EditScript(parsing: script.json).replayed(on: one, with: .samples)
    #expect(try diff(other, replayed) == [])
  }
}
