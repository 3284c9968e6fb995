public import NamedAxes
public import Selectors
public import Trees

/// The axes of the layer stacks that a path goes through, from the outermost.
///
/// - Parameters:
///   - path: the way from the root to a node.
///   - root: the tree.
/// - Throws: `TreeError.noChild` when the path leaves the tree.
public func layerStackAxes(along path: TreePath, in root: any PyTree) throws -> NamedShape {
  var axes = NamedShape()
  for (depth, key) in path.keys.enumerated() where key == "stackedSublayers" {
    let node = try root.node(at: TreePath(Array(path.keys.prefix(depth))))
    if let stack = node as? LayerStack { axes[stack.stackAxis] = stack.stackAxisSize }
  }
  return axes
}

extension Selection {
  /// The tree with every selected node replaced by what `transform` makes of it and of the axes of the layer stacks that
  /// it is in, from the outermost.
  ///
  /// - Throws: as ``apply(_:)``.
  public func apply(withStackAxes transform: (NamedShape, Selected) throws -> any PyTree) throws -> Root {
    guard let whole = root as? any PyTree else { return try apply { try transform([:], $0) } }
    return try apply(withPath: { path, node in try transform(layerStackAxes(along: path, in: whole), node) })
  }
}
