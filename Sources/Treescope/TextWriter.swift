/// Writes boxes whose nodes have been decided as text, plain or coloured.
struct TextWriter {
  /// The numbers of the instances that occur more than once.
  let repeatedInstances: [Int: Int]
  private var pen: Pen
  private var indent = 0
  /// Remarks that wait for the end of their line.
  private var remarks: [(String, TextRole)] = []
  /// The colour of the innermost node.
  private var nodeColor: PartColor?

  init(options: RenderOptions, repeatedInstances: [Int: Int]) {
    self.repeatedInstances = repeatedInstances
    pen = Pen(colors: options.style == .ansi ? options.colorDepth : nil)
  }

  /// The text of a root box, followed by a line for each remark.
  mutating func text(_ root: Box, remarks lines: [(String, TextRole)]) -> String {
    write(root, expanded: true)
    flushRemarks()
    for (line, role) in lines {
      pen.newline(indent: 0)
      pen.write("# " + escaped(line), role, nil)
    }
    return pen.finish()
  }

  private mutating func write(_ box: Box, expanded: Bool) {
    switch box.content {
    case .text(let text, let role):
      pen.write(text, role, role == .typeName ? nodeColor : nil)
    case .sequence(let boxes):
      for box in boxes { write(box, expanded: expanded) }
    case .block(let boxes, let separator):
      writeBlock(boxes, separator, expanded: expanded)
    case .node(let content, let summary, let color):
      let outer = nodeColor
      nodeColor = color
      switch box.state {
      case .expanded: write(content, expanded: expanded)
      case .folded: write(content, expanded: false)
      case .summarized: write(summary, expanded: false)
      }
      nodeColor = outer
    case .choice(let collapsedForm, let expandedForm):
      write(expanded ? expandedForm : collapsedForm, expanded: expanded)
    case .comment(let text):
      if expanded { remarks.append((text, .comment)) }
    case .child(_, let inner):
      write(inner, expanded: expanded)
    case .instance(let number, let inner):
      write(inner, expanded: expanded)
      if expanded, let number = repeatedInstances[number] { remarks.append(("Repeated object \(number)", .comment)) }
    case .highlighted(let inner, let note, let role):
      pen.write(highlightMarker, role, nil)
      // The note belongs to the first line, where the marker is.
      if expanded, let note { remarks.append((note, role)) }
      write(inner, expanded: expanded)
    }
  }

  private mutating func writeBlock(_ boxes: [Box], _ separator: Part.Separator, expanded: Bool) {
    guard expanded else {
      for (position, box) in boxes.enumerated() {
        if position > 0 { pen.write(separator == .comma ? ", " : " ", .plain, nil) }
        write(box, expanded: false)
      }
      return
    }
    if boxes.isEmpty { return }
    indent += 2
    for box in boxes {
      newline()
      write(box, expanded: true)
      if separator == .comma { pen.write(",", .plain, nil) }
    }
    indent -= 2
    if separator == .comma { newline() }
  }

  private mutating func newline() {
    flushRemarks()
    pen.newline(indent: indent)
  }

  private mutating func flushRemarks() {
    for (text, role) in remarks { pen.write(" # " + text, role, nil) }
    remarks.removeAll(keepingCapacity: true)
  }
}
