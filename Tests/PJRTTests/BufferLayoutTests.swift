import Testing

@testable import PJRT

struct BufferLayoutTests {
  private func reorder(_ stored: [UInt8], _ minorToMajor: [Int64], _ dimensions: [Int], width: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0xff, count: stored.count)
    stored.withUnsafeBytes { stored in
      result.withUnsafeMutableBytes { result in
        BufferLayout(minorToMajor: minorToMajor, isTiled: false)
          .reorder(stored, dimensions: dimensions, elementWidth: width, into: result)
      }
    }
    return result
  }

  @Test func columnsBecomeRows() {
    #expect(reorder([1, 4, 2, 5, 3, 6], [0, 1], [2, 3], width: 1) == [1, 2, 3, 4, 5, 6])
  }

  @Test func elementsStayWhole() {
    #expect(reorder([1, 10, 3, 30, 2, 20, 4, 40], [0, 1], [2, 2], width: 2) == [1, 10, 2, 20, 3, 30, 4, 40])
  }

  @Test func rowMajorOrderIsRecognized() {
    #expect(BufferLayout(minorToMajor: [2, 1, 0], isTiled: false).isRowMajor)
    #expect(BufferLayout(minorToMajor: [0], isTiled: false).isRowMajor)
    #expect(BufferLayout(minorToMajor: [], isTiled: false).isRowMajor)
    #expect(!BufferLayout(minorToMajor: [0, 1], isTiled: false).isRowMajor)
    #expect(BufferLayout(minorToMajor: [2, 1, 0], isTiled: false).withOrder(Array.init) == [2, 1, 0])
    #expect(BufferLayout(minorToMajor: [1, 2, 0], isTiled: false).withOrder(Array.init) == [1, 2, 0])
  }
}
