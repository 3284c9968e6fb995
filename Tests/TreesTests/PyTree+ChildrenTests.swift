import Testing
import Trees

struct ChildrenTests {
  @Test func childrenAreOneLevelDown() throws {
    #expect(try children(of: Model.sample()).map(\.key) == ["body", "head"])
    #expect(try children(of: ["b": 1, "a": 2]).map(\.key) == [.entry("a"), .entry("b")])
    #expect(try children(of: [2: 1, 10: 2]).map(\.key) == [.entry("2"), .entry("10")])
    #expect(try children(of: 3).isEmpty)
    #expect(try children(of: Int?.none).isEmpty)
    #expect(try children(of: Int?.some(1)).map(\.key) == [.unwrapped])
  }

  @Test func mapsChildren() throws {
    let model = Model.sample()
    let changed = try model.mapChildren { key, child in key == "head" ? Counter(cell: Cell(1)) : child }
    #expect(changed.head is Counter)
    let error = #expect(throws: TreeError.self) { try model.mapChildren { _, _ in 3 } }
    #expect(error == .wrongType(path: ["body"], declared: "Sequence", offered: "Int"))
  }
}
