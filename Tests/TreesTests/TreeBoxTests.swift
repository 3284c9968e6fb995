import Testing
import Trees

private protocol Named { var name: String { get } }
private protocol Shared: AnyObject, PyTree {}

/// Small enough to be stored in an existential itself.
private struct Small: Part, Named {
  var number = 1
  var name: String { "small" }
  mutating func walk(_ walker: inout some TreeWalker) throws { try walker.child("number", &number) }
}

/// So large that an existential keeps it in a box.
private struct Large: Part, Named {
  var numbers = [1, 2]
  var more = (0, 0, 0)
  var text = "a text of more than fifteen bytes"
  var name: String { "large" }
  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("numbers", &numbers)
    try walker.child("text", &text)
  }
}

private final class Instance: Shared, TreeLeaf {}

/// Properties that are stored in every way an existential can be.
private struct Holder: PyTree {
  var one: any Part
  var marked: any Part & Sendable
  var two: any Part & Named
  var any: Any
  var instance: any Shared
  var tree: any PyTree

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("one", &one)
    try walker.child("marked", &marked)
    try walker.child("two", &two)
    try walker.child("any", &any)
    try walker.child("instance", &instance)
    try walker.child("tree", &tree)
  }

  static func holding(_ part: some Part & Named & Sendable) -> Holder {
    Holder(one: part, marked: part, two: part, any: part, instance: Instance(), tree: part)
  }
}

struct TreeBoxTests {
  @Test func existentialsOfEveryLayoutAreWalked() throws {
    #expect(try Holder.holding(Small()).leaves(of: Int.self) == [1, 1, 1, 1, 1])
    let large = Holder.holding(Large())
    #expect(try large.leaves(of: Int.self).count == 10)
    #expect(try large.leaves(of: Instance.self)[0] === large.instance)
    #expect(
      try children(of: large).map { "\(type(of: $0.value))" } == [
        "Large", "Large", "Large", "Large", "Instance", "Large",
      ])
  }

  @Test func valuesAreReplacedInEveryLayoutAndNotInTheOriginal() throws {
    let holder = Holder.holding(Large())
    let mapped = try holder.mapLeaves(of: Int.self) { $0 + 10 }
    #expect(try mapped.leaves(of: Int.self) == [11, 12, 11, 12, 11, 12, 11, 12, 11, 12])
    #expect(try holder.leaves(of: Int.self) == [1, 2, 1, 2, 1, 2, 1, 2, 1, 2])
    #expect(mapped.two.name == "large" && (mapped.marked as? Large)?.text == Large().text)
    for key: TreeKey in ["one", "marked", "two", "any", "tree"] {
      let other = try holder.replacing(at: [key], with: Small(number: 7))
      #expect(try other.node(at: [key, "number"]) as? Int == 7)
      #expect(try other.replacing(at: [key], with: Large()).leaves(of: Int.self).count == 10)
    }
    #expect(try holder.replacing(at: ["two"], with: Small()).two.name == "small")
  }

  @Test func valuesThatDoNotFitAreRefusedInEveryLayout() {
    let holder = Holder.holding(Small())
    for (key, declared): (TreeKey, String) in [
      ("one", "Part"), ("marked", "Part & Sendable"), ("two", "Part & Named"), ("instance", "Shared"),
    ] {
      let error = #expect(throws: TreeError.self) { try holder.replacing(at: [key], with: 3) }
      guard case .wrongType([key], _, "Int")? = error else {
        Issue.record("\(declared): \(String(describing: error))")
        continue
      }
    }
    #expect(throws: Never.self) { try holder.replacing(at: ["any"], with: 3) }
  }

  @Test func whatIsNoTreeIsNamedAlsoWhereItHasTheSizeOfAnExistential() {
    struct Tuple: PyTree {
      var alike = (1, 2, 3, 4, 5)
      mutating func walk(_ walker: inout some TreeWalker) throws { try walker.child("alike", &alike) }
    }
    struct Foreign: PyTree {
      var name: any Named
      mutating func walk(_ walker: inout some TreeWalker) throws { try walker.child("name", &name) }
    }
    struct Label: Named { var name = "label" }
    let tuple = #expect(throws: TreeError.self) { try Tuple().leaves() }
    #expect(tuple == .notATree(path: ["alike"], type: "(Int, Int, Int, Int, Int)"))
    let foreign = #expect(throws: TreeError.self) { try Foreign(name: Label()).leaves() }
    #expect(foreign == .notATree(path: ["name"], type: "Label"))
    #expect(throws: Never.self) { try Foreign(name: Small()).leaves() }
  }
}
