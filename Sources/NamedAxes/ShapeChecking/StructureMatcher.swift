internal import Arrays
internal import Trees

/// A problem and the number of the place in the tree where it is, in the order of the walk.
typealias PlacedProblem = (leaf: Int, problem: StructureMismatch.Problem)

/// A shape that must match a pattern.
struct ShapeConstraint {
  /// What must match.
  enum Content {
    case positional([Int], PositionalShapePattern)
    case named(NamedShape, NamedShapePattern)
  }

  let leaf: Int
  let path: TreePath
  let content: Content
}

/// Goes through a tree and a pattern side by side: notes what cannot match, and what depends on variables.
struct StructureMatcher {
  private(set) var problems: [PlacedProblem] = []
  private(set) var constraints: [ShapeConstraint] = []
  private var places = 0

  /// - Throws: `TreeError.notATree` when a child is no tree.
  mutating func match(_ value: any PyTree, _ pattern: ShapePattern, at path: TreePath) throws {
    places += 1
    if case .wildcard = pattern { return }
    // First, because a cast to an array would look through an optional.
    if isOptional(type(of: value)) {
      if let child = try within(path, { try children(of: value) }).first {
        return try match(child.value, pattern, at: path.appending(child.key))
      }
      if pattern != .absent { noteOther(pattern, "nil", at: path) }
      return
    }
    let spec: ArraySpec?
    do {
      spec = try arraySpec(of: value)
    } catch {
      return note(.invalidArray("\(error)"), at: path)
    }
    if case .array(let wanted) = pattern, let spec { return match(spec, wanted, at: path) }
    if case .value(let wanted) = pattern, type(of: value).isTreeLeaf {
      if !wanted.equals(value) { note(.notEqual(expected: "\(wanted)", found: shown(value)), at: path) }
      return
    }
    guard spec == nil, !type(of: value).isTreeLeaf else { return noteOther(pattern, shown(value), at: path) }
    let contents = try within(path) { try NodeContents(of: value) }
    if case .node(let node) = pattern, node.fits(value, contents) {
      try match(contents, node, at: path)
    } else {
      noteOther(pattern, contents.summary(of: value), at: path)
    }
  }

  /// Puts a path before that of an error.
  private func within<Result>(_ path: TreePath, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as any LocatedError {
      throw path.keys.reversed().reduce(error) { $0.located(inside: $1) }
    }
  }

  /// The children and static properties of a node of the right kind.
  private mutating func match(_ contents: NodeContents, _ node: PatternNode, at path: TreePath) throws {
    let (found, wanted) = (contents.children.map(\.key), node.children.map(\.key))
    if Set(found) != Set(wanted) {
      note(
        .children(missing: wanted.filter { !found.contains($0) }, unexpected: found.filter { !wanted.contains($0) }),
        at: path)
    }
    for constant in node.constants ?? [] {
      guard let value = contents.constants.first(where: { $0.key == constant.key })?.value, value != constant.value
      else { continue }
      note(.notEqual(expected: "\(constant.value)", found: "\(value)"), at: path.appending(constant.key))
    }
    let wantedOf = Dictionary(grouping: node.children, by: \.key)
    for (key, value) in contents.children {
      for child in wantedOf[key] ?? [] { try match(value, child.pattern, at: path.appending(key)) }
    }
  }

  private mutating func match(_ found: ArraySpec, _ wanted: ArraySpec, at path: TreePath) {
    if !wanted.dtype.includes(found.dtype) { note(.dtype(expected: wanted.dtype, found: found.dtype), at: path) }
    guard let shape = found.positional.shape, let namedShape = found.named.shape else {
      return note(.variableSizes(found), at: path)
    }
    constraints.append(ShapeConstraint(leaf: places, path: path, content: .positional(shape, wanted.positional)))
    constraints.append(ShapeConstraint(leaf: places, path: path, content: .named(namedShape, wanted.named)))
  }

  private mutating func note(_ kind: StructureMismatch.Problem.Kind, at path: TreePath) {
    problems.append((places, StructureMismatch.Problem(path: path, kind: kind)))
  }

  private mutating func noteOther(_ pattern: ShapePattern, _ found: String, at path: TreePath) {
    note(.otherThing(expected: pattern.summary, found: found), at: path)
  }
}

extension PatternNode {
  /// Whether a node is of the kind and type wanted, whatever its children.
  fileprivate func fits(_ value: any PyTree, _ contents: NodeContents) -> Bool {
    form == contents.form && (type == nil || type?.qualifiedName == NodeType(Swift.type(of: value)).qualifiedName)
  }
}

extension NodeContents {
  /// A node in a few words.
  fileprivate func summary(of value: any PyTree) -> String {
    switch form {
    case .list: "an array of \(children.count)"
    case .dictionary: "a dictionary with \(listing(children.map(\.key)))"
    case .fields: "a value of type \(NodeType(type(of: value)))"
    }
  }
}

extension ShapePattern {
  /// What is wanted, in a few words.
  fileprivate var summary: String {
    switch self {
    case .array(let spec): "\(spec)"
    case .wildcard: "anything"
    case .value(let value): "\(value)"
    case .absent: "nil"
    case .node(let node):
      switch node.form {
      case .list: "an array of \(node.children.count)"
      case .dictionary: "a dictionary with \(listing(node.children.map(\.key)))"
      case .fields: node.type.map { "a value of type \($0)" } ?? "a value with \(listing(node.children.map(\.key)))"
      }
    }
  }
}

/// Keys one after the other.
private func listing(_ keys: [TreeKey]) -> String {
  keys.isEmpty ? "no entries" : keys.map(\.description).joined(separator: ", ")
}

/// A leaf or an array in print.
private func shown(_ value: any PyTree) -> String {
  if let spec = try? arraySpec(of: value), !(value is any ArrayElement), !(value is Int) { return "\(spec)" }
  return String(reflecting: value)
}
