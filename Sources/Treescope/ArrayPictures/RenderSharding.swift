/// A picture of the devices on which the parts of an array lie: a box for each part, whose digits are its devices.
///
/// With up to nine devices, numbered below nine, the digits of a box are the devices plus one, such as 13 for devices 0
/// and 2; a part on more than seven devices shows 1234567. Otherwise the parts are numbered.
///
/// - Parameters:
///   - array: An array that says how it lies on devices.
///   - rows: The axes along the height, innermost first; further ones are chosen.
///   - columns: The axes along the width, innermost first; further ones are chosen.
/// - Throws: ``ArrayPictureError/noSharding(arrayType:)``, and ``ArrayPictureError`` for axes that are not there.
public func renderSharding(
  of array: some RenderableArray, rows: [AxisReference] = [], columns: [AxisReference] = []
) throws -> Part {
  guard let sharding = array.sharding, !sharding.shards.isEmpty else {
    throw ArrayPictureError.noSharding(arrayType: array.arrayTypeName)
  }
  let content = try ShardingContent(array, sharding, rows: rows, columns: columns)
  let words = legendWords(sharding.summary, content.legend)
  return .figure(Figure(words: words) { json, _ in content.picture.write(to: &json) })
}

/// What a page draws the parts of an array from, and what the numbers in it stand for.
struct ShardingContent: Sendable {
  let legend: [(Int, String)]
  private let content: [ArrayPictureContent]

  /// The picture, of one array of numbers.
  var picture: ArrayPictureContent { content[0] }

  /// - Throws: ``ArrayPictureError`` for axes that are not there.
  init(
    _ array: any RenderableArray, _ sharding: ArraySharding, rows: [AxisReference] = [], columns: [AxisReference] = []
  ) throws {
    let grid = ShardGrid(array, sharding)
    legend = grid.legend
    // In an array, because pictures of arrays hold such pictures themselves.
    content = [
      try ArrayPictureContent(
        grid,
        ArrayPicture { picture in
          (picture.rows, picture.columns, picture.pixelsPerCell) = (rows, columns, 21)
          picture.valueItemLabels = Dictionary(uniqueKeysWithValues: grid.legend)
          for (axis, count) in zip(array.renderedAxes, grid.renderedAxes.map(\.size)) {
            let name = axis.name ?? "axis \(axis.position ?? 0)"
            picture.axisLabels[axis.reference] = count > 1 ? "\(name): \(axis.size)/\(count)" : "\(name): \(axis.size)"
          }
          for (axis, ranges) in zip(array.renderedAxes, grid.ranges) {
            picture.axisItemLabels[axis.reference] = ranges.map { "[\($0.lowerBound)..<\($0.upperBound)]" }
          }
        }, legend: grid.legend)
    ]
  }
}

/// A picture with a legend in words: what it shows, and when there is room a line for each number in it.
func legendWords(_ title: String, _ legend: [(Int, String)]) -> Part {
  let lines: [Part] = legend.map { .text("\($0.0): \($0.1)") }
  let short = Part.text("<\(title)>", .summary)
  return .node(Node(.sequence([short, .block(lines, separator: .none)]), summary: short))
}

/// The parts of an array as an array of numbers that stand for their devices.
private struct ShardGrid: RenderableArray {
  var arrayTypeName: String
  var renderedAxes: [RenderedAxis]
  var elementTypeName: String { "int32" }
  var elementKind: ElementKind { .integer }
  /// The different ranges along each axis, in order.
  let ranges: [[Range<Int>]]
  /// Each number and the devices it stands for.
  private(set) var legend: [(Int, String)] = []
  private var numbers: [[Range<Int>]: Int] = [:]

  init(_ array: any RenderableArray, _ sharding: ArraySharding) {
    arrayTypeName = array.arrayTypeName
    ranges = array.renderedAxes.indices.map { axis in
      let all = sharding.shards.compactMap { axis < $0.ranges.count ? $0.ranges[axis] : nil }
      return Set(all).sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    }
    renderedAxes = zip(array.renderedAxes, ranges).map { axis, ranges in
      RenderedAxis(name: axis.name, position: axis.position, size: ranges.count)
    }
    let devices = sharding.devices
    let isDigits = devices.count <= 9 && devices.allSatisfy { 0..<9 ~= $0 }
    for shard in sharding.shards {
      let holders = Set(sharding.shards.filter { $0.ranges == shard.ranges }.flatMap(\.devices)).sorted()
      guard numbers[shard.ranges] == nil else { continue }
      let number =
        isDigits ? Int(holders.prefix(7).map { "\($0 + 1)" }.joined()) ?? 0 : numbers.count + 1
      numbers[shard.ranges] = number
      let label = "\(sharding.platform) " + holders.map(String.init).joined(separator: ", ")
      if !legend.contains(where: { $0.0 == number }) { legend.append((number, label)) }
    }
  }

  func values(at places: [[Int]]) -> [Double] {
    var keys: [[Range<Int>]] = [[]]
    for (axis, places) in places.enumerated() {
      keys = keys.flatMap { key in places.map { key + [ranges[axis][$0]] } }
    }
    return keys.map { Double(numbers[$0] ?? 0) }
  }
}
