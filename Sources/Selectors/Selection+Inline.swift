public import Trees

extension Selection {
  /// The tree with every selected node, each an element of an array, replaced there by any number of elements.
  ///
  /// - Throws: what `transform` throws; ``SelectionError/notInAnArray(path:parent:)`` when a selected node is no element
  ///   of an array; `TreeError.wrongType` when an array cannot hold a new element.
  public func applyAndInline(_ transform: (Selected) throws -> [any PyTree]) throws -> Root {
    try inlining { try transform(values[$0]) }
  }

  /// The tree with every selected node, each an element of an array, replaced there by any number of elements, which
  /// `transform` makes of the node's path from the root and the node.
  ///
  /// - Throws: as ``applyAndInline(_:)``.
  public func applyAndInline(withPath transform: (TreePath, Selected) throws -> [any PyTree]) throws -> Root {
    try inlining { try transform(paths[$0], values[$0]) }
  }

  /// The tree with a value put before every selected node in its array; a reference is the same at every place.
  ///
  /// - Throws: as ``applyAndInline(_:)``.
  public func insertBefore(_ value: any PyTree) throws -> Root {
    try inlining { [value, try tree(values[$0])] }
  }

  /// The tree with a value put after every selected node in its array; a reference is the same at every place.
  ///
  /// - Throws: as ``applyAndInline(_:)``.
  public func insertAfter(_ value: any PyTree) throws -> Root {
    try inlining { [try tree(values[$0]), value] }
  }

  /// The selection of the values that ``insertBefore(_:)`` puts into the tree.
  ///
  /// - Throws: as ``applyAndInline(_:)``.
  public func insertBeforeAndSelect<New: PyTree>(_ value: New) throws -> Selection<Root, New> {
    try inserted(value, into: insertBefore(value), offset: 0)
  }

  /// The selection of the values that ``insertAfter(_:)`` puts into the tree.
  ///
  /// - Throws: as ``applyAndInline(_:)``.
  public func insertAfterAndSelect<New: PyTree>(_ value: New) throws -> Selection<Root, New> {
    try inserted(value, into: insertAfter(value), offset: 1)
  }

  /// Selects what was inserted beside the selected nodes.
  ///
  /// - Parameter offset: where the value lies from the place that the insertions before it moved the selected node to.
  private func inserted<New>(_ value: New, into edited: Root, offset: Int) throws -> Selection<Root, New> {
    var indices: [ArraySlice<TreeKey>: [Int]] = [:]
    for path in paths {
      if case .index(let index)? = path.keys.last { indices[path.keys.dropLast(), default: []].append(index) }
    }
    let moved = paths.map { path in
      // Each array on the way may have got elements before the one gone through.
      var keys = path.keys.indices.map { depth in
        guard case .index(let index) = path.keys[depth], let grown = indices[path.keys.prefix(depth)] else {
          return path.keys[depth]
        }
        return .index(index + grown.count { $0 < index })
      }
      if case .index(let index)? = keys.last { keys[keys.count - 1] = .index(index + offset) }
      return TreePath(keys)
    }
    return Selection<Root, New>(root: edited, paths: moved, values: moved.map { _ in value })
  }

  /// The tree without the selected nodes, each an element of an array.
  ///
  /// - Throws: as ``applyAndInline(_:)``.
  public func removeFromParent() throws -> Root {
    try inlining { _ in [] }
  }

  private func inlining(_ elements: (Int) throws -> [any PyTree]) throws -> Root {
    let whole = try tree(root)
    for path in paths {
      guard let parent = path.parent else { throw SelectionError.notInAnArray(path: path, parent: nil) }
      let node = try whole.node(at: parent)
      guard node is any Spliceable else {
        throw SelectionError.notInAnArray(path: path, parent: "\(type(of: node))")
      }
    }
    let splices = try paths.indices.map { Splice(path: paths[$0].keys[...], elements: try elements($0)) }
    return try asRoot(try splicing(whole, splices))
  }
}

/// New elements for the place of one element of an array.
private struct Splice {
  /// The path of the element that they replace, from the node at hand.
  var path: ArraySlice<TreeKey>
  var elements: [any PyTree]
}

/// Does the splices of a tree, which are in the order of the walk.
private func splicing(_ node: any PyTree, _ splices: [Splice]) throws -> any PyTree {
  let parents = Set(splices.map { $0.path.dropLast() })
  // Arrays can lie within arrays: start at the outermost.
  var arrays: [(path: TreePath, inside: [Splice])] = []
  for splice in splices {
    let depth = (0..<splice.path.count).first { parents.contains(splice.path.prefix($0)) } ?? 0
    let array = TreePath(Array(splice.path.prefix(depth)))
    let inside = Splice(path: splice.path.dropFirst(depth), elements: splice.elements)
    if arrays.last?.path == array {
      arrays[arrays.count - 1].inside.append(inside)
    } else {
      arrays.append((array, [inside]))
    }
  }
  return try node.replacing(at: arrays.map(\.path)) { position, array in
    let nested = arrays[position].inside.filter { $0.path.count > 1 }
    let edited = nested.isEmpty ? array : try splicing(array, nested)
    guard var edited = edited as? any PyTree & Spliceable else { return edited }
    for splice in arrays[position].inside.reversed() where splice.path.count == 1 {
      guard case .index(let index)? = splice.path.first else { continue }
      try edited.replace(at: index, with: splice.elements)
    }
    return edited
  }
}

/// Arrays, whatever their elements are.
private protocol Spliceable {
  mutating func replace(at index: Int, with elements: [any PyTree]) throws
}

extension Array: Spliceable {
  fileprivate mutating func replace(at index: Int, with elements: [any PyTree]) throws {
    let fitting = try elements.map { element in
      guard let element = element as? Element else {
        throw TreeError.wrongType(
          path: [.index(index)], declared: "\(Element.self)", offered: "\(type(of: element))")
      }
      return element
    }
    replaceSubrange(index...index, with: fitting)
  }
}
