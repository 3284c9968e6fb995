import Testing
import Trees

@testable import Arrays

/// Operations across the items of a mapped axis; figures from jax 0.10.2.
@Suite struct CollectivesTests {
  private let xs = Result { try NDArray([1.0, 2, 3]) }

  private func mapped(_ function: @escaping (NDArray) throws -> NDArray) throws -> [Double] {
    try vmap(axisName: "i", function)(xs.get()).doubles()
  }

  @Test func reductionsAcrossItems() throws {
    #expect(try mapped { try psum($0 * $0, over: "i") } == [14, 14, 14])
    #expect(try mapped { try pmean($0, over: "i") } == [2, 2, 2])
    #expect(try mapped { try pmax($0, over: "i") - pmin($0, over: "i") } == [2, 2, 2])
    #expect(try mapped { try psum(NDArray(1), over: "i") + $0 } == [4, 5, 6])
    #expect(try mapped { try $0 * NDArray(axisSize("i")) } == [3, 6, 9])
    #expect(try mapped { try axisIndex("i").astype(.float32) + $0 } == [1, 3, 5])
  }

  @Test func derivativesAreThoseOfJAX() throws {
    #expect(try mapped(grad { try psum($0 * $0, over: "i") }) == [6, 12, 18])
    #expect(try mapped(grad { try pmean($0 * $0, over: "i") }) == [2, 4, 6])
    let outer = try grad { (x: NDArray) in
      try vmap(axisName: "i") { (x: NDArray) in try psum(x * x, over: "i") * x }(x).sum()
    }(xs.get())
    #expect(try outer.doubles() == [26, 38, 50])
    #expect(try mapped(grad { try allGather($0 * $0, over: "i").sum() }) == [6, 12, 18])
    // JAX has no rule for this one; ours is that of a maximum along an axis.
    #expect(
      try grad { (x: NDArray) in
        try vmap(axisName: "i") { (x: NDArray) in try pmax(x * x, over: "i") }(x).sum()
      }(xs.get()).doubles() == [0, 0, 18])
  }

  @Test func itemsAreExchanged() throws {
    let gathered = try vmap(axisName: "i") { (x: NDArray) in try allGather(x, over: "i") }(xs.get())
    #expect(try gathered.doubles() == [1, 2, 3, 1, 2, 3, 1, 2, 3])
    #expect(try mapped { try ppermute($0, over: "i", [(0, 1), (1, 2), (2, 0)]) } == [3, 1, 2])
    #expect(try mapped { try ppermute($0, over: "i", [(0, 1)]) } == [0, 1, 0])
    let square = try NDArray.arange(9).reshaped(to: [3, 3])
    let swapped = try vmap(axisName: "i") { (x: NDArray) in
      try allToAll(x, over: "i", splitAxis: 0, concatAxis: 0)
    }(square)
    #expect(try swapped.doubles() == [0, 3, 6, 1, 4, 7, 2, 5, 8])
    let tiled = try vmap(axisName: "i") { (x: NDArray) in try allGather(x, over: "i", tiled: true) }(square)
    #expect(tiled.shape == [3, 9])
  }

  @Test func outerAxesAreReachedFromInnerMaps() throws {
    let square = try NDArray.arange(6, dtype: .float32).reshaped(to: [2, 3])
    let sums = try vmap(axisName: "row") { (row: NDArray) in
      try vmap(axisName: "column") { (x: NDArray) in
        try Pair(psum(x, over: "row"), psum(x, over: "column"))
      }(row)
    }(square)
    #expect(try sums.first.doubles() == [3, 5, 7, 3, 5, 7])
    #expect(try sums.second.doubles() == [3, 3, 3, 12, 12, 12])
  }

  @Test func loopsAndBranchesPassThemOn() throws {
    let looped = try mapped { x in
      try scan(x, length: 2) { state in (try state + psum(x, over: "i"), [NDArray]()) }.carry
    }
    #expect(looped == [13, 14, 15])
    let chosen = try mapped { x in
      try cond(x.greater(1.5), then: { try x + psum(x, over: "i") }, else: { x })
    }
    #expect(chosen == [1, 8, 9])
    let counted = try mapped { x in
      try whileLoop(x) {
        try psum($0, over: "i").less(20)
      } _: {
        try $0 + 1
      }
    }
    #expect(counted == [6, 7, 8])
    #expect(try mapped { x in try checkpoint { try psum($0, over: "i") }(x) } == [6, 6, 6])
    #expect(try mapped { x in try jit { try psum($0, over: "i") }(x) } == [6, 6, 6])
  }

  @Test func unknownNamesAreRefused() throws {
    let error = #expect(throws: ArrayError.self) { try psum(NDArray(1.0), over: "i") }
    #expect(
      error?.description
        == "psum: no axis named \"i\" is mapped here. Call it inside vmap(axisName: \"i\") { ... }.")
    let other = #expect(throws: ArrayError.self) { try mapped { try pmax($0, over: "j") } }
    #expect(other?.description.contains("no axis named \"j\" is mapped here, only \"i\"") == true)
    // A function compiled inside a map cannot be called outside of it.
    let compiled = jit { (x: NDArray) in try psum(x, over: "i") }
    #expect(try mapped { try compiled($0) } == [6, 6, 6])
    #expect(throws: ArrayError.self) { try compiled(NDArray(1.0).astype(.float32)) }
    for call in [
      { try ppermute($0, over: "i", [(0, 7)]) }, { try ppermute($0, over: "i", [(0, 1), (2, 1)]) },
      { try ppermute($0, over: "i", [(0, 1), (0, 2)]) },
      { try allToAll($0, over: "i", splitAxis: 0, concatAxis: 0) },
    ] as [(NDArray) throws -> NDArray] {
      #expect(throws: ArrayError.self) { try mapped(call) }
    }
  }

  @Test func sizesMayBeGivenAndResultsShared() throws {
    let numbered = try vmap(inputAxis: nil, axisName: "i", axisSize: 4) { (x: NDArray) in try axisIndex("i") + x }(
      NDArray(1))
    #expect(try numbered.doubles() == [1, 2, 3, 4])
    let total = try vmap(outputAxis: nil, axisName: "i") { (x: NDArray) in try psum(x, over: "i") }(xs.get())
    #expect(total.shape == [])
    #expect(try total.doubles() == [6])
    let varying = #expect(throws: ArrayError.self) { try vmap(outputAxis: nil) { (x: NDArray) in x }(try xs.get()) }
    #expect(varying?.description.contains("a result differs from item to item") == true)
    let size = #expect(throws: ArrayError.self) { try vmap(axisSize: 5) { (x: NDArray) in x }(try xs.get()) }
    #expect(size?.description == "vmap: axisSize is 5, the axes to run over have sizes [3].")
  }
}
