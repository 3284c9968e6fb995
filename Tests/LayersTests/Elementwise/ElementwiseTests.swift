import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Treescope

struct ElementwiseTests {
  @Test func theFunctionIsAppliedAndTheAxesStay() throws {
    let input = try NamedArray(NDArray([-1.0, 2.0, -3.0, 4.0], shape: [2, 2])).tagPrefix(["a"])
    let output = try Elementwise(.relu)(input)
    #expect(output.namedShape == ["a": 2])
    #expect(output.positionalShape == [2])
    #expect(try output.data.doubles() == [0, 2, 0, 4])
  }

  @Test func aFunctionThatChangesTheShapeIsRefused() throws {
    let summing = Elementwise(ElementwiseFunction("sum") { try $0.sum() })
    let error = #expect(throws: ArrayError.self) { _ = try summing(counting(["a": 2])) }
    #expect(error?.description.contains("operand's shape [2]") == true)
  }

  @Test func plainArraysStayPlain() throws {
    let input = try NDArray([-1.0, 2.0])
    #expect(try Elementwise(.relu)(input).doubles() == [0, 2])
    let output = try Sequential([Elementwise(.relu), Elementwise(.exp)]).call(input, [:])
    #expect(try #require(output as? NDArray).doubles()[0] == 1)
    let error = #expect(throws: LayerError.self) {
      _ = try Sequential([Elementwise(.relu)]).call([NamedArray](), [:])
    }
    #expect(
      error?.underlying as? LayerInputError
        == .inputType(layer: "Elementwise", expected: "NamedArray or NDArray", found: "Array<NamedArray>"))
  }

  @Test func theFunctionIsPartOfTheStructure() throws {
    #expect(treeLawViolations(in: Elementwise(.relu)) == [])
    #expect(try Elementwise(.relu).structure() != Elementwise(.tanh).structure())
  }

  @Test func theFunctionIsPrinted() {
    #expect(Elementwise(.relu).description == "Elementwise(function: relu)")
    #expect(Elementwise(.relu).color != Elementwise(.tanh).color)
  }
}
