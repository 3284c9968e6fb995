internal import Trees
public import Treescope

extension Selection: TreescopeRootRepresentable {
  /// The tree with a box around each selected node and the rest folded, as the source that selects them.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    part(at: .field("root"), with: renderer)
  }

  /// The same, with the paths that lead from the tree, as selections take them.
  public func treescopeRootPart(with renderer: PartRenderer) throws -> Part {
    part(at: nil, with: renderer)
  }

  /// - Parameter step: what leads from here to the tree; with nothing, paths start at the tree.
  private func part(at step: PathStep?, with renderer: PartRenderer) -> Part {
    let tree = Part.marked(renderer.part(of: root), marks(foldingRest: true))
    let content: [Part] = [
      .text("select(", .comment), .comment(summary), .block([step.map(tree.at) ?? tree], separator: .comma),
      .text(")", .comment), places,
    ]
    return .node(Node(.sequence(content), summary: .text("<\(summary)>", .abbreviation)))
  }

  /// How many nodes are selected, and of which types.
  private var summary: String {
    guard !isEmpty else { return "nothing selected" }
    let types = Set(values.map { "\(type(of: $0 as Any))" }).sorted()
    let shown = types.prefix(4).joined(separator: ", ") + (types.count > 4 ? ", …" : "")
    return "\(count) \(count == 1 ? "node" : "nodes") selected: \(shown)"
  }

  /// The call that names the selected nodes, folded; none where all of the tree is selected.
  private var places: Part {
    if paths == [TreePath()] { return .empty }
    let sources = Part.block(
      paths.map { .text("$0\(TreePath($0.keys.filter { $0 != .unwrapped }))") }, separator: .comma)
    let short = Part.text("<\(count) \(count == 1 ? "place" : "places"), marked above>", .abbreviation)
    let (opening, closing) = (Part.text(".at(several: { [", .comment), Part.text("] })", .comment))
    let content = Part.modes(usual: .choice(collapsed: short, expanded: sources), roundtrip: sources)
    return .node(
      Node(
        .sequence([opening, isEmpty ? .empty : content, closing]),
        summary: .sequence([opening, .text("…", .abbreviation), closing]), expansion: .collapsed))
  }
}
