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
}
