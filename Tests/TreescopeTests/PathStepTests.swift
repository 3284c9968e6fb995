import Testing
import Treescope

struct PathStepTests {
  @Test func pathsPrintAsSwiftSource() {
    let path: PartPath = [.field("sublayers"), .index(2), .unwrapped, .entry("a\"b"), .key(".red"), .field("0")]
    #expect(path.description == #".sublayers[2]?["a\"b"][.red].0"#)
    #expect(PartPath().description == "")
    #expect(PartPath([.field("head"), .unwrapped]).description == ".head")
  }

  @Test func childrenCarryTheStepsThatLeadToThem() {
    struct Point { var x = 1 }
    enum Case { case one(Int) }
    #expect(steps(in: [Point()]) == [.index(0), .field("x")])
    #expect(steps(in: [1, 2, 3][1...]) == [.index(1), .index(2)])
    #expect(steps(in: ["a": (1, y: 2)]) == [.entry("a"), .field("0"), .field("y")])
    #expect(steps(in: [3: true, 4: nil]) == [.key("3"), .unwrapped, .key("4")])
    #expect(steps(in: Set([1])) == [nil])
    #expect(steps(in: Case.one(1)) == [nil])
  }

  private func steps(in value: Any) -> [PathStep?] {
    steps(in: PartRenderer().part(of: value))
  }

  private func steps(in part: Part) -> [PathStep?] {
    switch part {
    case .child(let step, let part): [step] + steps(in: part)
    case .sequence(let parts), .block(let parts, _): parts.flatMap { steps(in: $0) }
    case .node(let node): steps(in: node.content)
    case .choice(_, let part), .instance(_, let part), .highlighted(let part, _, _), .marked(let part, _),
      .styled(let part, _), .modes(let part, _):
      steps(in: part)
    case .table(let rows): rows.joined().flatMap { steps(in: $0) }
    case .text, .comment, .figure: []
    }
  }
}
