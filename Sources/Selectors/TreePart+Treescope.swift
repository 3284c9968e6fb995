public import Trees
public import Treescope

extension TreePart: TreescopeRepresentable {
  /// The whole tree, with holes where the nodes are that this part does not have.
  ///
  /// - Throws: `TreeError.wrongType` when a node was changed into one that does not fit into the tree.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    let (tree, holes) = try wholeWithHoles()
    let hole = Part.text("<not in this part>", .abbreviation)
    let replacements = Dictionary(holes.map { (PartPath($0), hole) }) { first, _ in first }
    let marks = Marks(replacements: replacements, foldsRest: false)
    let noun = paths.count == 1 ? "node" : "nodes"
    return .node(
      Node(
        .sequence([
          .text("TreePart(", .typeName), .comment("\(paths.count) \(noun)"),
          // The nodes have paths in the part that are not those in the whole.
          .block([Part.marked(renderer.part(of: tree), marks).at(nil)], separator: .comma), .text(")", .typeName),
        ]), summary: .sequence([.text("TreePart(", .typeName), .text("…", .abbreviation), .text(")", .typeName)]),
        color: .named(after: "TreePart")))
  }
}
