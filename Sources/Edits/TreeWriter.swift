internal import JSON
internal import Trees
internal import Variables

/// Writes trees down as data, for the steps of one script.
struct TreeWriter {
  /// A variable that the script describes.
  private struct Described {
    var number: Int
    var value: TreeImage
    /// Kept, so that nothing else gets its identity.
    var variable: any Variable
  }

  private let registry: EditRegistry
  private var described: [ObjectIdentifier: Described] = [:]
  private var variableCount = 0
  /// The nodes of the base of the present step that are worth referring to, by their digests.
  private var base: [Int: [(path: TreePath, image: TreeImage)]] = [:]
  /// What the variables of the present step's result are now.
  private var states: [ObjectIdentifier: TreeSnapshot.VariableState] = [:]

  init(_ registry: EditRegistry) { self.registry = registry }

  /// The step that a comparison with a base tells.
  ///
  /// - Throws: ``EditError`` naming the path in the edited tree of what cannot be written.
  mutating func step(_ comparison: TreeComparison, from snapshot: TreeSnapshot, note: String?) throws -> EditScript.Step
  {
    var step = EditScript.Step(note: note)
    for (path, state) in comparison.settings {
      step.edits.append(.set(path, try located("\(path)") { try describe(state) }))
    }
    base = [:]
    index(snapshot.image, TreePath())
    states = Dictionary(comparison.newVariables.map { ($0.identity, $0) }) { first, _ in first }
    for plan in comparison.plans {
      switch plan {
      case .replace(let path, let image):
        step.edits.append(.replace(path, try located("\(path)") { try write(image) }))
      case .insert(let path, let image):
        step.edits.append(.insert(path, try located("\(path)") { try write(image) }))
      case .remove(let path):
        step.edits.append(.remove(path))
      }
    }
    return step
  }

  private mutating func index(_ image: TreeImage, _ path: TreePath) {
    guard image.isWorthReferring else { return }
    base[image.digest, default: []].append((path, image))
    for child in image.children { index(child.image, path.appending(child.key)) }
  }

  /// - Throws: ``EditError`` with the place within the tree.
  private mutating func write(_ image: TreeImage) throws -> WrittenTree {
    if let path = try base[image.digest]?.first(where: { try $0.image.isSame(as: image) })?.path {
      return .reference(path)
    }
    guard case .variable(let identity) = image.content, let state = states[identity] else {
      return .node(try node(image))
    }
    if let known = described[identity], try known.value.isSame(as: TreeImage(ofValue: state.frozen)) {
      return .variable(known.number, nil)
    }
    return try describe(state)
  }

  private mutating func describe(_ state: TreeSnapshot.VariableState) throws -> WrittenTree {
    let value = try TreeImage(ofValue: state.frozen)
    var node = try node(value)
    node.type = try name(of: type(of: state.variable))
    let number = variableCount
    variableCount += 1
    described[state.identity] = Described(number: number, value: value, variable: state.variable)
    return .variable(number, node)
  }

  private mutating func node(_ image: TreeImage) throws -> WrittenNode {
    var node = WrittenNode(type: try name(of: image.type))
    if type(of: image.node).isTreeLeaf {
      guard let writeLeaf = registry.entry(node.type)?.writeLeaf else {
        throw EditError(.unwritable(problem: "\(node.type) is a leaf, and was not registered with registerLeaf(_:)"))
      }
      node.constants = try writeLeaf(image.node, registry)
    }
    for constant in image.constants {
      guard let value = constant.value as? any EditConstant else {
        throw EditError(
          place: ".\(constant.name)",
          .unwritable(problem: "the static value is a \(type(of: constant.value)), which is no EditConstant"))
      }
      node.constants.append(
        .init(constant.name, try located(".\(constant.name)") { try value.written(with: registry) }))
    }
    for child in image.children {
      let tree = try located("\(child.key)") { try write(child.image) }
      node.children.append(WrittenNode.Child(key: child.key, tree: tree))
    }
    return node
  }

  private func name(of type: Any.Type) throws -> String {
    guard let name = registry.name(of: type) else { throw EditError(.unregistered(type: "\(type)")) }
    return name
  }
}
