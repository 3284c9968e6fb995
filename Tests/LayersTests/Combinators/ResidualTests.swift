import Arrays
import Layers
import NamedAxes
import Testing
import Trees

struct ResidualTests {
  @Test func theInputIsAddedToTheDelta() throws {
    #expect(try values(Residual(Identity())(counting(["a": 3])), "a") == [2, 4, 6])
    #expect(try values(Residual(Zero())(counting(["a": 3])), "a") == [1, 2, 3])
  }

  @Test func theAxesOfTheDeltaLead() throws {
    let swap = Sequential([
      RenameAxes(from: ["a", "b"], to: ["b", "a"])
    ])
    let output = try Residual(swap)(counting(["a": 2, "b": 2]))
    #expect(output.names == ["b", "a"])
    // [[1, 2], [3, 4]] and its transpose.
    #expect(try values(output, "a", "b") == [2, 5, 5, 8])
  }

  @Test func aDeltaThatGivesNoArrayIsRefused() throws {
    let error = #expect(throws: LayerError.self) { _ = try Residual(Fork())(counting(["a": 2])) }
    #expect(error?.path.description == ".delta")
    #expect(
      error?.underlying as? LayerInputError == .outputType(layer: "Fork", expected: "NamedArray", found: "Pair"))
  }

  @Test func theTreeIsLawful() {
    #expect(treeLawViolations(in: Residual(Residual(Zero()))) == [])
  }

  @Test func theDeltaCanBeReplacedByAnyLayer() throws {
    let model = try Residual(Identity()).replacing(at: ["delta"], with: Zero())
    #expect(model.delta is Zero)
    let error = #expect(throws: TreeError.self) { try model.replacing(at: ["delta"], with: 3) }
    #expect(error == .wrongType(path: ["delta"], declared: "Layer", offered: "Int"))
  }
}
