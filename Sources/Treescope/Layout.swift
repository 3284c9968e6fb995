/// Decides which nodes are expanded, outer levels first, within a width, a depth and a height.
///
/// A node that fits on its line stays on it. One that does not is expanded, unless it lies too deep or its lines would
/// exceed the height; then it is folded to what fits on one line. The height may be exceeded once, to open the chain of
/// outermost nodes of which each is the only one that could be opened.
struct Layout {
  var width: Int
  var maximumDepth: Int?
  var maximumHeight: Int?
  /// How many levels below a folded node nodes are shown by their summaries.
  var abbreviationThreshold: Int?

  /// A node whose state is still open, and where its line leaves it room.
  private struct Candidate {
    var node: Box
    var content: Box
    /// The columns before the node on its first line.
    var column: Int
    /// The indentation of the lines that the node's blocks return to.
    var indent: Int
    /// The columns that follow the node on its last line.
    var trailing: Int
    var depth: Int
  }

  /// Gives every node inside the root its state.
  func decide(_ root: Box) {
    var queue: [Candidate] = []
    var column = 0
    collect(root, column: &column, indent: 0, trailing: 0, depth: 0, into: &queue)
    var height = 1 + root.newlines
    var next = 0

    while queue.count - next == 1, allows(height), isTooWide(queue[next]), mayExpand(queue[next]) {
      height += expand(queue[next], into: &queue)
      next += 1
    }
    while next < queue.count {
      let candidate = queue[next]
      next += 1
      let fitsHeight = maximumHeight.map { height + candidate.content.newlines <= $0 } ?? true
      let wants = candidate.node.expansion == .expanded || (fitsHeight && isTooWide(candidate))
      if wants, mayExpand(candidate) {
        height += expand(candidate, into: &queue)
      } else {
        fold(candidate)
      }
    }
  }

  private func allows(_ height: Int) -> Bool {
    maximumHeight.map { height < $0 } ?? true
  }

  private func room(_ candidate: Candidate) -> Int {
    width - candidate.column - candidate.trailing
  }

  private func isTooWide(_ candidate: Candidate) -> Bool {
    candidate.node.collapsedWidth > room(candidate)
  }

  private func mayExpand(_ candidate: Candidate) -> Bool {
    switch candidate.node.expansion {
    case .expanded: true
    case .collapsed: false
    case .automatic: candidate.content.newlines > 0 && maximumDepth.map { candidate.depth < $0 } ?? true
    }
  }

  /// Expands a node, queues the nodes directly inside, and returns the line breaks it adds.
  private func expand(_ candidate: Candidate, into queue: inout [Candidate]) -> Int {
    candidate.node.state = .expanded
    var column = candidate.column
    collect(
      candidate.content, column: &column, indent: candidate.indent, trailing: candidate.trailing,
      depth: candidate.depth + 1, into: &queue)
    return candidate.content.newlines
  }

  /// Queues the outermost nodes of an expanded box, and moves the column past it.
  private func collect(
    _ box: Box, column: inout Int, indent: Int, trailing: Int, depth: Int, into queue: inout [Candidate]
  ) {
    switch box.content {
    case .text, .comment:
      column += box.collapsedWidth
    case .sequence(let boxes):
      // What follows each box on its line, from the last box back.
      var rest = trailing
      var following: [Int] = []
      for box in boxes.reversed() {
        following.append(rest)
        rest = box.newlines > 0 ? leadingWidth(box) : rest + box.collapsedWidth
      }
      for (box, trailing) in zip(boxes, following.reversed()) {
        collect(box, column: &column, indent: indent, trailing: trailing, depth: depth, into: &queue)
      }
    case .block(let boxes, let separator):
      for box in boxes {
        column = indent + 2
        collect(
          box, column: &column, indent: indent + 2, trailing: separator == .comma ? 1 : 0, depth: depth, into: &queue)
      }
      if !boxes.isEmpty, separator == .comma { column = indent }
    case .node(let content, _, _):
      queue.append(
        Candidate(
          node: box, content: content, column: column, indent: indent, trailing: trailing, depth: depth))
      column += box.collapsedWidth
    case .choice(_, let expanded):
      collect(expanded, column: &column, indent: indent, trailing: trailing, depth: depth, into: &queue)
    case .child(_, let inner), .instance(_, let inner), .styled(let inner, _), .figure(_, let inner):
      collect(inner, column: &column, indent: indent, trailing: trailing, depth: depth, into: &queue)
    case .modes(let usual, let roundtrip, let isRoundtrip):
      collect(
        isRoundtrip ? roundtrip : usual, column: &column, indent: indent, trailing: trailing, depth: depth,
        into: &queue)
    case .highlighted(let inner, _, _):
      // The lines below have a bar where the first one has the marker.
      let width = columns(highlightMarker)
      column += width
      collect(inner, column: &column, indent: indent + width, trailing: trailing, depth: depth, into: &queue)
    case .table:
      // Cells stay on one line.
      column = indent
    }
  }

  /// The columns of an expanded box before its first line break.
  private func leadingWidth(_ box: Box) -> Int {
    guard box.newlines > 0 else { return box.collapsedWidth }
    switch box.content {
    case .text, .comment, .node, .block, .table: return 0
    case .sequence(let boxes):
      var total = 0
      for box in boxes {
        total += leadingWidth(box)
        if box.newlines > 0 { break }
      }
      return total
    case .choice(_, let expanded): return leadingWidth(expanded)
    case .child(_, let inner), .instance(_, let inner), .styled(let inner, _), .figure(_, let inner):
      return leadingWidth(inner)
    case .modes(let usual, let roundtrip, let isRoundtrip): return leadingWidth(isRoundtrip ? roundtrip : usual)
    case .highlighted(let inner, _, _): return columns(highlightMarker) + leadingWidth(inner)
    }
  }
}

extension Layout {
  /// Puts a node on one line: whole if it fits, else with the nodes inside summarized from the last on, else summarized.
  private func fold(_ candidate: Candidate) {
    let room = room(candidate)
    candidate.node.state = .folded
    if let abbreviationThreshold { abbreviate(candidate.content, levels: abbreviationThreshold) }
    guard candidate.node.collapsedWidth > room, candidate.content.newlines > 0 else { return }
    var inner: [(box: Box, saving: Int)] = []
    foldedNodes(candidate.content, into: &inner)
    let least = candidate.node.collapsedWidth - inner.reduce(0) { $0 + $1.saving }
    guard least <= room else {
      candidate.node.state = .summarized
      return
    }
    var spare = room - least
    for (box, saving) in inner {
      if saving <= spare { spare -= saving } else { box.state = .summarized }
    }
  }

  /// Summarizes the nodes that lie a number of levels below a folded node.
  private func abbreviate(_ box: Box, levels: Int) {
    var inner: [(box: Box, saving: Int)] = []
    foldedNodes(box, into: &inner)
    for (node, _) in inner {
      if levels <= 1 {
        node.state = .summarized
      } else if case .node(let content, _, _) = node.content {
        abbreviate(content, levels: levels - 1)
      }
    }
  }

  /// The outermost nodes of a box on one line that a summary would shorten, and by how much.
  private func foldedNodes(_ box: Box, into nodes: inout [(box: Box, saving: Int)]) {
    switch box.content {
    case .text, .comment: break
    case .table(let rows):
      for box in rows.joined() { foldedNodes(box, into: &nodes) }
    case .sequence(let boxes), .block(let boxes, _):
      for box in boxes { foldedNodes(box, into: &nodes) }
    case .node(_, let summary, _):
      let saving = box.collapsedWidth - summary.collapsedWidth
      if saving > 0 { nodes.append((box, saving)) }
    case .choice(let collapsed, _): foldedNodes(collapsed, into: &nodes)
    case .modes(let usual, let roundtrip, let isRoundtrip): foldedNodes(isRoundtrip ? roundtrip : usual, into: &nodes)
    case .child(_, let inner), .instance(_, let inner), .highlighted(let inner, _, _), .styled(let inner, _),
      .figure(_, let inner):
      foldedNodes(inner, into: &nodes)
    }
  }
}
