internal import Trees

/// What a node of a tree presents, one level down.
struct NodeContents: TreeWalker {
  static var mutates: Bool { false }

  /// The children, in order.
  private(set) var children: [TreeChild] = []
  /// The static properties, in order.
  private(set) var constants: [PatternNode.Constant] = []
  /// What kind of node it is.
  let form: PatternNode.Form

  /// - Throws: `TreeError.notATree` when a child is no tree.
  init(of tree: any PyTree) throws {
    form =
      switch Mirror(reflecting: tree).displayStyle {
      case .collection: .list
      case .dictionary: .dictionary
      default: .fields
      }
    var copy = tree
    try copy.walk(&self)
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) {
    children.append((key, value))
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {
    constants.append(PatternNode.Constant(key: name, value: StaticValue(value)))
  }
}
