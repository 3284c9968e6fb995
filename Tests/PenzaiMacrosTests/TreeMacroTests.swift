import PenzaiMacros
import Testing
import Trees

/// What the properties of the trees below can hold.
protocol Part: PyTree {}

@PyTree
struct Scale: Equatable {
  var factor: Float
  @Static let axis: String
}

/// Properties of every kind.
@PyTree
struct Assembly<Inside: PyTree> {
  static var limit: Int { 3 }
  var inside: Inside
  var parts: [any Part] { didSet { if parts.count > 9 { parts = oldValue } } }
  @Static var revision = 0
  var `default`: Scale?, second: Int
  var walker: [String: Double]
  var count: Int { parts.count }
}

@PyTree
struct Hollow: Part {}

@PyTree
struct Declared: PyTree {
  private var hidden = 1
}

/// Values of every kind.
@PyTree
indirect enum Choice<Inside: PyTree> {
  case nothing
  case scaled(by: Float, Inside)
  case part(any Part)
  case nested(Choice, [Choice])
  @Static case named(String, of: Int)
}

@PyTree
enum Impossible {}

struct TreeMacroTests {
  let assembly = Assembly(
    inside: Scale(factor: 2, axis: "x"), parts: [Hollow()], default: Scale(factor: 3, axis: "y"), second: 4,
    walker: ["a": 1])

  @Test func writtenTreesAreLawful() {
    #expect(treeLawViolations(in: assembly) == [])
    #expect(treeLawViolations(in: Hollow()) == [])
    #expect(treeLawViolations(in: Declared()) == [])
  }

  @Test func childrenAndStaticValuesAreToldApart() throws {
    #expect(
      try assembly.leavesWithPaths().map(\.path.description) == [
        ".inside.factor", ".default?.factor", ".second", #".walker["a"]"#,
      ])
    var other = assembly
    other.revision = 1
    let difference = try assembly.structure().firstDifference(from: other.structure())
    #expect(difference?.path == ["revision"])
  }

  @Test func childrenCanBeReplaced() throws {
    let doubled = try assembly.mapLeaves(of: Float.self) { 2 * $0 }
    #expect(doubled.inside == Scale(factor: 4, axis: "x"))
    #expect(doubled.default == Scale(factor: 6, axis: "y"))
    let error = #expect(throws: TreeError.self) { try assembly.replacing(at: ["parts", .index(0)], with: 3) }
    #expect(error == .wrongType(path: ["parts", .index(0)], declared: "Part", offered: "Int"))
  }

  let choices: [Choice<[Int]>] = [
    .nothing, .scaled(by: 2, [3, 4]), .part(Hollow()), .nested(.scaled(by: 5, []), [.nothing]), .named("x", of: 1),
  ]

  @Test func casesAreStructureAndTheirValuesChildren() throws {
    #expect(treeLawViolations(in: choices) == [])
    #expect(
      try choices.leavesWithPaths().map(\.path.description) == ["[1].by", "[1].1[0]", "[1].1[1]", "[3].0.by"])
    for (index, choice) in choices.enumerated() {
      for other in choices.indices {
        #expect(try (choice.structure() == choices[other].structure()) == (index == other))
      }
    }
    let (one, two) = (Choice<Int>.named("x", of: 1), Choice<Int>.named("x", of: 2))
    let renamed = try one.structure().firstDifference(from: two.structure())
    #expect(renamed?.path == ["of"])
  }

  @Test func valuesOfCasesCanBeReplaced() throws {
    let doubled = try choices.mapLeaves(of: Float.self) { 2 * $0 }
    #expect(try doubled.leaves(of: Float.self) == [4, 10])
    #expect(try doubled.structure() == choices.structure())
    let other = try choices.replacing(at: [.index(1), "1"], with: [7])
    #expect(try other.leaves(of: Int.self) == [7])
    #expect(try TreePath(parsing: "[3].0.by") == [.index(3), "0", "by"])
    let error = #expect(throws: TreeError.self) { try choices.replacing(at: [.index(2), "0"], with: 3) }
    #expect(error == .wrongType(path: [.index(2), "0"], declared: "Part", offered: "Int"))
    #expect(try children(of: Impossible?.none).isEmpty)
  }
}
