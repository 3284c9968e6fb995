import Testing
import Trees

private struct Forgetful: PyTree {
  var kept = 1
  var forgotten = 2
  mutating func walk(_ walker: inout some TreeWalker) throws { try walker.child("kept", &kept) }
}

private struct Misnamed: PyTree {
  var real = 1
  mutating func walk(_ walker: inout some TreeWalker) throws { try walker.child("reel", &real) }
}

private struct Disordered: PyTree {
  var one = 1
  var two = "2"
  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.constant("two", two)
    try walker.child("one", &one)
  }
}

private struct Swapped: PyTree {
  var one = 1
  var two = 2
  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("one", &two)
    try walker.child("two", &one)
  }
}

private struct Repeating: PyTree {
  var one = 1
  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("one", &one)
    try walker.child("one", &one)
  }
}

private struct Restless: PyTree {
  var counts: [Int] = []
  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("counts", &counts)
    counts.append(0)
  }
}

struct TreeLawsTests {
  @Test func lawfulTreesHaveNoViolations() {
    #expect(treeLawViolations(in: Model.sample()) == [])
    #expect(treeLawViolations(in: [1: Model.sample()]) == [])
    #expect(treeLawViolations(in: Float.nan) == [])
  }

  @Test func randomTreesAreLawful() {
    var random = SeededGenerator(state: 3)
    for _ in 0..<20 { #expect(treeLawViolations(in: random.part(depth: 4)) == []) }
  }

  @Test func violationsAreFoundWhereTheyAre() {
    #expect(
      treeLawViolations(in: [Forgetful()]) == ["[0]: the walk of Forgetful leaves out the stored property 'forgotten'"])
    #expect(
      treeLawViolations(in: Misnamed()) == [
        ".self: the walk of Misnamed leaves out the stored property 'real'",
        ".self: the walk of Misnamed presents 'reel', which is no stored property",
      ])
    #expect(
      treeLawViolations(in: Disordered()) == [
        #".self: the walk of Disordered presents ["two", "one"] in this order; "#
          + #"the declaration order is ["one", "two"]"#
      ])
    #expect(
      treeLawViolations(in: Swapped()).first
        == ".self: the walk of Swapped presents 'one' with another value than it holds (Int for Int)")
    #expect(treeLawViolations(in: Repeating()).first == ".self: the walk of Repeating presents .one more than once")
    #expect(
      treeLawViolations(in: Restless()).first?.contains("replacing every child by itself changes Restless at .counts")
        == true)
  }
}
