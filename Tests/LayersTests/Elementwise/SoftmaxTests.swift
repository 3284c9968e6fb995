import Arrays
import Layers
import NamedAxes
import Testing
import Trees

struct SoftmaxTests {
  @Test func severalAxesAreTakenJointly() throws {
    let output = try Softmax("a", "b")(counting(["a": 2, "b": 3, "c": 4]))
    #expect(output.names == ["a", "b", "c"])
    for total in try values(output.sum("a", "b"), "c") { #expect(abs(total - 1) < 1e-6) }
    let single = try Softmax(["a"])(counting(["a": 2, "b": 3, "c": 4]))
    for total in try values(single.sum("a"), "b", "c") { #expect(abs(total - 1) < 1e-6) }
  }

  @Test func greatNumbersDoNotOverflow() throws {
    let input = try NamedArray(NDArray([1e30, 1e30]), "a")
    #expect(try values(Softmax("a")(input), "a") == [0.5, 0.5])
  }

  @Test func aMissingAxisIsNamed() throws {
    let error = #expect(throws: NamedAxisError.self) { _ = try Softmax("c")(counting(["a": 2])) }
    #expect(error == .missingNames(operation: "softmax", names: ["c"], existing: ["a": 2]))
  }

  @Test func theTreeIsLawful() {
    #expect(treeLawViolations(in: Softmax("a", "b")) == [])
  }
}
