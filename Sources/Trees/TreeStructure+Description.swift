extension TreeStructure: CustomStringConvertible {
  /// The structure as an indented list: a line for each node, leaf and static value.
  public var description: String {
    entries.map { entry in
      let key = entry.depth == 0 ? "" : "\(entry.key): "
      let content =
        switch entry.content {
        case .node(let type): "\(type)"
        case .leaf(let type): "\(type) leaf"
        case .constant(let value): "= \(String(reflecting: value))"
        }
      return String(repeating: "  ", count: entry.depth) + key + content
    }.joined(separator: "\n")
  }
}
