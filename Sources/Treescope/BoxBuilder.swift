/// Makes boxes of parts, and gathers on the way what needs an overview: repeated instances and highlighted paths.
struct BoxBuilder {
  /// The places to point out that have not been met yet.
  private(set) var pendingHighlights: [PartPath: Highlight]
  /// How often each instance occurs.
  private var occurrences: [Int: Int] = [:]
  /// Whether text shows the forms that are Swift source.
  private let isRoundtrip: Bool
  /// The steps to the current part; nil where no path leads.
  private var path: [PathStep]? = []
  /// How many elements each picture would like to show.
  private(set) var pictureSizes: [Int] = []
  /// False inside a form that only shows again what another form shows.
  private var counts = true

  init(highlights: [Highlight], roundtrip: Bool = false) {
    isRoundtrip = roundtrip
    pendingHighlights = Dictionary(
      highlights.map { (Self.canonical($0.path.steps), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The number to print for each instance that occurs more than once, in order of first appearance.
  var repeatedInstances: [Int: Int] {
    let repeated = occurrences.filter { $0.value > 1 }.keys.sorted()
    return Dictionary(uniqueKeysWithValues: repeated.enumerated().map { ($1, $0 + 1) })
  }

  /// A line for each highlight whose place was not found.
  var missedHighlights: [(String, TextRole)] {
    let lines = pendingHighlights.map { path, highlight in
      ("Not shown: \(path)" + (highlight.note.map { " (\($0))" } ?? ""), highlight.role)
    }
    return lines.sorted { $0.0 < $1.0 }
  }

  /// The box of a part that stands at the root.
  mutating func root(_ part: Part) -> Box {
    let highlight = takeHighlight()
    return highlighted(box(part), highlight)
  }

  /// The box of a part.
  mutating func box(_ part: Part) -> Box {
    switch part {
    case .text(let text, let role):
      let text = escaped(text)
      return Box(.text(text, role), collapsedWidth: columns(text))
    case .sequence(let parts):
      let boxes = parts.map { box($0) }
      return Box(
        .sequence(boxes), collapsedWidth: boxes.reduce(0) { $0 + $1.collapsedWidth },
        newlines: boxes.reduce(0) { $0 + $1.newlines }, holdsHighlight: boxes.contains { $0.holdsHighlight })
    case .block(let parts, let separator):
      let boxes = parts.map { box($0) }
      let gaps = max(boxes.count - 1, 0) * (separator == .comma ? 2 : 1)
      return Box(
        .block(boxes, separator), collapsedWidth: boxes.reduce(gaps) { $0 + $1.collapsedWidth },
        newlines: boxes.reduce(boxes.isEmpty || separator == .none ? 0 : 1) { $0 + 1 + $1.newlines },
        holdsHighlight: boxes.contains { $0.holdsHighlight })
    case .node(let node):
      let content = box(node.content)
      let summary = uncounted { $0.box(node.summary) }
      let held = content.holdsHighlight
      return Box(
        .node(content: content, summary: summary, color: node.color), collapsedWidth: content.collapsedWidth,
        holdsHighlight: held, expansion: held ? .expanded : node.expansion)
    case .choice(let collapsed, let expanded):
      let expandedBox = box(expanded)
      let collapsedBox = uncounted { $0.box(collapsed) }
      return Box(
        .choice(collapsed: collapsedBox, expanded: expandedBox), collapsedWidth: collapsedBox.collapsedWidth,
        newlines: expandedBox.newlines, holdsHighlight: expandedBox.holdsHighlight)
    case .comment(let text):
      return Box(.comment(escaped(text)), collapsedWidth: 0)
    case .child(let step, let part):
      return child(step, part)
    case .instance(let number, let part):
      if counts { occurrences[number, default: 0] += 1 }
      let inner = box(part)
      return Box(
        .instance(number, inner), collapsedWidth: inner.collapsedWidth, newlines: inner.newlines,
        holdsHighlight: inner.holdsHighlight)
    case .highlighted(let part, let note, let role):
      return highlighted(box(part), note, role)
    case .modes(let usual, let roundtrip):
      let usualBox = isRoundtrip ? uncounted { $0.box(usual) } : box(usual)
      let roundtripBox = isRoundtrip ? box(roundtrip) : uncounted { $0.box(roundtrip) }
      let shown = isRoundtrip ? roundtripBox : usualBox
      return wrapper(.modes(usual: usualBox, roundtrip: roundtripBox, isRoundtrip: isRoundtrip), of: shown)
    case .styled(let part, let style):
      if style.arrangement == .indented { return box(.block([part], separator: .none)) }
      let inner = box(part)
      return wrapper(.styled(inner, style), of: inner)
    case .table(let rows):
      return table(rows.map { $0.map { box($0) } })
    case .figure(let figure):
      if figure.elementCount > 0 { pictureSizes.append(figure.elementCount) }
      let words = box(figure.words)
      return wrapper(.figure(figure, words: words), of: words)
    }
  }

  /// A box that adds nothing to the size of the one inside.
  private func wrapper(_ content: Box.Content, of inner: Box) -> Box {
    Box(
      content, collapsedWidth: inner.collapsedWidth, newlines: inner.newlines, holdsHighlight: inner.holdsHighlight)
  }

  private func table(_ rows: [[Box]]) -> Box {
    // On one line, cells stand a space apart and rows a semicolon and a space.
    let width = rows.reduce(2 * max(rows.count - 1, 0)) { total, cells in
      cells.reduce(total + max(cells.count - 1, 0)) { $0 + $1.collapsedWidth }
    }
    return Box(
      .table(rows), collapsedWidth: width, newlines: rows.count,
      holdsHighlight: rows.contains { $0.contains { $0.holdsHighlight } })
  }

  private mutating func child(_ step: PathStep?, _ part: Part) -> Box {
    let outer = path
    defer { path = outer }
    if let step { path?.append(step) } else { path = nil }
    let highlight = step == .unwrapped ? nil : takeHighlight()
    let shown = highlighted(box(part), highlight)
    return Box(
      .child(step, shown), collapsedWidth: shown.collapsedWidth, newlines: shown.newlines,
      holdsHighlight: shown.holdsHighlight)
  }

  private func highlighted(_ box: Box, _ highlight: Highlight?) -> Box {
    highlight.map { highlighted(box, $0.note, $0.role) } ?? box
  }

  private func highlighted(_ box: Box, _ note: String?, _ role: TextRole) -> Box {
    Box(
      .highlighted(box, note: note.map { escaped($0) }, role: role),
      collapsedWidth: box.collapsedWidth + columns(highlightMarker), newlines: box.newlines, holdsHighlight: true)
  }

  /// The highlight of the current path, which is then met; nil where there is none.
  private mutating func takeHighlight() -> Highlight? {
    guard counts, !pendingHighlights.isEmpty, let path else { return nil }
    return pendingHighlights.removeValue(forKey: Self.canonical(path))
  }

  private mutating func uncounted(_ make: (inout Self) -> Box) -> Box {
    let outer = counts
    counts = false
    defer { counts = outer }
    return make(&self)
  }

  /// A path without the steps into optionals, which lead to the same place.
  private static func canonical(_ steps: [PathStep]) -> PartPath {
    PartPath(steps.contains(.unwrapped) ? steps.filter { $0 != .unwrapped } : steps)
  }
}
