import Testing

@testable import Arrays

/// Arguments at the ends of their types are refused or obeyed, never the end of the process.
@Suite struct ExtremeArgumentsTests {
  private static let extremes = [Int.min, Int.min + 1, -(1 << 40), -1, 0, 1 << 40, 1 << 47, Int.max - 1, Int.max]

  /// Calls a function with every extreme number; it may throw only errors that say what was wrong with the argument.
  private func withstand(_ name: String, _ function: (Int) throws -> Any) {
    for number in Self.extremes {
      do {
        _ = try function(number)
      } catch let error as ArrayError {
        #expect(!error.description.isEmpty, "\(name) of \(number)")
      } catch {
        Issue.record("\(name) of \(number) threw \(error)")
      }
    }
  }

  @Test func shapes() throws {
    let x = try NDArray.iota([2, 3])
    withstand("reshaped") { try x.reshaped(to: [-1, $0]) }
    withstand("reshaped") { try x.reshaped(to: [-1, $0, $0]) }
    withstand("reshaped") { try x.reshaped(to: [$0, $0]) }
    withstand("broadcasted") { try x.broadcasted(to: [$0, 2, 3]) }
    withstand("tiled") { try x.tiled([$0, 1]) }
    withstand("tiled") { try x.tiled([$0, $0, $0]) }
    withstand("repeated") { try x.repeated($0, axis: 0) }
    withstand("repeated") { try x.repeated([$0, 1], axis: 0) }
    withstand("padded low") { try x.padded(low: [$0, 0], high: [0, 0]) }
    withstand("padded both") { try x.padded(low: [$0, $0], high: [$0, $0]) }
    withstand("padded interior") { try x.padded(low: [0, 0], high: [0, 0], interior: [$0, 0]) }
    withstand("split") { try x.split(into: $0, axis: 0) }
    withstand("split of nothing") { try NDArray.zeros([0]).split(into: $0) }
    withstand("split at") { try x.split(at: [$0], axis: 0) }
    withstand("sliced") { try x.sliced(0..<max($0, 0), axis: 0) }
    withstand("expanded") { try x.expanded(at: $0) }
    withstand("transposed") { try x.transposed([$0, 1]) }
    withstand("rolled") { try x.rolled(by: $0) }
    withstand("movingAxis") { try x.movingAxis(0, to: $0) }
    withstand("dynamicSliced") { try x.dynamicSliced(at: [0, 0], sizes: [$0, 1]) }
    withstand("tensordot") { try x.tensordot(x, axes: $0) }
    withstand("flipped") { try x.flipped([$0]) }
  }

  @Test func indices() throws {
    let x = try NDArray.iota([2, 3])
    withstand("element") { try x[$0] }
    withstand("from") { try x[.slice(from: $0)] }
    withstand("to") { try x[.slice(to: $0)] }
    withstand("by") { try x[.slice(by: $0)] }
    withstand("all") { try x[.slice(from: $0, to: $0, by: $0)] }
    withstand("take") { try x.take(NDArray([$0], dtype: .int64), axis: 0) }
    withstand("axis") { try x.sum([$0]) }
    withstand("argmax") { try x.argmax(axis: $0) }
    withstand("cumulativeSum") { try x.cumulativeSum(axis: $0) }
  }

  @Test func creation() throws {
    withstand("arange") { try NDArray.arange($0) }
    withstand("arange from") { try NDArray.arange($0, 0) }
    withstand("arange to") { try NDArray.arange(.min, $0, step: .max) }
    withstand("arange by") { try NDArray.arange(0, 10, step: $0) }
    withstand("linspace") { try NDArray.linspace(0, 1, count: $0) }
    withstand("full") { try NDArray.full([$0], 1) }
    withstand("iota") { try NDArray.iota([$0, $0]) }
    withstand("empty") { try NDArray.iota([0, $0]) }
    withstand("triangle") { try NDArray.triangle(3, offset: $0) }
    withstand("triangle size") { try NDArray.triangle($0) }
    withstand("eye") { try NDArray.eye(3, offset: $0) }
    withstand("oneHot") { try NDArray.oneHot(NDArray([0]), count: $0) }
    withstand("from elements") { try NDArray([1.0], shape: [$0, $0]) }
    withstand("from bytes") { size in
      try [UInt8](repeating: 0, count: 4).withUnsafeBytes {
        try NDArray(bytes: $0, type: ArrayType([size, size], .float32))
      }
    }
    withstand("diagonal") { try NDArray.iota([3, 3]).diagonal(offset: $0) }
    withstand("lowerTriangle") { try NDArray.iota([3, 3]).lowerTriangle(offset: $0) }
    withstand("variance") { try NDArray([1.0, 2]).variance(ddof: $0) }
    withstand("polygamma") { try NDArray([1.0, 2]).polygamma($0) }
    withstand("split of a key") { try RandomKey(0).split(into: $0) }
    withstand("keys") { try RandomKey(0).split([$0]) }
    withstand("bits") { try RandomKey(0).bits([$0, 2]) }
    withstand("normal") { try RandomKey($0).normal([2]) }
  }

  @Test func rangesHaveAsManyNumbersAsStrides() throws {
    for (start, stop, step) in [
      (0, 10, 3), (0, 9, 3), (10, 0, -3), (-5, 5, 1), (5, -5, 1), (3, 3, 1), (0, 10, -1), (7, 8, 100),
    ] {
      let expected = Array(stride(from: start, to: stop, by: step))
      #expect(try NDArray.arange(start, stop, step: step).elements(as: Int32.self) == expected.map(Int32.init))
    }
  }

  @Test func manyAxes() throws {
    withstand("rank") { number in
      guard 0...64 ~= number else { return 0 }
      return try NDArray.ones([Int](repeating: 1, count: number)) + 1
    }
    let deep = try NDArray.iota([1]).reshaped(to: [Int](repeating: 1, count: 200))
    #expect(try (deep + 1).rank == 200)
  }
}
