import Testing
import Trees

@testable import Arrays

/// Derivatives as linear functions, their transposes, Jacobians, and shapes without computing.
@Suite struct LinearizeTests {
  private let x = Result { try NDArray([0.5, -1, 2], shape: [3], dtype: .float64) }

  @Test func linearFunctionsAgreeWithJVP() throws {
    let f = { (x: [NDArray]) in [try x[0].sin() * x[1].sum(), try x[0].exp().sum()] }
    let at = [try x.get(), try x.get() * 2]
    let (value, linear) = try linearize(f, at: at)
    for scale in [1.0, -3] {
      let change = try at.map { try $0 * scale }
      let wanted = try jvp(f, at: at, along: change)
      for (x, y) in zip(value + (try linear(change)), wanted.value + wanted.tangent) {
        #expect(distance(try x.doubles(), try y.doubles()) < 1e-14)
      }
    }
    let error = #expect(throws: ArrayError.self) { try linear([at[0]]) }
    #expect(error?.description == "linearize: the change has 1 arrays, the argument has 2.")
  }

  @Test func transposesOfLinearFunctions() throws {
    let w = try NDArray([1.0, 2, 3, 4, 5, 6], shape: [2, 3], dtype: .float64)
    let transpose = try linearTranspose(
      { (x: NDArray) in try w.matmul(x) * 2 }, at: NDArray.placeholder([3], dtype: .float64))
    #expect(try transpose(try NDArray([1.0, 1], shape: [2], dtype: .float64)).doubles() == [10, 14, 18])
    for (function, name) in [({ try $0.sin() }, "sin"), ({ try $0 * $0 }, "multiply")]
      as [((NDArray) throws -> NDArray, String)]
    {
      let error = #expect(throws: ArrayError.self) { try linearTranspose(function, at: try x.get()) }
      #expect(error?.description.contains(name) == true, "\(error?.description ?? "")")
    }
  }

  @Test func jacobiansForwardAndReverseAgree() throws {
    let f = { (x: NDArray) in try NDArray.stack([x.sin() * x[0], x.squared()]) }
    let forward: NDArray = try jacobianForward(f)(try x.get())
    let reverse: NDArray = try jacobianReverse(f)(try x.get())
    #expect(forward.shape == [2, 3, 3])
    #expect(distance(try forward.doubles(), try reverse.doubles()) < 1e-14)
    let tree = try jacobianReverse { (t: [String: NDArray]) in try t["a"].map { try $0.sum() } ?? 0 }(["a": try x.get()]
    )
    #expect(try tree["a"]?.doubles() == [1, 1, 1])
    let second = try hessian { try $0.squared().squared().sum() }(try x.get())
    #expect(distance(try second.doubles(), [3, 0, 0, 0, 12, 0, 0, 0, 48]) < 1e-12)
    #expect(throws: ArrayError.self) { try jacobianForward { $0 }(NDArray(1)) as NDArray }
    #expect(throws: ArrayError.self) { try jacobianReverse { $0 }(NDArray(1)) as NDArray }
  }

  @Test func shapesAreFoundWithoutComputing() throws {
    // No machine could hold these.
    let huge = try NDArray.placeholder([1 << 20, 1 << 20], dtype: .bfloat16)
    let shapes = try evaluateShapes { (x: NDArray) in ["y": try x.matmul(x).sum([0]), "z": NDArray(1)] }(huge)
    #expect(shapes["y"]?.type == ArrayType([1 << 20], .bfloat16))
    #expect(shapes["z"]?.isWeaklyTyped == true)
    #expect(shapes["y"]?.description == "<NDArray bfloat16(1048576) (placeholder)>")
    let small = try NDArray.placeholder([2])
    let error = #expect(throws: ArrayError.self) { try small + small }
    #expect(error?.description.contains("this float32[2] array is a placeholder") == true)
    #expect(throws: ArrayError.self) { try huge.doubles() }
    #expect(throws: ArrayError.self) { try NDArray.placeholder([-1]) }
  }
}
