/// Writes boxes whose nodes have been decided as text, plain or coloured.
struct TextWriter {
  /// The numbers of the instances that occur more than once.
  let repeatedInstances: [Int: Int]
  private var pen: Pen
  private var indent = 0
  /// The bars beside the lines of the highlighted parts around.
  private var bars: [Pen.Bar] = []
  /// Remarks that wait for the end of their line.
  private var remarks: [Remark] = []
  /// The colour of the innermost node.
  private var nodeColor: PartColor?

  /// What opens a remark: in source, as Swift has it.
  private let remarkMark: String

  /// A remark, and where its lines after the first begin.
  private struct Remark {
    var text: String
    var role = TextRole.comment
    var indent = 0
    var bars: [Pen.Bar] = []
  }

  init(options: RenderOptions, repeatedInstances: [Int: Int]) {
    self.repeatedInstances = repeatedInstances
    remarkMark = options.isRoundtrip ? "// " : "# "
    pen = Pen(colors: options.style == .ansi ? options.colorDepth : nil)
  }

  /// The text of a root box, followed by a line for each remark.
  mutating func text(_ root: Box, remarks lines: [(String, TextRole)]) -> String {
    write(root, expanded: true)
    flushRemarks()
    for (line, role) in lines {
      pen.newline(indent: 0)
      pen.write(remarkMark + escaped(line), role, nil)
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
      if expanded { remarks.append(Remark(text: text)) }
    case .child(_, let inner):
      write(inner, expanded: expanded)
    case .instance(let number, let inner):
      write(inner, expanded: expanded)
      if expanded, let number = repeatedInstances[number] { remarks.append(Remark(text: "Repeated object \(number)")) }
    case .highlighted(let inner, let note, let role):
      pen.write(highlightMarker, role, nil)
      bars.append(Pen.Bar(column: indent, role: role))
      indent += columns(highlightMarker)
      // The note begins in the first line, where the marker is.
      if expanded, let note { remarks.append(Remark(text: note, role: role, indent: indent, bars: bars)) }
      write(inner, expanded: expanded)
      indent -= columns(highlightMarker)
      bars.removeLast()
    case .modes(let usual, let roundtrip, let isRoundtrip):
      write(isRoundtrip ? roundtrip : usual, expanded: expanded)
    case .styled(let inner, let style):
      let outer = pen.emphasis
      pen.emphasis = style.emphasis(over: outer)
      write(inner, expanded: expanded)
      pen.emphasis = outer
    case .figure(_, let words):
      write(words, expanded: expanded)
    case .table(let rows):
      writeTable(rows, expanded: expanded)
    }
  }

  /// Writes rows on lines of their own with aligned columns, or all on one line.
  private mutating func writeTable(_ rows: [[Box]], expanded: Bool) {
    var widths: [Int] = []
    for cells in rows {
      for (column, cell) in cells.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.collapsedWidth)
      }
    }
    indent += 2
    for (row, cells) in rows.enumerated() {
      if expanded { newline() } else if row > 0 { pen.write("; ", .plain, nil) }
      for (column, cell) in cells.enumerated() {
        if column > 0 { pen.write(expanded ? "  " : " ", .plain, nil) }
        write(cell, expanded: false)
        if expanded, column < cells.count - 1 {
          pen.write(String(repeating: " ", count: widths[column] - cell.collapsedWidth), .plain, nil)
        }
      }
    }
    indent -= 2
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
    pen.newline(indent: indent, bars: bars)
  }

  private mutating func flushRemarks() {
    if remarks.isEmpty { return }
    for remark in remarks { pen.write(" " + remarkMark + remark.text.prefix { $0 != "\n" }, remark.role, nil) }
    for remark in remarks {
      for line in remark.text.split(separator: "\n").dropFirst() {
        pen.newline(indent: remark.indent, bars: remark.bars)
        pen.write(remarkMark + line, remark.role, nil)
      }
    }
    remarks.removeAll(keepingCapacity: true)
  }
}
