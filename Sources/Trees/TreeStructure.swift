/// What a tree is apart from its leaves: node types, keys, static values, and the types of the leaves.
///
/// Two trees of one structure have the same leaves at the same places, so that they can be mapped together, and one
/// compiled program serves both. The hash is computed once; equality and the first difference take one pass.
public struct TreeStructure: Sendable {
  /// One thing that the walk comes by.
  struct Entry: Sendable {
    enum Content: Sendable {
      case node(Any.Type)
      case leaf(Any.Type)
      case constant(any Hashable & Sendable)
    }

    let depth: Int
    let key: TreeKey
    let content: Content
  }

  /// What the walk comes by, parents before their children; the root has depth 0 and no meaningful key.
  let entries: [Entry]
  let fingerprint: Int

  /// How many leaves the tree has.
  public let leafCount: Int

  /// How many nodes the tree has, leaves included.
  public let nodeCount: Int

  /// The structure of a tree.
  ///
  /// - Throws: ``TreeError/notATree(path:type:)`` when a child is no tree.
  public init(of tree: some PyTree) throws {
    var builder = StructureBuilder()
    var copy = tree
    try builder.enter("self", &copy)
    entries = builder.entries
    fingerprint = builder.hasher.finalize()
    leafCount = builder.leafCount
    nodeCount = builder.nodeCount
  }
}

extension PyTree {
  /// What this tree is apart from its leaves.
  ///
  /// - Throws: ``TreeError/notATree(path:type:)`` when a child is no tree.
  public func structure() throws -> TreeStructure {
    try TreeStructure(of: self)
  }

  /// Checks that another tree has the structure of this one.
  ///
  /// - Throws: ``TreeError/differentStructure(path:difference:)`` with the first difference.
  public func requireStructure(of other: some PyTree) throws {
    if let (path, difference) = try structure().firstDifference(from: other.structure()) {
      throw TreeError.differentStructure(path: path, difference: difference)
    }
  }
}

/// Writes down what it comes by.
private struct StructureBuilder: TreeWalker {
  static var mutates: Bool { false }
  var entries: [TreeStructure.Entry] = []
  var hasher = Hasher()
  var depth = 0
  var leafCount = 0
  var nodeCount = 0

  mutating func enter<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    nodeCount += 1
    // Field names and indices follow from the types and the depths; the names of entries do not.
    hasher.combine(depth)
    if case .entry(let name) = key { hasher.combine(name) }
    hasher.combine(ObjectIdentifier(Value.self))
    guard !Value.isTreeLeaf else {
      leafCount += 1
      entries.append(TreeStructure.Entry(depth: depth, key: key, content: .leaf(Value.self)))
      return
    }
    entries.append(TreeStructure.Entry(depth: depth, key: key, content: .node(Value.self)))
    depth += 1
    try value.walk(&self)
    depth -= 1
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    try enter(key, &value)
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {
    hasher.combine(value)
    entries.append(TreeStructure.Entry(depth: depth, key: name, content: .constant(value)))
  }
}
