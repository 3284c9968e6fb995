import TestSupport
import Testing

@testable import Arrays

/// What updates at indices do beyond the recorded cases.
@Suite struct IndexedUpdatesTests {
  private func counting(_ shape: [Int]) throws -> NDArray {
    try NDArray.arange(shape.reduce(1, *)).reshaped(to: shape)
  }

  @Test func partsThatAreSetReadBack() throws {
    let x = try counting([3, 4, 5])
    let i = try NDArray([2, 0], dtype: .int32)
    let forms: [[any ArrayIndex]] = [
      [1], [AxisIndex.all, -1], [1..., ..<2],
      [AxisIndex.slice(by: -2), AxisIndex.all, AxisIndex.slice(from: 3, by: -3)],
      [AxisIndex.rest, AxisIndex.insertion, 0], [i, i], [i, AxisIndex.all, i],
      [AxisIndex.slice(by: 2), i, AxisIndex.insertion],
      [NDArray(1), 2...], [i, NDArray(-1), 4],
    ]
    for indices in forms {
      let part = try -x.indexed(by: indices) - 7
      let changed = try x.at.indexed(by: indices).set(part)
      #expect(try difference(changed.indexed(by: indices), part) == nil)
      // What was set back is as it was.
      #expect(try difference(changed.at.indexed(by: indices).set(x.indexed(by: indices)), x) == nil)
    }
  }

  @Test func functionsApplyToParts() throws {
    let x = try NDArray.arange(0.0, 4.0)
    #expect(try x.at[1..<3].apply { try $0 * 10 }.doubles() == [0, 10, 20, 3])
    let i = try NDArray([3, 9, 3], dtype: .int32)
    #expect(try x.at[i].apply { try $0 + 1 }.doubles() == [0, 1, 2, 4])
    #expect(try x.at[i].apply(outOfBounds: .wrap) { try $0 + 1 }.doubles() == [0, 2, 2, 4])
  }

  @Test func integersMayBeComputed() throws {
    let x = try counting([3, 4])
    let row = jit { (x: NDArray, i: NDArray) in try x[i, 1...] }
    let set = jit { (x: NDArray, i: NDArray) in try x.at[.all, i].set(NDArray(-1)) }
    for place in [0, 2, -1] {
      let i = try NDArray([place]).reshaped(to: [])
      #expect(try difference(row(x, i), x[place, 1...]) == nil)
      #expect(try difference(set(x, i), x.at[.all, place].set(NDArray(-1))) == nil)
    }
  }

  /// Static parts are slices of the text, without scatters and without constants that grow with the array.
  @Test func staticPartsLowerToSlices() throws {
    let lowered = try lower { (x: [NDArray]) in try x[0].at[2, 1..., .slice(by: 2)].add(x[1]) }(
      [NDArray.zeros([4, 50, 60]), NDArray.ones([49, 30])])
    #expect(lowered.stableHLO.contains("dynamic_update_slice"))
    #expect(!lowered.stableHLO.contains("scatter") && !lowered.stableHLO.contains("gather"))
    #expect(lowered.stableHLO.split(separator: "\n").allSatisfy { $0.count < 400 })
  }

  @Test func computedIntegersLowerToDynamicSlices() throws {
    let i = try NDArray([1]).reshaped(to: [])
    let arguments = [try NDArray.zeros([4, 5]), i]
    let read = try lower { (x: [NDArray]) in try x[0][x[1]] }(arguments).stableHLO
    #expect(read.contains("dynamic_slice") && !read.contains("gather"))
    let write = try lower { (x: [NDArray]) in try x[0].at[x[1]].set(NDArray(1.0), outOfBounds: .clip) }(arguments)
      .stableHLO
    #expect(write.contains("dynamic_update_slice") && !write.contains("scatter"))
  }

  @Test func indicesRunOverBatches() throws {
    let x = try counting([3, 4])
    let i = try NDArray([3, 0, 7], dtype: .int32)
    let rows = vmap { (x: NDArray, i: NDArray) in try x.at[i].set(NDArray(-1)) }
    #expect(try rows(x, i).elements(as: Int32.self) == [0, 1, 2, -1, -1, 5, 6, 7, 8, 9, 10, 11])
    let boxes = vmap { (x: NDArray, i: NDArray) in try x.dynamicSliced(at: i, size: 2, axis: 0) }
    #expect(try boxes(x, i).elements(as: Int32.self) == [2, 3, 4, 5, 10, 11])
    let moved = vmap { (x: NDArray, i: NDArray) in try x.updatingSlice(with: NDArray([-1, -2]), at: i, axis: 0) }
    #expect(try moved(x, i).elements(as: Int32.self) == [0, 1, -1, -2, -1, -2, 6, 7, 8, 9, -1, -2])
  }

  @Test func elementsOfNoAxisAreUpdatedByNothing() throws {
    let none = try NDArray.zeros([0, 2])
    let i = try NDArray([0, 5], dtype: .int32)
    #expect(try none.at[i].set(NDArray(1.0)).shape == [0, 2])
    #expect(try none.at[i].add(NDArray(1.0), outOfBounds: .clip).shape == [0, 2])
  }
}
