public import Trees

extension ShapePattern {
  /// The specifications of the arrays with their paths, in order.
  public var arrays: [(path: TreePath, spec: ArraySpec)] {
    switch self {
    case .array(let spec): [(TreePath(), spec)]
    case .wildcard, .value, .absent: []
    case .node(let node):
      node.children.flatMap { child in
        child.pattern.arrays.map { (TreePath([child.key]).appending($0.path), $0.spec) }
      }
    }
  }

  /// The pattern with every specification of an array replaced by what `transform` makes of its path and itself.
  ///
  /// - Throws: what `transform` throws.
  public func mapArrays(_ transform: (TreePath, ArraySpec) throws -> ArraySpec) rethrows -> ShapePattern {
    try mapArrays(at: TreePath(), transform)
  }

  private func mapArrays(
    at path: TreePath, _ transform: (TreePath, ArraySpec) throws -> ArraySpec
  ) rethrows -> ShapePattern {
    switch self {
    case .array(let spec): return .array(try transform(path, spec))
    case .wildcard, .value, .absent: return self
    case .node(var node):
      for place in node.children.indices {
        let child = node.children[place]
        node.children[place].pattern = try child.pattern.mapArrays(at: path.appending(child.key), transform)
      }
      return .node(node)
    }
  }

  /// The pattern with the part at a path replaced.
  ///
  /// - Throws: `TreeError.noChild` when the path leaves the pattern.
  public func replacing(at path: TreePath, with replacement: ShapePattern) throws -> ShapePattern {
    guard let key = path.keys.first else { return replacement }
    let rest = TreePath(Array(path.keys.dropFirst()))
    guard case .node(var node) = self, let place = node.children.firstIndex(where: { $0.key == key }) else {
      throw TreeError.noChild(path: TreePath(), type: "\(self)", children: childKeys, rest: path.keys)
    }
    do {
      node.children[place].pattern = try node.children[place].pattern.replacing(at: rest, with: replacement)
    } catch let error as TreeError {
      throw error.located(inside: key)
    }
    return .node(node)
  }

  private var childKeys: [TreeKey] {
    if case .node(let node) = self { node.children.map(\.key) } else { [] }
  }
}
