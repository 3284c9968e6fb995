import Foundation
import Testing

@testable import Treescope

/// Choices recorded from treescope, by `Scripts/golden/treescope_arrays_golden.py`.
struct PictureGoldenTests {
  private let record: Record

  init() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Golden/treescope_arrays.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    record = try decoder.decode(Record.self, from: Data(contentsOf: path))
  }

  @Test func axesAreCutAsInTreescope() {
    #expect(record.truncations.count == 80)
    for each in record.truncations {
      let edges = balancedTruncation(
        each.shape, maximumSize: each.maximumSize, cutoffSizePerAxis: each.cutoffSizePerAxis,
        minimumEdgeItems: each.minimumEdgeItems)
      #expect(edges == each.edges, "\(each)")
    }
  }

  @Test func axesLieAsInTreescope() {
    #expect(record.arrangements.count == 80)
    for each in record.arrangements {
      let axes = each.axes.map { RenderedAxis(name: $0.name, position: $0.position, size: $0.size) }
      let found = AxisArrangement(
        axes, shownSizes: each.shown, rows: each.knownRows, columns: each.knownColumns, except: [])
      #expect(found.rows == each.rows && found.columns == each.columns, "\(each)")
    }
  }

  @Test func boundsAreTreescopes() throws {
    #expect(record.bounds.count == 40)
    for each in record.bounds {
      let picture = ArrayPicture { picture in
        picture.isAroundZero = each.aroundZero
        (picture.minimum, picture.maximum) = (each.givenMinimum, each.givenMaximum)
        picture.trimsOutliers = each.trim
      }
      let colors = try PictureColors(each.values, mask: each.mask, picture, of: SampleArray([1]) { _ in 0 })
      #expect(abs(colors.minimum - each.minimum) <= 1e-9 * abs(each.minimum), "\(each)")
      #expect(abs(colors.maximum - each.maximum) <= 1e-9 * abs(each.maximum), "\(each)")
    }
  }

  private struct Record: Decodable {
    var truncations: [Truncation]
    var arrangements: [Arrangement]
    var bounds: [Bounds]
  }

  private struct Truncation: Decodable {
    var shape: [Int]
    var maximumSize, cutoffSizePerAxis, minimumEdgeItems: Int
    var edges: [Int?]
  }

  private struct Arrangement: Decodable {
    struct Axis: Decodable {
      var name: String?
      var position: Int?
      var size: Int
    }

    var axes: [Axis]
    var shown, knownRows, knownColumns, rows, columns: [Int]
  }

  private struct Bounds: Decodable {
    var values: [Double]
    var mask: [Bool]
    var aroundZero, trim: Bool
    var givenMinimum, givenMaximum: Double?
    var minimum, maximum: Double
  }
}
