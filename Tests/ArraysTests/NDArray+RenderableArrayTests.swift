import Testing
import Treescope

@testable import Arrays

/// Arrays as pictures and summaries see them.
@Suite struct NDArrayRenderableArrayTests {
  @Test func someElementsAreRead() throws {
    let array = try NDArray.iota([4, 5, 6], axis: 1, dtype: .float32)
    #expect(try array.values(at: [[0, 3], [1, 2, 4], [5]]) == [1, 2, 4, 1, 2, 4])
    let flat = try NDArray((0..<120).map { Int16($0) }, shape: [4, 5, 6])
    #expect(try flat.values(at: [[0, 3], [4], [0, 5]]) == [24, 29, 114, 119])
    #expect(try flat.values(at: [[], [4], [0]]) == [])
    #expect(try NDArray(Float(2.5)).values(at: []) == [2.5])
    #expect(try NDArray([true, false]).values(at: [[0, 1]]) == [1, 0])
    #expect(throws: ArrayError.self) { try flat.values(at: [[4], [0], [0]]) }
    #expect(throws: ArrayError.self) { try flat.values(at: [[0]]) }
  }

  /// What devices whose memory the host cannot read do.
  @Test func aDeviceTakesOutThePart() throws {
    let flat = try NDArray((0..<120).map { Int16($0) }, shape: [4, 5, 6])
    let part = try flat.taken([[0, 3], [0, 1, 2, 3, 4], [5]])
    #expect(part.shape == [2, 5, 1])
    #expect(try part.doubles() == flat.values(at: [[0, 3], [0, 1, 2, 3, 4], [5]]))
    var traced: [Double] = []
    _ = try jit { (x: NDArray) in
      traced = try flat.taken([[1], [2], [3]]).doubles()
      return x
    }(flat)
    #expect(traced == [45])
  }

  @Test func hugeConstantsAreNotWrittenOut() throws {
    let ones = try NDArray.ones([1 << 20, 1 << 20])
    #expect(try ones.values(at: [[0, 1 << 19], [7]]) == [1, 1])
    #expect(renderPage(ones).utf8.count < 200_000)
  }

  @Test func whatArraysSayOfThemselves() throws {
    let array = try NDArray([Int32(1), 2, 3])
    #expect(array.renderedAxes == [RenderedAxis(position: 0, size: 3)])
    #expect(array.elementKind == .integer)
    #expect(array.elementTypeName == "int32")
    #expect(array.sharding?.summary == "Device: CPU 0")
    #expect(try NDArray.placeholder([2]).isReadable == false)
    #expect(try NDArray.zeros([2], dtype: .complex64).elementKind == .complex)
  }

  @Test func fewElementsArePrintedInFull() throws {
    #expect(try render(NDArray([Int32(1), -2, 3])) == "<NDArray int32(3) [1, -2, 3]>")
    #expect(
      try render(NDArray([Float(0.5), 1, .nan, 4], shape: [2, 2])) == "<NDArray float32(2, 2) [[0.5, 1.0], [nan, 4.0]]>"
    )
    #expect(try render(NDArray.iota([11])) == "<NDArray int32(11) [≥0, ≤10] zero:1 nonzero:10>")
    #expect(try render(NDArray.placeholder([2])) == "<NDArray float32(2) (placeholder)>")
  }

  @Test func complexNumbersHaveTwoParts() throws {
    let parts = [
      try NDArray.iota([2, 3], axis: 1, dtype: .float32), try NDArray.iota([2, 3], axis: 0, dtype: .float32),
    ]
    let array = try NDArray.complex(parts[0], parts[1])
    #expect(try array.values(at: [[1], [0, 2]]) == [0, 2])
    #expect(try array.imaginaryValues(at: [[1], [0, 2]]) == [1, 1])
    #expect(try parts[0].imaginaryValues(at: [[0], [0, 2]]) == [0, 0])
    #expect(renderPage(array).occurrences(of: "\"k\":\"array\"") == 2)
  }

  @Test func arraysSayWhyTheirElementsAreNotShown() throws {
    let array = try NDArray.zeros([400, 300]) + 1
    #expect(render(array) == "<NDArray float32(400, 300) (large)>")
    _ = try jit(donatingArgument: true) { (x: NDArray) in try x + 1 }(array)
    #expect(render(array) == "<NDArray float32(400, 300) (donated)>")
    #expect(!array.isReadable)
    #expect(!renderPage(array).contains("\"k\":\"array\""))
  }

  @Test func pagesHavePictures() throws {
    let page = renderPage(try NDArray.iota([30, 40], axis: 0, dtype: .float32))
    #expect(page.contains(#""k":"array""#))
    #expect(page.contains("axis 0: 30"))
  }

  @Test func arraysPrintWhileAFunctionIsTraced() throws {
    let outside = try NDArray([Float(1), 2])
    var texts: [String] = []
    _ = try jit { (x: NDArray) in
      texts = [renderPage(outside), renderPage(x)]
      return try x + outside
    }(outside)
    #expect(texts.count == 2)
    #expect(texts.first?.contains("[1.0, 2.0]") == true)
    #expect(texts.last?.contains("(traced)") == true)
  }
}

extension String {
  /// How often another text occurs.
  fileprivate func occurrences(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
