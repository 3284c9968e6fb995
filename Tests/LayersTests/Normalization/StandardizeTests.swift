import Arrays
import Layers
import NamedAxes
import Testing
import Trees

struct StandardizeTests {
  @Test func theMeanIsZeroAndTheVarianceOne() throws {
    let output = try Standardize(across: ["a", "b"])(counting(["a": 3, "batch": 2, "b": 4]))
    #expect(output.namedShape == ["a": 3, "batch": 2, "b": 4])
    for mean in try values(output.mean("a", "b"), "batch") { #expect(abs(mean) < 1e-6) }
    for variance in try values(output.squared().mean("a", "b"), "batch") { #expect(abs(variance - 1) < 1e-5) }
  }

  @Test func epsilonKeepsEqualNumbersFinite() throws {
    let input = try NamedArray(NDArray([3.0, 3.0]), "a")
    #expect(try values(Standardize(across: ["a"])(input), "a") == [0, 0])
  }

  @Test func withoutAxesItIsRefused() throws {
    let error = #expect(throws: LayerInputError.self) { _ = try Standardize(across: [])(counting(["a": 2])) }
    #expect(error?.description.contains("at least one axis") == true)
  }

  @Test func aMissingAxisIsNamed() throws {
    let error = #expect(throws: NamedAxisError.self) { _ = try Standardize(across: ["b"])(counting(["a": 2])) }
    #expect(error == .missingNames(operation: "Standardize", names: ["b"], existing: ["a": 2]))
  }

  @Test func integersAreRefused() throws {
    let error = #expect(throws: LayerInputError.self) {
      _ = try Standardize(across: ["a"])(counting(["a": 2], dtype: .int32))
    }
    #expect(error == .dtype(layer: "Standardize", expected: "a floating point dtype", found: "int32"))
  }

  @Test func theTreeIsLawful() {
    #expect(treeLawViolations(in: Standardize(across: ["a"], epsilon: 0.5)) == [])
  }
}
