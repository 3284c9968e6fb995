public import Trees

/// The specifications of the arrays of a tree, in a pattern of its structure; other leaves become wildcards.
///
/// Numbers count as scalars. The types of the nodes and their static properties become part of the pattern; an optional
/// becomes what it holds.
///
/// - Throws: `TreeError.notATree` when a child is no tree, ``NamedAxisError/invalid(names:shape:)``.
public func arrayStructure(of tree: any PyTree) throws -> ShapePattern {
  // First, because a cast to an array would look through an optional.
  if isOptional(type(of: tree)) {
    return try children(of: tree).first.map { try arrayStructure(of: $0).pattern } ?? .absent
  }
  if let spec = try arraySpec(of: tree) { return .array(spec) }
  guard !type(of: tree).isTreeLeaf else { return .any }
  let contents = try NodeContents(of: tree)
  let isStruct = contents.form == .fields
  return .node(
    PatternNode(
      contents.form, try contents.children.map(arrayStructure(of:)), type: isStruct ? NodeType(type(of: tree)) : nil,
      constants: isStruct ? contents.constants : nil))
}

/// The structure of a child, under its key.
private func arrayStructure(of child: TreeChild) throws -> PatternNode.Child {
  do {
    return PatternNode.Child(child.key, try arrayStructure(of: child.value))
  } catch let error as any LocatedError {
    throw error.located(inside: child.key)
  }
}
