import Arrays
import NamedAxes
import Testing
import Treescope

/// Named arrays as pictures see them.
@Suite struct NamedArrayRenderableArrayTests {
  @Test func axesHaveNamesOrPositions() throws {
    let array = try wrap(NDArray.iota([2, 3, 4], axis: 2, dtype: .float32), "batch", "heads", "features")
    let mixed = try array.untag("heads")
    #expect(
      mixed.renderedAxes == [
        RenderedAxis(name: "batch", size: 2), RenderedAxis(position: 0, size: 3),
        RenderedAxis(name: "features", size: 4),
      ])
    #expect(try mixed.values(at: [[1], [0, 2], [3]]) == [3, 3])
  }

  @Test func picturesTakeAxesByName() throws {
    let array = try wrap(NDArray.iota([2, 3], axis: 1, dtype: .float32), "batch", "features")
    #expect(throws: Never.self) { try renderArray(array, ArrayPicture { $0.rows = ["features"] }) }
    #expect(throws: ArrayPictureError.self) { try renderArray(array, ArrayPicture { $0.rows = ["heads"] }) }
    #expect(renderPage(array).contains("features: 3"))
  }
}
