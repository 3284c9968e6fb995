import Arrays
import Layers
import NamedAxes
import Testing
import Trees

struct ZeroTests {
  @Test func zerosHaveTheAxesAndTheDTypeOfTheInput() throws {
    let output = try Zero()(counting(["a": 2, "b": 3], dtype: .bfloat16))
    #expect(output.dtype == .bfloat16)
    #expect(output.names == ["a", "b"])
    #expect(try values(output, "a", "b") == [0, 0, 0, 0, 0, 0])
  }

  @Test func notANumberBecomesZero() throws {
    let input = try NamedArray(NDArray([Float.nan, .infinity]), "a")
    #expect(try values(Zero()(input), "a") == [0, 0])
  }

  @Test func theTreeIsLawful() {
    #expect(treeLawViolations(in: Zero()) == [])
  }
}
