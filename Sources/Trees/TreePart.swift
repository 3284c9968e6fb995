/// Some nodes of a tree, set apart from the rest: itself a tree, of these nodes alone.
///
/// ```swift
/// let (chosen, rest) = try select(model).at(instancesOf: Linear.self).partition()
/// let gradient = try grad { try loss(combine($0, rest)) }(chosen)
/// ```
///
/// A Swift property cannot hold a marker in place of its value, so a part is not a tree with holes but a list of nodes
/// with the paths that they belong to. It keeps the nodes of the whole around them, the leaves of which are hollowed out
/// where their type allows (``HollowLeaf``) and never looked at.
public struct TreePart<Whole>: PyTree {
  /// Where the nodes belong in the whole, in the order of the walk; none within another.
  public let paths: [TreePath]
  /// The nodes, in the order of their paths.
  public internal(set) var nodes: [any PyTree]
  let frame: TreeFrame

  init(nodes: [(path: TreePath, node: any PyTree)], frame: TreeFrame) {
    paths = nodes.map(\.path)
    self.nodes = nodes.map(\.node)
    self.frame = frame
  }

  /// Presents the nodes as children; paths and frame are structure.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("paths", paths)
    try walker.child("nodes", &nodes)
    try walker.constant("frame", frame)
  }
}

/// A leaf that can stand in a tree without its contents, which may be large.
public protocol HollowLeaf: TreeLeaf {
  /// A leaf that fits where this one does and holds nothing worth keeping.
  var hollow: Self { get }
}

/// The whole that parts belong to; it counts by its structure alone.
///
/// Unchecked: its leaves are never handed out, and nodes and static values are not changed.
struct TreeFrame: Hashable, @unchecked Sendable {
  let tree: any PyTree
  let structure: TreeStructure

  init(of tree: any PyTree) throws {
    structure = try tree.structure()
    self.tree = try hollowed(tree)
  }

  static func == (one: TreeFrame, other: TreeFrame) -> Bool { one.structure == other.structure }

  func hash(into hasher: inout Hasher) { hasher.combine(structure) }
}

private func hollowed<Tree: PyTree>(_ tree: Tree) throws -> Tree {
  try tree.mapLeaves(of: (any HollowLeaf).self) { $0.hollow }
}
