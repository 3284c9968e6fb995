import Testing
import Trees
import Variables

@Suite struct VariableErrorTests {
  @Test func everyMessageSaysWhatAndWhatToDo() {
    let path = TreePath([.field("a")])
    let errors: [(VariableError, String)] = [
      (.unbound(slot: "S"), "bindVariables(_:_:)"), (.conflict(slot: "S", paths: [path, path]), "at .a and .a"),
      (.slotInUse(slot: "S", path: path), "at .a"), (.repeatedSlot(slot: "S"), "Repeated slot: S"),
      (.unusedVariables(slots: ["S", "T"]), "S, T"), (.incompatibleValue(variable: "V", offered: "W"), "V"),
      (.frozen(variable: "V"), "unfreezeAsCopy()"),
      (.incompatibleType(variable: "V", holds: "A", offered: "B"), "V, which holds A, with a B"),
    ]
    for (error, part) in errors {
      #expect("\(error)".contains(part))
      #expect("\(error)".hasSuffix("."))
    }
  }
}
