import Testing
import Trees

@testable import Arrays

@Suite struct LoweredTests {
  private let x: NDArray

  init() throws { x = try NDArray([1.0, 2, 3]) }

  @Test func operationsAreAvailableInBothForms() throws {
    let lowered = try lower { (x: NDArray) in try (x * x).sin() }(x)
    #expect(lowered.equationCount == 2)
    #expect(
      lowered.description == """
        { lambda a: float32[3]
            b: float32[3] = multiply a a
            c: float32[3] = sin b
          in (c) }
        """)
    #expect(
      lowered.stableHLO == """
        module @penzai {
        func.func public @main(%0: tensor<3xf32>) -> (tensor<3xf32>) {
          %1 = stablehlo.multiply %0, %0 : tensor<3xf32>
          %2 = stablehlo.sine %1 : tensor<3xf32>
          return %2 : tensor<3xf32>
        }
        }

        """)
  }

  @Test func operationsAreShownWithTheirPlaces() throws {
    let line = #line + 2
    let lowered = try lower { (x: NDArray) in
      let square = try x * x
      return try square.sin()
    }(x)
    #expect(
      lowered.text(withLocations: true) == """
        { lambda a: float32[3]
            b: float32[3] = multiply a a  // LoweredTests.swift:\(line)
            c: float32[3] = sin b  // LoweredTests.swift:\(line + 1)
          in (c) }
        """)
    #expect(lowered.text(withLocations: false) == lowered.description)
  }

  @Test func nothingIsRunAndOnlyTypesMatter() throws {
    let counter = CallCounter()
    let function = { (x: NDArray) in
      counter.add()
      return try x.exp().sum()
    }
    let texts = try [[1.0, 2], [3.0, .nan]].map { try lower(function)(NDArray($0)).stableHLO }
    #expect(texts[0] == texts[1])
    #expect(counter.value == 2)
    #expect(try lower(function)(x).stableHLO != texts[0])
    #expect(try lower(function)(x.astype(.float64)).stableHLO.contains("tensor<3xf64>"))
  }

  @Test func whatTheResultDoesNotNeedIsLeftOut() throws {
    let lowered = try lower { (x: NDArray) in
      _ = try x.exp().sin()
      return try x.cos()
    }(x)
    #expect(lowered.equationCount == 1)
    #expect(!lowered.stableHLO.contains("exponential"))
  }

  @Test func treesGoInAndComeOut() throws {
    let weights = Weights(matrix: x, biases: ["a": x], layers: [[x], []])
    let lowered = try lower { (weights: Weights) in try weights.mapLeaves(of: NDArray.self) { try $0 + $0 } }(weights)
    #expect(lowered.equationCount == 3)
    #expect(lowered.stableHLO.contains("-> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)"))
  }

  @Test func capturedArraysAreInputs() throws {
    let offset = try NDArray([10.0, 20, 30])
    let lowered = try lower { (x: NDArray) in try x - offset }(x)
    #expect(lowered.description.hasPrefix("{ lambda a: float32[3], b: float32[3]\n"))
    #expect(lowered.equationCount == 1)
  }

  @Test func otherTransformationsAreTakenIn() throws {
    let square = jit { (x: NDArray) in try (x * x).sum() }
    #expect(try lower(square)(x).description == lower { (x: NDArray) in try (x * x).sum() }(x).description)
    let slope = try lower(grad { (x: NDArray) in try x.sin().sum() })(x)
    #expect(slope.description.contains("cos"))
    let mapped = try lower(vmap { (x: NDArray) in try x.sin() })(NDArray.ones([4, 2]))
    #expect(mapped.stableHLO.contains("stablehlo.sine %0 : tensor<4x2xf32>"))
  }

  @Test func changedVariablesAreResultsButStayUnchanged() throws {
    let cell = TestCell(x)
    let lowered = try lower { (y: NDArray) in
      cell.writeState(try cell.array + y)
      return try y * y
    }(x)
    #expect(lowered.equationCount == 2)
    #expect(lowered.stableHLO.contains("-> (tensor<3xf32>, tensor<3xf32>)"))
    #expect(cell.stores == 0)
    #expect(try cell.array.doubles() == [1, 2, 3])
  }

  @Test func valuesCannotBeRead() throws {
    let error = #expect(throws: ArrayError.self) {
      try lower { (x: NDArray) in try x * NDArray(x.sum().item(as: Float.self)) }(x)
    }
    #expect(error?.description.contains("lower") == true)
    let shapes = #expect(throws: ArrayError.self) { try lower { (y: NDArray) in try y + x }(NDArray([1.0, 2])) }
    #expect(shapes?.description.contains("[2] and [3]") == true)
  }
}
