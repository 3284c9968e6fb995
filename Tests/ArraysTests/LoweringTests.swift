import Testing

@testable import Arrays

@Suite struct LoweringTests {
  private let vector = ArrayType([2], .float32)

  @Test func anEquationIsALine() throws {
    let graph = try Trace.record("test", [vector, vector]) { try [$0[0] + $0[1], $0[0].sin()] }.graph
    #expect(
      graph.stableHLO() == """
        module @penzai {
        func.func public @main(%0: tensor<2xf32>, %1: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
          %2 = stablehlo.add %0, %1 : tensor<2xf32>
          %3 = stablehlo.sine %0 : tensor<2xf32>
          return %2, %3 : tensor<2xf32>, tensor<2xf32>
        }
        }

        """)
  }

  @Test func donatedInputsAreMarked() throws {
    let graph = try Trace.record("test", [vector, vector]) { try [$0[0] + $0[1]] }.graph
    let text = graph.stableHLO(donating: [1])
    #expect(text.contains("(%0: tensor<2xf32>, %1: tensor<2xf32> {jax.buffer_donor = true})"))
  }

  @Test func largeConstantsStayOperations() throws {
    let graph = try Trace.record("test", []) { _ in [try NDArray.full([1000, 1000], 1.5)] }.graph
    let text = graph.stableHLO()
    #expect(text.contains("stablehlo.constant dense<0x3FC00000> : tensor<f32>"))
    #expect(text.contains("stablehlo.broadcast_in_dim"))
    #expect(text.utf8.count < 400)
  }

  @Test func functionsWithoutInputsOrOutputsLower() throws {
    #expect(Graph().stableHLO().contains("@main() -> () {\n  return\n}"))
    #expect(try Engine.shared.get().run(Graph(), []).isEmpty)
  }

  @Test(arguments: DType.allCases)
  func literalsKeepTheirBits(dtype: DType) throws {
    let numbers: [Literal] =
      switch dtype.category {
      case .boolean: [true, false]
      case .signed: [-128, 127]
      case .unsigned: [0, 255]
      case .floating: [1.1, -0.0, .float(.infinity), .float(-.infinity), .float(.nan), 6.1e-5]
      case .complex: [.complex(1.1, -0.0), .complex(.infinity, .nan), 2]
      }
    let graph = try Trace.record("test", []) { _ in
      try numbers.map { try NDArray.full([], $0, dtype: dtype) }
    }.graph
    for (result, number) in zip(try Engine.shared.get().run(graph, []), numbers) {
      #expect(try result.bytes() == number.bytes(as: dtype), "\(number) as \(dtype)")
    }
  }
}
