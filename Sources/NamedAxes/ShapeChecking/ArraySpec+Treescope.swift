public import Treescope

extension ArraySpec: TreescopeRepresentable {
  /// One line, as in `<ArraySpec floating(1, {rows} | batch:{B})>`, the variables in a colour of their own.
  public func treescopePart(with renderer: PartRenderer) -> Part {
    var parts: [Part] = []
    var rest = description[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      parts.append(.text(String(rest[..<start]), .summary))
      parts.append(
        .text(String(rest[start...end]), .summary)
          .styled(PartStyle(foreground: .rgb(0x1B, 0xB2, 0xC3), isItalic: true)))
      rest = rest[rest.index(after: end)...]
    }
    let line = Part.sequence(parts + [.text(String(rest), .summary)])
    return .node(Node(line, summary: line, color: .rgb(0x1B, 0x3E, 0x73)))
  }

  /// Types and shapes, as in `floating(1, {rows}, *{rest…} | batch:{B}, **{others:…})`.
  public var signature: String {
    let axes = named.entries.map { entry in
      switch entry {
      case .axis(let name, let dimension): "\(name):\(dimension)"
      case .axes(let name): "**{\(name):…}"
      }
    }
    let shapes = [
      positional.entries.map(\.description).joined(separator: ", "),
      axes.isEmpty ? "" : "| " + axes.joined(separator: ", "),
    ]
    return "\(dtype)(\(shapes.filter { !$0.isEmpty }.joined(separator: " ")))"
  }
}

extension ArraySpec: CustomStringConvertible {
  /// One line, as in `<ArraySpec floating(1, {rows} | batch:{B})>`.
  public var description: String { "<ArraySpec \(signature)>" }
}
