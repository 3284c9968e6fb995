import Arrays
import NamedAxes
import Testing
import Trees

/// Named arrays inside `jit`, `grad`, `vmap` and products: names go in and come out.
@Suite struct TransformationTests {
  let weights: NamedArray

  init() throws {
    weights = try NamedArray(NDArray((0..<6).map(Double.init), shape: [2, 3]), "in", "out")
  }

  @Test func theyKeepTheLawsOfTrees() throws {
    #expect(treeLawViolations(in: weights) == [])
    #expect(treeLawViolations(in: try weights.untag("out")) == [])
    #expect(try weights.leaves(of: NDArray.self).count == 1)
    #expect(try weights.structure() != weights.order(as: "out", "in").structure())
  }

  @Test func jitKeepsNames() throws {
    let double = jit(donatingArgument: false) { (tree: [NamedArray]) in try [tree[0] * 2] }
    let result = try double([weights])[0]
    #expect(result.names == ["in", "out"])
    #expect(try result.unwrap("in", "out").doubles() == [0, 2, 4, 6, 8, 10])
    let sums = try jit { (x: NamedArray) in try x.untag("out").sum() }(weights)
    #expect(try sums.unwrap().doubles() == [15])
  }

  @Test func jitTracesAnewForOtherNames() throws {
    var traces = 0
    let add = jit { (x: NamedArray, y: NamedArray) in
      traces += 1
      return try x + y
    }
    let plain = try NDArray.ones([2, 2])
    let ab = try NamedArray(plain, "a", "b")
    _ = try add(ab, ab)
    _ = try add(ab, ab)
    #expect(traces == 1)
    #expect(try add(ab, NamedArray(plain, "b", "a")).names == ["a", "b"])
    #expect(try add(ab, NamedArray(plain, "c", "d")).names == ["a", "b", "c", "d"])
    #expect(traces == 3)
  }

  @Test func gradientsHaveTheNamesOfTheArgument() throws {
    let x = try NamedArray(NDArray([1.0, 2.0]), "in")
    let gradient = try grad { (w: NamedArray) in
      let y = try contract(["in"], x, w)
      return try (y * y).sum().unwrap()
    }(weights)
    #expect(gradient.names == ["in", "out"])
    // y = [6, 9, 12]; the derivative is 2 x y.
    #expect(try gradient.unwrap("in", "out").doubles() == [12, 18, 24, 24, 36, 48])
  }

  @Test func gradientsFlowThroughNmap() throws {
    let gradient = try grad { (w: NamedArray) in
      try nmap(w.untag("out")) { try $0.squared().sum() }.sum().unwrap()
    }(weights)
    #expect(gradient.names == ["in", "out"])
    #expect(try gradient.unwrap("in", "out").doubles() == [0, 2, 4, 6, 8, 10])
  }

  @Test func forwardProductsHaveNames() throws {
    let (value, tangent) = try jvp({ (w: NamedArray) in try w * w }, at: weights, along: weights)
    #expect(value.names == ["in", "out"])
    #expect(tangent.names == ["in", "out"])
    #expect(try tangent.data.doubles() == [0, 2, 8, 18, 32, 50])
  }

  @Test func vmapAddsAndTakesAPositionalAxis() throws {
    // The names of the last axes stay true while a first axis comes and goes.
    let rows = try NamedArray(NDArray((0..<12).map(Double.init), shape: [2, 2, 3])).tag("n", "in", "out").untag("n")
    let result = try vmap { (x: NamedArray) in
      #expect(x.names == ["in", "out"])
      #expect(x.positionalShape == [])
      return try x * weights
    }(rows)
    #expect(result.positionalShape == [2])
    #expect(result.names == ["in", "out"])
    #expect(try result.data.doubles() == [0, 1, 4, 9, 16, 25, 0, 7, 16, 27, 40, 55])
  }

  @Test func nmapWithinNmap() throws {
    let result = try nmap(weights.untag("in")) { column in
      try nmap(wrap(column, "k")) { try $0 * 2 }.unwrap("k")
    }
    #expect(try result.tag("in").unwrap("in", "out").doubles() == [0, 2, 4, 6, 8, 10])
  }
}
