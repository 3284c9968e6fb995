internal import Trees
internal import Variables

extension EditScript {
  /// The tree that the edits make of another: the one that the script was recorded on, or one that was built alike.
  ///
  /// The given tree and its variables stay as they are. The result shares with it all that was not edited; a variable
  /// whose value is set is replaced, everywhere in the result, by a new one of the same label.
  ///
  /// - Parameters:
  ///   - tree: where the edits start from.
  ///   - type: the type of the result. Edits may turn an `any Layer` into a layer of another type; Swift would take the
  ///     type of the one that it holds for the type of the result, did this parameter not stand here.
  ///   - registry: the types that may be built; nothing else in a script makes anything happen.
  ///   - mostNodes: how many nodes the tree may have after any step. References make copies that cost a script nothing,
  ///     so a short one could double a tree at each step.
  /// - Throws: ``EditError`` naming the place in the script, for a type that is not registered, for what no value of its
  ///   type can be made of, and for edits that do not fit the tree.
  public func replayed<Tree>(
    on tree: Tree, as type: Tree.Type = Tree.self, with registry: EditRegistry = .library,
    mostNodes: Int = 10_000_000
  ) throws -> Tree {
    guard var current = tree as? any PyTree else {
      throw EditError(.unexpected(expected: "a tree", found: "\(Swift.type(of: tree as Any))"))
    }
    let replay = Replay(registry, base: current)
    for (position, step) in steps.enumerated() {
      try located(".steps[\(position)]") {
        replay.base = current
        var hasBase = false
        for (position, edit) in step.edits.enumerated() {
          if !edit.isSetting, !hasBase {
            replay.base = current
            hasBase = true
          }
          try located(".edits[\(position)]") { current = try edit.applied(to: current, replay) }
        }
        try refusing { try requireNodes(of: current, atMost: mostNodes) }
      }
    }
    guard let result = current as? Tree else {
      throw EditError(.unexpected(expected: "a result of type \(Tree.self)", found: "\(Swift.type(of: current))"))
    }
    return result
  }
}

extension Edit {
  fileprivate func applied(to tree: any PyTree, _ replay: Replay) throws -> any PyTree {
    switch self {
    case .set(_, let new):
      let replacement = try located(".to") { try replay.build(new) }
      return try refusing {
        guard let old = try tree.node(at: path) as? any Variable, let new = replacement as? any Variable else {
          throw EditError(.refused(problem: "Only a variable can be set, and only to another one."))
        }
        return try replacing(old, by: new, in: tree)
      }
    case .replace(_, let new):
      let replacement = try located(".with") { try replay.build(new) }
      if path.isRoot { return replacement }
      return try refusing { try tree.replacing(at: path, with: replacement) }
    case .insert(_, let new):
      let element = try located(".element") { try replay.build(new) }
      return try editingList(in: tree) { try $0.inserting(element, at: $1) }
    case .remove:
      return try editingList(in: tree) { try $0.removing(at: $1) }
    }
  }

  private func editingList(
    in tree: any PyTree, _ body: (any EditableList, Int) throws -> any PyTree
  ) throws -> any PyTree {
    try refusing {
      guard let parent = path.parent, case .index(let index)? = path.keys.last,
        let list = try tree.node(at: parent) as? any EditableList
      else { throw EditError(.refused(problem: "\(path) is no place in an array.")) }
      let edited = try body(list, index)
      return parent.isRoot ? edited : try tree.replacing(at: parent, with: edited)
    }
  }
}

/// Counts the nodes of a tree, as far as they are allowed; the walk refuses trees that are too deep for the stack.
private func requireNodes(of tree: any PyTree, atMost limit: Int) throws {
  var count = 0
  try tree.descend { _, _ in
    count += 1
    guard count <= limit else {
      throw EditError(.refused(problem: "The tree would have more than \(limit) nodes, the most that is allowed."))
    }
    return true
  }
}

/// A copy of a tree with one variable in place of another.
private func replacing<Tree: PyTree>(_ old: any Variable, by new: any Variable, in tree: Tree) throws -> any PyTree {
  var paths: [TreePath] = []
  try tree.forEachNode { path, node in
    if isReference(node, old) { paths.append(path) }
  }
  return paths.first?.isRoot == true ? new : try tree.replacing(at: paths) { _, _ in new }
}

private func isReference(_ node: any PyTree, _ variable: any Variable) -> Bool {
  type(of: node) is AnyClass && (node as AnyObject) === variable
}

/// Arrays, whatever their elements are.
private protocol EditableList: PyTree {
  func inserting(_ element: any PyTree, at index: Int) throws -> any PyTree
  func removing(at index: Int) throws -> any PyTree
}

extension Array: EditableList {
  fileprivate func inserting(_ element: any PyTree, at index: Int) throws -> any PyTree {
    guard 0...count ~= index else {
      throw EditError(.refused(problem: "Nothing can be inserted at \(index) of an array of \(count)."))
    }
    guard let element = element as? Element else {
      throw EditError(.refused(problem: "An array of \(Element.self) cannot hold a \(type(of: element))."))
    }
    var copy = self
    copy.insert(element, at: index)
    return copy
  }

  fileprivate func removing(at index: Int) throws -> any PyTree {
    guard indices.contains(index) else {
      throw EditError(.refused(problem: "There is no element \(index) in an array of \(count)."))
    }
    var copy = self
    copy.remove(at: index)
    return copy
  }
}
