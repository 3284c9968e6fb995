/// What a page draws a picture of an array from: the elements shown, and every choice made.
struct ArrayPictureContent: Sendable {
  /// How many elements a picture can show at most, lest the page become too large to open.
  static let elementLimit = 4_000_000

  private let axes: [PicturePlan.Axis]
  private let arrangement: AxisArrangement
  private let sliders: [Int]
  private let elements: PackedElements
  private let mask: [Bool]?
  private let colors: PictureColors
  private let picture: ArrayPicture
  private let name: String
  private let notes: [String]
  /// The picture of the devices on which the parts of the array lie, where there are several.
  private let devices: ShardingContent?
  /// Boxes of digits and what they stand for.
  private let legend: [(Int, String)]

  /// - Throws: ``ArrayPictureError``, and what reading throws.
  init(_ array: any RenderableArray, _ picture: ArrayPicture, legend: [(Int, String)] = []) throws {
    self.legend = legend
    guard array.elementKind != .other, array.isReadable else {
      throw ArrayPictureError.notVisible(
        elementType: array.elementTypeName,
        reason: array.isReadable ? "only booleans, integers and real numbers can" : "there are none to read")
    }
    let plan = try PicturePlan(array, picture)
    let shown = plan.axes.reduce(1.0) { $0 * Double($1.head + $1.tail) }
    guard shown <= Double(ArrayPictureContent.elementLimit) else {
      throw ArrayPictureError.notVisible(
        elementType: array.elementTypeName, reason: "\(Int(shown)) are too many; set truncates to show some of them")
    }
    let values = try array.values(at: plan.axes.map(\.places))
    (axes, arrangement, sliders) = (plan.axes, plan.arrangement, plan.sliders)
    mask = try picture.validMask.map(plan.mask)
    colors = try PictureColors(values, mask: mask, picture, of: array)
    elements = PackedElements(values, array.elementKind, isExact: !picture.truncates)
    self.picture = picture
    name = array.arrayTypeName
    notes = [(array as? ComplexPart)?.caption, array.sharding?.summary].compactMap { $0 }
    devices = try array.sharding.flatMap { $0.devices.count > 1 ? try ShardingContent(array, $0) : nil }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("k")
      json.string("array")
      json.key("n")
      json.string(name.prefix(1).lowercased() + name.dropFirst())
      json.key("a")
      json.array { json in for axis in axes { write(axis, to: &json) } }
      json.key("r")
      json.array { json in arrangement.rows.forEach { json.integer($0) } }
      json.key("c")
      json.array { json in arrangement.columns.forEach { json.integer($0) } }
      if !sliders.isEmpty {
        json.key("s")
        json.array { json in sliders.forEach { json.integer($0) } }
      }
      json.key("f")
      json.string(elements.format.rawValue)
      json.key("d")
      json.base64(elements.bytes)
      if let mask {
        json.key("m")
        json.base64(mask.map { $0 ? 1 : 0 })
      }
      json.key("z")
      writeColors(to: &json)
      writeLabels(to: &json)
      json.key("p")
      json.number(picture.pixelsPerCell)
      if !notes.isEmpty {
        json.key("x")
        json.string(escaped(notes.joined(separator: " | ")))
      }
      if let devices {
        json.key("h")
        devices.picture.write(to: &json)
      }
    }
  }

  private func write(_ shown: PicturePlan.Axis, to json: inout JSONWriter) {
    json.object { json in
      json.key("l")
      json.string(escaped(shown.label))
      if let name = shown.axis.name {
        json.key("n")
        json.string(stringLiteral(name))
      }
      json.key("s")
      json.integer(shown.axis.size)
      json.key("h")
      json.integer(shown.head)
      if shown.tail > 0 {
        json.key("t")
        json.integer(shown.tail)
      }
      if let labels = shown.itemLabels {
        json.key("i")
        json.array { json in for label in labels { json.string(escaped(label)) } }
      }
    }
  }

  private func writeColors(to json: inout JSONWriter) {
    json.object { json in
      json.key("k")
      json.string(colors.kind.rawValue)
      if colors.kind != .digits {
        json.key("c")
        write(colors.colormap, to: &json)
      }
      if colors.kind == .line {
        json.key("lo")
        json.number(colors.minimum)
        json.key("hi")
        json.number(colors.maximum)
        if colors.isDynamic {
          json.key("d")
          json.boolean(true)
        }
      }
    }
  }

  /// Writes the usual colours by name, others one by one.
  private func write(_ colormap: Colormap, to json: inout JSONWriter) {
    switch colormap {
    case .diverging: json.string("diverging")
    case .sequential: json.string("sequential")
    default:
      json.array { json in
        for color in colormap.colors { json.integer(Int(color.red) << 16 | Int(color.green) << 8 | Int(color.blue)) }
      }
    }
  }

  private func writeLabels(to json: inout JSONWriter) {
    let labels = picture.valueItemLabels.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    for (key, pairs) in [("v", labels), ("g", legend)] as [(StaticString, [(Int, String)])] where !pairs.isEmpty {
      json.key(key)
      json.array { json in
        for (value, label) in pairs {
          json.array { json in
            json.integer(value)
            json.string(escaped(label))
          }
        }
      }
    }
  }
}
