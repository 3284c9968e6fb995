import Testing
import Trees

@testable import Arrays

/// Jacobians of functions from trees to trees.
@Suite struct JacobianTests {
  private struct Point: PyTree {
    var place: NDArray
    var scale: NDArray

    mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
      try walker.child("place", &place)
      try walker.child("scale", &scale)
    }
  }

  private struct Image: PyTree {
    var outer: NDArray
    var sum: NDArray

    mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
      try walker.child("outer", &outer)
      try walker.child("sum", &sum)
    }
  }

  private let point: Point

  init() throws {
    point = Point(
      place: try NDArray([1.0, 2, 3]).astype(.float64), scale: NDArray(literal: .float(0.5), dtype: .float64))
  }

  private func image(_ point: Point) throws -> Image {
    let stretched = try point.place.sin() * point.scale
    return Image(outer: try stretched.outer(point.place), sum: try stretched.squared().sum())
  }

  private func distance(_ x: NDArray, _ y: NDArray) throws -> Double {
    #expect(x.type == y.type)
    return try zip(x.doubles(), y.doubles()).map { abs($0 - $1) }.max() ?? 0
  }

  @Test func forwardAndReverseAgreeWithJacobiansByOneArray() throws {
    let forward: Jacobian<Point, Image> = try jacobianForward(image)(point)
    let reverse: Jacobian<Point, Image> = try jacobianReverse(image)(point)
    #expect(try forward[\.outer, by: \.place].shape == [3, 3, 3])
    #expect(try forward[\.outer, by: \.scale].shape == [3, 3])
    #expect(try forward[\.sum, by: \.place].shape == [3])
    #expect(try forward[\.sum, by: \.scale].shape == [])
    for (x, y) in try zip(forward.rows, reverse.rows) {
      for (x, y) in try zip(x.arrays(), y.arrays()) { #expect(try distance(x, y) < 1e-14) }
    }
    let alone: NDArray = try jacobianForward { (place: NDArray) in
      try image(Point(place: place, scale: point.scale)).outer
    }(point.place)
    #expect(try distance(alone, reverse.row(of: \.outer).place) < 1e-14)
  }

  @Test func rowsAreWhatDifferencesGive() throws {
    let jacobian: Jacobian<Point, Image> = try jacobianReverse(image)(point)
    let step = 1e-6
    var moved = point
    moved.scale = try point.scale + step
    let slope = try (image(moved).outer - image(point).outer) / step
    #expect(try distance(slope, jacobian[\.outer, by: \.scale]) < 1e-5)
    #expect(try distance(jacobian.columns[1].outer, jacobian[\.outer, by: \.scale]) == 0)
  }

  @Test func oneArrayOnOneSideNeedsNoTable() throws {
    let byTree: Point = try jacobianForward { (point: Point) in try image(point).sum }(point)
    let reverse: Point = try jacobianReverse { (point: Point) in try image(point).sum }(point)
    #expect(try distance(byTree.place, reverse.place) < 1e-14)
    #expect(try distance(byTree.scale, reverse.scale) < 1e-14)
    let ofPlace = { (place: NDArray) in try image(Point(place: place, scale: point.scale)) }
    let ofTree: Image = try jacobianReverse(ofPlace)(point.place)
    let forward: Image = try jacobianForward(ofPlace)(point.place)
    #expect(try distance(ofTree.outer, forward.outer) < 1e-14)
    #expect(ofTree.sum.shape == [3])
  }

  @Test func hessiansOfTreesAreSymmetric() throws {
    let value = { (point: Point) in try (point.place.squared() * point.scale).sum() }
    let second: Jacobian<Point, Point> = try hessian(value)(point)
    #expect(try second[\.place, by: \.place].doubles() == [1, 0, 0, 0, 1, 0, 0, 0, 1])
    #expect(try second[\.place, by: \.scale].doubles() == [2, 4, 6])
    #expect(try second[\.scale, by: \.place].doubles() == [2, 4, 6])
    #expect(try second[\.scale, by: \.scale].doubles() == [0])
  }

  @Test func theyGoThroughJitAndVmap() throws {
    let outside: Jacobian<Point, Image> = try jacobianReverse(image)(point)
    let inside = try jit { (point: Point) -> Jacobian<Point, Image> in try jacobianReverse(image)(point) }(point)
    #expect(try distance(inside[\.outer, by: \.place], outside[\.outer, by: \.place]) < 1e-14)
    let mapped = try vmap { (scale: NDArray) -> Jacobian<Point, Image> in
      try jacobianForward(image)(Point(place: point.place, scale: scale))
    }(try NDArray([0.5, 2.0]).astype(.float64))
    #expect(try distance(mapped[\.sum, by: \.place][0], outside[\.sum, by: \.place]) < 1e-14)
    #expect(mapped.rows.count == 2)
  }

  @Test func whatHasNoDerivativeIsNamed() throws {
    let counts = ["count": try NDArray([1, 2])]
    let argument = #expect(throws: ArrayError.self) {
      let _: Jacobian<[String: NDArray], [NDArray]> = try jacobianForward { [$0["count"] ?? 0] }(counts)
    }
    #expect(argument?.description.contains("[\"count\"] has dtype int32") == true)
    let empty = #expect(throws: ArrayError.self) {
      let _: Jacobian<[NDArray], [NDArray]> = try jacobianForward { (_: [NDArray]) in [NDArray(1.0)] }([])
    }
    #expect(empty?.description == "jacobianForward: the argument has no arrays.")
  }
}
