/// Makes boxes of parts, and gathers on the way what needs an overview: repeated instances and highlighted paths.
struct BoxBuilder {
  /// The marks for the current part.
  private var scope: MarkScope
  /// A line for each highlight of marks within the value whose place was not found.
  private var missed: [(String, TextRole)] = []
  /// How often each instance occurs.
  private var occurrences: [Int: Int] = [:]
  /// Whether text shows the forms that are Swift source.
  private let isRoundtrip: Bool
  /// How many elements each picture would like to show.
  private(set) var pictureSizes: [Int] = []
  /// False inside a form that only shows again what another form shows.
  private var counts = true

  /// Whether summaries say how much they stand for.
  private let countsContents: Bool

  init(_ options: RenderOptions, roundtrip: Bool) {
    isRoundtrip = roundtrip
    countsContents = options.abbreviationThreshold != nil
    scope = MarkScope(Marks(options.highlights, foldsRest: false))
  }

  /// The number to print for each instance that occurs more than once, in order of first appearance.
  var repeatedInstances: [Int: Int] {
    let repeated = occurrences.filter { $0.value > 1 }.keys.sorted()
    return Dictionary(uniqueKeysWithValues: repeated.enumerated().map { ($1, $0 + 1) })
  }

  /// A line for each highlight whose place was not found.
  var missedHighlights: [(String, TextRole)] { missed + scope.missed }

  /// The box of a part that stands at the root.
  mutating func root(_ part: Part) -> Box { place(part) }

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
      let summary = uncounted { $0.box($0.countsContents ? node.countedSummary : node.summary) }
      let held = content.holdsHighlight
      return Box(
        .node(content: content, summary: summary, color: node.color), collapsedWidth: content.collapsedWidth,
        holdsHighlight: held, expansion: held ? .expanded : scope.folds ? .collapsed : node.expansion)
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
    case .marked(let part, let marks):
      return marked(part, marks)
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
    let outer = scope.path
    defer { scope.path = outer }
    if let step { scope.path?.append(step) } else { scope.path = nil }
    let shown = step == .unwrapped ? box(part) : place(part)
    return Box(
      .child(step, shown), collapsedWidth: shown.collapsedWidth, newlines: shown.newlines,
      holdsHighlight: shown.holdsHighlight)
  }

  /// The box of a part as the marks of its place have it.
  private mutating func place(_ part: Part) -> Box {
    if let other = scope.replacement { return box(other) }
    guard counts, let highlight = scope.takeHighlight() else { return box(part) }
    let outer = scope.isInside
    scope.isInside = true
    defer { scope.isInside = outer }
    return highlighted(box(part), highlight.note, highlight.role)
  }

  /// The box of a part with marks of its own.
  private mutating func marked(_ part: Part, _ marks: Marks) -> Box {
    let outer = scope
    scope = MarkScope(marks)
    let box = place(part)
    if counts { missed += scope.missed }
    scope = outer
    return box
  }

  private func highlighted(_ box: Box, _ note: String?, _ role: TextRole) -> Box {
    let lines = noteLines(note).map { escaped($0) }
    return Box(
      .highlighted(box, note: lines.isEmpty ? nil : lines.joined(separator: "\n"), role: role),
      collapsedWidth: box.collapsedWidth + columns(highlightMarker), newlines: box.newlines, holdsHighlight: true)
  }

  private mutating func uncounted(_ make: (inout Self) -> Box) -> Box {
    let outer = counts
    counts = false
    defer { counts = outer }
    return make(&self)
  }
}
