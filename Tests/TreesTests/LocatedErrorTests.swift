import Testing
import Trees

private struct Misfit: LocatedError, Equatable {
  var path = TreePath()

  func located(inside key: TreeKey) -> Misfit {
    Misfit(path: TreePath([key] + path.keys))
  }
}

struct LocatedErrorTests {
  @Test func errorsGatherTheirPathAsTheyRise() {
    let error = #expect(throws: Misfit.self) {
      try Model.sample().mapLeaves(of: Float.self) { value in
        if value == 4 { throw Misfit() }
        return value
      }
    }
    #expect(error?.path.description == ".body.parts[1].parts[0].bias?")
  }

  @Test func faultsOfInnerEditsNameTheWholePath() {
    let model = Model.sample()
    let error = #expect(throws: TreeError.self) {
      try model.replacing(at: [["body", "parts", .index(0)]]) { _, node in
        try node.replacing(at: ["axis"], with: 3)
      }
    }
    #expect(error?.description.hasPrefix("There is no .axis in .body.parts[0], which is of type Linear") == true)
  }
}
