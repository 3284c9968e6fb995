import Arrays
import Layers
import NamedAxes
import Testing
import Trees

struct ConversionTests {
  @Test func aCapIsNeverPassed() throws {
    let input = try NamedArray(NDArray([-1000.0, 0, 1000]), "a")
    #expect(try values(TanhSoftCap(softCap: 30)(input), "a") == [-30, 0, 30])
    let dtype = #expect(throws: LayerInputError.self) {
      _ = try TanhSoftCap(softCap: 3)(counting(["a": 2], dtype: .int32))
    }
    #expect(dtype?.description.contains("found int32") == true)
  }

  @Test func allArraysOfATreeAreConvertedAndRescaled() throws {
    let pair = Pair(first: try counting(["a": 2]), second: try counting(["b": 1]))
    let converted = try #require(try CastToDType(.bfloat16).call(pair, [:]) as? Pair)
    #expect(converted.first.dtype == .bfloat16 && converted.second.dtype == .bfloat16)
    let rescaled = try #require(try ConstantRescale(by: 2).call(pair, [:]) as? Pair)
    #expect(try values(rescaled.first, "a") == [2, 4])
  }

  @Test func aNumberAsWrittenTakesTheDTypeOfTheInput() throws {
    #expect(try ConstantRescale(by: 0.5)(counting(["a": 2], dtype: .bfloat16)).dtype == .bfloat16)
  }

  @Test func theTreesAreLawful() {
    #expect(
      treeLawViolations(in: Sequential([TanhSoftCap(softCap: 3), CastToDType(.float16), ConstantRescale(by: 2)])) == [])
  }
}
