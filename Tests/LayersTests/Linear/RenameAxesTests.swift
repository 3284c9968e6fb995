import Arrays
import Layers
import NamedAxes
import Testing
import Trees

struct RenameAxesTests {
  @Test func namesAreExchangedAllAtOnce() throws {
    let output = try RenameAxes(from: ["a", "b"], to: ["b", "a"])(counting(["a": 2, "b": 3]))
    #expect(output.namedShape == ["b": 2, "a": 3])
    #expect(try values(output, "b", "a") == [1, 2, 3, 4, 5, 6])
  }

  @Test func otherAxesKeepTheirNames() throws {
    #expect(try RenameAxes(from: ["b"], to: ["c"])(counting(["a": 2, "b": 3])).names == ["a", "c"])
  }

  @Test func aNameThatIsTakenIsRefused() throws {
    let error = #expect(throws: NamedAxisError.self) {
      _ = try RenameAxes(from: ["a"], to: ["b"])(counting(["a": 2, "b": 3]))
    }
    #expect(error?.description.contains("b") == true)
  }

  @Test func aMissingNameIsRefused() throws {
    let error = #expect(throws: NamedAxisError.self) {
      _ = try RenameAxes(from: ["x"], to: ["y"])(counting(["a": 2]))
    }
    #expect(error == .missingNames(operation: "untag", names: ["x"], existing: ["a": 2]))
  }

  @Test func unequalNumbersOfNamesAreRefused() throws {
    #expect(throws: NamedAxisError.self) {
      _ = try RenameAxes(from: ["a", "b"], to: ["c"])(counting(["a": 2, "b": 3]))
    }
  }

  @Test func positionalAxesAreRefused() throws {
    let input = try counting(["a": 2, "b": 3]).untag("b")
    for names in [["a"], []] as [[AxisName]] {
      let error = #expect(throws: LayerInputError.self) { _ = try RenameAxes(from: names, to: names)(input) }
      #expect(error == .positionalAxes(layer: "RenameAxes", found: [3]))
    }
  }

  @Test func theTreeIsLawful() {
    #expect(treeLawViolations(in: RenameAxes(from: ["a"], to: ["b"])) == [])
  }
}
