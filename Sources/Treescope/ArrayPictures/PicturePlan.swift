/// A picture of an array with every choice made: what is shown of each axis and where it lies.
struct PicturePlan {
  /// What is shown of one axis.
  struct Axis {
    var axis: RenderedAxis
    var label: String
    /// How many places are shown from the start.
    var head: Int
    /// How many places are shown at the end; none where the axis is shown in full.
    var tail: Int
    /// A label for each place shown.
    var itemLabels: [String]?

    /// The places shown, in order.
    var places: [Int] { Array(0..<head) + Array(axis.size - tail..<axis.size) }
  }

  let axes: [Axis]
  let arrangement: AxisArrangement
  let sliders: [Int]

  /// - Throws: ``ArrayPictureError`` where the picture asks for what the array does not have.
  init(_ array: any RenderableArray, _ picture: ArrayPicture) throws {
    let rendered = array.renderedAxes
    guard 1...21 ~= picture.pixelsPerCell else { throw ArrayPictureError.pixelsPerCell(picture.pixelsPerCell) }
    func place(_ reference: AxisReference) throws -> Int {
      guard let place = rendered.firstIndex(where: { $0.matches(reference) }) else {
        throw ArrayPictureError.unknownAxis(reference, axes: rendered)
      }
      return place
    }
    let (rows, columns) = (try picture.rows.map(place), try picture.columns.map(place))
    sliders = try picture.sliders.map(place)
    var seen: Set<Int> = []
    for axis in rows + columns + sliders where !seen.insert(axis).inserted {
      throw ArrayPictureError.repeatedAxis(rendered[axis].reference)
    }
    let edges: [Int?] =
      picture.truncates
      ? balancedTruncation(
        rendered.map(\.size), maximumSize: picture.maximumSize, cutoffSizePerAxis: picture.cutoffSizePerAxis,
        minimumEdgeItems: max(picture.minimumEdgeItems, 1))
      : Array(repeating: nil, count: rendered.count)
    for reference in picture.axisLabels.keys { _ = try place(reference) }
    axes = try zip(rendered, edges).map { axis, edge in
      // An edge of half the axis leaves nothing to cut.
      let isCut = edge.map { 2 * $0 + 1 < axis.size } ?? false
      var shown = Axis(
        axis: axis, label: PicturePlan.label(axis, picture), head: isCut ? edge ?? 0 : axis.size,
        tail: isCut ? edge ?? 0 : 0)
      if let (reference, labels) = picture.axisItemLabels.first(where: { axis.matches($0.key) }) {
        guard labels.count == axis.size else {
          throw ArrayPictureError.labelCount(reference, expected: axis.size, found: labels.count)
        }
        shown.itemLabels = shown.places.map { labels[$0] }
      }
      return shown
    }
    arrangement = AxisArrangement(
      rendered, shownSizes: axes.map { $0.head + $0.tail + ($0.tail > 0 ? 1 : 0) }, rows: rows, columns: columns,
      except: sliders)
  }

  private static func label(_ axis: RenderedAxis, _ picture: ArrayPicture) -> String {
    if let (_, label) = picture.axisLabels.first(where: { axis.matches($0.key) }) { return label }
    return "\(axis.name ?? "axis \(axis.position ?? 0)"): \(axis.size)"
  }

  /// For each element shown, row-major, whether the mask says that it is worth showing.
  func mask(_ mask: any RenderableArray) throws -> [Bool] {
    let maskAxes = mask.renderedAxes
    // The place in the data of each axis of the mask.
    let places = try maskAxes.map { axis in
      guard let place = axes.firstIndex(where: { $0.axis.matches(axis.reference) && $0.axis.size == axis.size }) else {
        throw ArrayPictureError.mask(axis: axis, axes: axes.map(\.axis))
      }
      return place
    }
    let values = try mask.values(at: places.map { axes[$0].places })
    let sizes = axes.map { $0.head + $0.tail }
    var strides = [Int](repeating: 0, count: axes.count)
    var stride = 1
    for place in places.reversed() {
      strides[place] = stride
      stride *= sizes[place]
    }
    var result: [Bool] = []
    var index = [Int](repeating: 0, count: axes.count)
    for _ in 0..<sizes.reduce(1, *) {
      result.append(values[zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 }] != 0)
      var axis = axes.count - 1
      while axis >= 0 {
        index[axis] += 1
        if index[axis] < sizes[axis] { break }
        index[axis] = 0
        axis -= 1
      }
    }
    return result
  }
}
