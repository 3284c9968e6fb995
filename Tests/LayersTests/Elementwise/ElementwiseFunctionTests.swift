import Arrays
import Layers
import Testing

struct ElementwiseFunctionTests {
  @Test func functionsOfOneNameAreEqual() {
    let mine = ElementwiseFunction("relu") { $0 }
    #expect(mine == .relu)
    #expect(mine.hashValue == ElementwiseFunction.relu.hashValue)
    #expect(Set([mine, .relu, .tanh]).count == 2)
    #expect(ElementwiseFunction.geluExact != .geluApproximate)
  }

  @Test func theNameIsPrinted() {
    #expect("\(ElementwiseFunction.silu)" == "silu")
  }

  @Test func aFunctionOfOnesOwnIsApplied() throws {
    let double = ElementwiseFunction("double") { try $0 + $0 }
    #expect(try double(NDArray([1.0, 2.0])).doubles() == [2, 4])
  }

  @Test(arguments: [
    (ElementwiseFunction.relu, 0.0, 2.0), (.geluExact, -0.15865525393145707, 1.9544997361036416),
    (.geluApproximate, -0.15880800939172324, 1.954597694087775), (.silu, -0.2689414213699951, 1.7615941559557649),
    (.tanh, -0.7615941559557649, 0.9640275800758169), (.sigmoid, 0.2689414213699951, 0.8807970779778823),
    (.softplus, 0.31326168751822286, 2.1269280110429727), (.exp, 0.36787944117144233, 7.38905609893065),
  ])
  func functionsHaveTheirValues(_ function: ElementwiseFunction, _ atMinusOne: Double, _ atTwo: Double) throws {
    let found = try function(NDArray([-1.0, 2.0], dtype: .float64)).doubles()
    #expect(abs(found[0] - atMinusOne) < 1e-7, "\(found[0])")
    #expect(abs(found[1] - atTwo) < 1e-7, "\(found[1])")
  }
}
