/// A picture of an array, to show by itself or inside other parts; of complex numbers, one of each part.
///
/// - Parameters:
///   - array: The array, whose elements are read now.
///   - picture: How to draw it.
/// - Throws: ``ArrayPictureError`` where the picture asks for what the array does not have, and what reading throws.
public func renderArray(_ array: some RenderableArray, _ picture: ArrayPicture = ArrayPicture()) throws -> Part {
  let contents = try ComplexPart.parts(of: array).map { try ArrayPictureContent($0, picture) }
  let figures = contents.enumerated().map { position, content in
    // The array is told in words once.
    Part.figure(Figure(words: position == 0 ? .oneLine(array.words) : .empty) { json, _ in content.write(to: &json) })
  }
  return figures.count == 1 ? figures[0] : .styled(.sequence(figures), PartStyle(arrangement: .sideBySide))
}

extension PartRenderer {
  /// The part of an array: a line about it, and in pages a picture below.
  ///
  /// - Parameters:
  ///   - array: The array.
  ///   - line: What to say of it: `<NDArray float32(3, 4) ≈0.1 ±1.0 [≥-2.1, ≤2.2]>`.
  ///   - short: What to say where there is little room: `<NDArray float32(3, 4)>`.
  ///   - color: The colour of the node.
  public func array(_ array: some RenderableArray, line: String, short: String, color: PartColor? = nil) -> Part {
    let text = Part.text(line, .summary)
    guard let pictures = options.pictures, let count = array.elementCount, array.isVisible else {
      return .node(Node(text, summary: .text(short, .summary), color: color))
    }
    let figures = ComplexPart.parts(of: array).map { array in
      Part.figure(
        Figure(words: .empty, elementCount: min(count, pictures.maximumSize)) { json, share in
          let size = min(share, pictures.maximumSize)
          var picture = pictures.picture(of: array, maximumSize: size)
          picture.valueItemLabels = try pictures.words(of: array, picture)
          try ArrayPictureContent(array, picture).write(to: &json)
        })
    }
    return .node(Node(.sequence([text] + figures), summary: .text(short, .summary), color: color))
  }
}

extension RenderableArray {
  /// Whether the array has elements that a picture can show; a single one needs none.
  fileprivate var isVisible: Bool { isReadable && elementKind != .other && elementCount.map { $0 > 1 } ?? true }

  /// The array in one line, without a look at its elements.
  fileprivate var words: String { "<picture of \(arrayTypeName) \(elementsAndAxes)>" }
}

extension RenderableArray {
  /// The type of the elements and the axes: `float32(3 | batch:8, features:16)`.
  package var elementsAndAxes: String {
    let positional = renderedAxes.filter { $0.name == nil }.map { "\($0.size)" }.joined(separator: ", ")
    let named = renderedAxes.compactMap { axis in axis.name.map { "\($0):\(axis.size)" } }.joined(separator: ", ")
    let shape = [positional, named.isEmpty ? "" : "| " + named].filter { !$0.isEmpty }.joined(separator: " ")
    return "\(elementTypeName)(\(shape))"
  }
}

extension AutomaticPictures {
  /// The words of the integers that the picture shows.
  fileprivate func words(of array: any RenderableArray, _ picture: ArrayPicture) throws -> [Int: String] {
    guard !vocabulary.isEmpty, array.elementKind == .integer else { return [:] }
    let plan = try PicturePlan(array, picture)
    let numbers = Set(try array.values(at: plan.axes.map(\.places)).compactMap { Int(exactly: $0) })
    return Dictionary(
      uniqueKeysWithValues: numbers.map { number in
        (number, vocabulary.indices.contains(number) ? vocabulary[number] : "<out of bounds: \(number)>")
      })
  }

  /// How many elements each picture may show, so that all together keep the total; at least 256.
  func share(among sizes: [Int]) -> Int {
    var room = maximumTotalSize
    for (place, size) in sizes.sorted().enumerated() {
      let share = room / (sizes.count - place)
      if size > share { return max(share, 256) }
      room -= size
    }
    return maximumSize
  }
}
