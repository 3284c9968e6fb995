import Foundation
import Testing
import Trees

@testable import Arrays

@Suite struct CheckpointFunctionTests {
  private let weights = Result { try NDArray((0..<9).map { Double($0) * 0.1 - 0.4 }, shape: [3, 3], dtype: .float64) }

  private func layer(_ w: NDArray, _ x: NDArray) throws -> NDArray {
    let product = try w.matmul(x).checkpointName("product")
    return try w.matmul(product.sin().checkpointName("hidden")).tanh()
  }

  /// The types of what passes from the function to its derivative, arguments left out.
  private func residuals(_ policy: CheckpointPolicy?) throws -> [ArrayType] {
    let types = [ArrayType([3, 3], .float64), ArrayType([3], .float64)]
    let graph = try Trace.record("test", types) { inputs in
      if let policy { return [try checkpoint(policy: policy, layer)(inputs[0], inputs[1])] }
      return [try layer(inputs[0], inputs[1])]
    }.graph
    let forward = try graph.linearized(active: [true, true]).forward
    let arguments = Set(forward.inputs)
    return forward.outputs.dropFirst().filter { !arguments.contains($0) }.map { forward.type($0) }
  }

  @Test func policiesDecideWhatIsKept() throws {
    let vector = ArrayType([3], .float64)
    #expect(try residuals(.saveNothing) == [])
    #expect(try residuals(.saveMatrixProducts) == [vector, vector])
    #expect(try residuals(.saveNames(["hidden"])) == [vector])
    #expect(try residuals(.saveNames(["product", "hidden"])).count == 2)
    #expect(try residuals(.saveNames(["other"])) == [])
    #expect(try residuals(nil).count > 2)
  }

  @Test(arguments: [CheckpointPolicy.saveNothing, .saveMatrixProducts, .saveNames(["hidden"]), .saveEverything])
  func derivativesAreThoseWithoutIt(policy: CheckpointPolicy) throws {
    let inputs = [try weights.get(), try NDArray([0.3, -0.5, 1], shape: [3], dtype: .float64)]
    let plain = { (inputs: [NDArray]) in try layer(inputs[0], layer(inputs[0], inputs[1])).sum() }
    let kept = { (inputs: [NDArray]) in
      let layer = checkpoint(policy: policy, layer)
      return try layer(inputs[0], layer(inputs[0], inputs[1])).sum()
    }
    for transform in [
      { f in grad(f) }, { f in { x in try jvp(grad(f), at: x, along: x).tangent } }, { f in jit(grad(f)) },
    ] as [(@escaping ([NDArray]) throws -> NDArray) -> ([NDArray]) throws -> [NDArray]] {
      for (x, y) in zip(try transform(kept)(inputs), try transform(plain)(inputs)) {
        #expect(distance(try x.doubles(), try y.doubles()) < 1e-12)
      }
    }
  }

  @Test func compilerKeepsTheRepetition() throws {
    let loss = { (w: NDArray) in try checkpoint { (w: NDArray) in try w.matmul(w).sin().sum() }(w) }
    let text = try lower { try grad(loss)($0) }(try weights.get()).stableHLO
    #expect(text.contains("optimization_barrier"))
    #expect(text.components(separatedBy: "stablehlo.dot_general").count - 1 >= 3)
  }

  @Test func variablesMayChangeInside() throws {
    let cell = TestCell(NDArray(1.0))
    let result = try checkpoint { (x: NDArray) in
      cell.writeState(try cell.array + x)
      return try x * 2
    }(NDArray(3.0))
    #expect(try result.doubles() == [6])
    #expect(try cell.array.doubles() == [4])
  }
}
