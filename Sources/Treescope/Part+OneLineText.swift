extension Part {
  /// The text of the part on one line.
  var oneLineText: String {
    var result = ""
    append(to: &result)
    return result
  }

  private func append(to text: inout String) {
    switch self {
    case .text(let own, _): text += own
    case .sequence(let parts): for part in parts { part.append(to: &text) }
    case .block(let parts, let separator):
      for (position, part) in parts.enumerated() {
        if position > 0 { text += separator == .comma ? ", " : " " }
        part.append(to: &text)
      }
    case .node(let node): node.content.append(to: &text)
    case .choice(let collapsed, _): collapsed.append(to: &text)
    case .comment: break
    case .child(_, let part), .instance(_, let part), .highlighted(let part, _, _), .marked(let part, _),
      .styled(let part, _), .modes(let part, _):
      part.append(to: &text)
    case .table(let rows):
      for (row, cells) in rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          if column > 0 { text += " " } else if row > 0 { text += "; " }
          cell.append(to: &text)
        }
      }
    case .figure(let figure): figure.words.append(to: &text)
    }
  }
}
