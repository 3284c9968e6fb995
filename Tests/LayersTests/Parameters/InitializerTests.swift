import Arrays
import Layers
import NamedAxes
import Testing

struct InitializerTests {
  private let axes = InitializerAxes(
    input: ["i": 3], output: ["o": 4], parallel: ["p": 2], convolutionSpatial: ["s": 5])

  @Test func randomWeightsHaveParallelAndSpatialAxesFirst() throws {
    #expect(try Initializer.xavierUniform(RandomKey(0), axes, .float32).names == ["p", "s", "i", "o"])
  }

  @Test func constantsHaveParallelAndSpatialAxesLast() throws {
    let value = try Initializer.constant(0.5)(RandomKey(0), axes, .float32)
    #expect(value.names == ["i", "o", "p", "s"])
    #expect(Set(try value.data.doubles()) == [0.5])
    #expect(Set(try Initializer.zero(RandomKey(0), axes, .float32).data.doubles()) == [0])
  }

  @Test(arguments: [DType.bfloat16, .float16, .float32, .float64])
  func valuesHaveTheDTypeAskedFor(_ dtype: DType) throws {
    for initializer in [Initializer.xavierUniform, .xavierNormal, .zero] {
      #expect(try initializer(RandomKey(0), axes, dtype).dtype == dtype)
    }
  }

  @Test(arguments: [
    // Spatial axes count as a receptive field: fan in 3 · 5 and fan out 4 · 5.
    (Initializer.Fan.input, 2.0 / 15), (.output, 2.0 / 20), (.average, 2.0 / 17.5),
  ])
  func uniformWeightsFillTheirInterval(_ fan: Initializer.Fan, _ variance: Double) throws {
    let weights = Initializer.varianceScaling(2, fan, .uniform)
    let wide = InitializerAxes(
      input: ["i": 3], output: ["o": 4], parallel: ["p": 500], convolutionSpatial: ["s": 5])
    let values = try weights(RandomKey(1), wide, .float32).data.doubles()
    let bound = (3 * variance).squareRoot()
    #expect(values.allSatisfy { abs($0) <= bound })
    #expect((values.max() ?? 0) > 0.99 * bound)
    #expect((values.min() ?? 0) < -0.99 * bound)
  }

  @Test func normalWeightsHaveTheirVariance() throws {
    let wide = InitializerAxes(input: ["i": 30], output: ["o": 50], parallel: ["p": 20])
    let values = try Initializer.xavierNormal(RandomKey(1), wide, .float32).data.doubles()
    let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    #expect(abs(variance * 40 - 1) < 0.03)
  }

  @Test(arguments: [Initializer.xavierUniform, .zero])
  func aNameInTwoRolesIsRefused(_ initializer: Initializer) throws {
    let clashing = InitializerAxes(input: ["a": 3, "b": 2], output: ["b": 2], parallel: ["a": 3])
    let error = #expect(throws: LayerInputError.self) { _ = try initializer(RandomKey(0), clashing, .float32) }
    #expect(error?.description.contains("Duplicate axis names during initialization") == true)
    #expect(error?.description.contains("a") == true && error?.description.contains("b") == true)
  }

  @Test func anInitializerOfOnesOwnSeesTheRoles() throws {
    let initializer = Initializer { _, axes, dtype in
      NamedArray(try NDArray.full([], .integer(axes.input.elementCount * axes.output.elementCount), dtype: dtype))
    }
    #expect(try initializer(RandomKey(0), axes, .float32).data.doubles() == [12])
  }
}
