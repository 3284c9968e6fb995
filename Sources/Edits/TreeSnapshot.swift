internal import Arrays
internal import Trees
internal import Variables

/// A tree at one time: its image, and the variables in it with the values that they had.
struct TreeSnapshot {
  /// A variable, and its value at the time.
  struct VariableState {
    let variable: any Variable
    let identity: ObjectIdentifier
    /// Where the tree holds it first.
    let path: TreePath
    let frozen: any FrozenVariable
  }

  let image: TreeImage
  /// In the order in which they first appear, each once.
  let variables: [VariableState]

  /// - Parameter identities: what identifies variables instead of themselves.
  /// - Throws: ``EditError`` naming the place of an array that cannot be read; ``TreeError`` where a child is no tree.
  init(of tree: any PyTree, identities: [ObjectIdentifier: ObjectIdentifier] = [:]) throws {
    let found = VariableStates(identities)
    let builder = ImageBuilder(variables: found, readsArrays: true)
    image = try builder.image(of: tree)
    variables = found.states
  }
}

extension TreeImage {
  /// The image of a value that holds no variables; its arrays are not read, so the digest says nothing of them.
  init(ofValue tree: any PyTree) throws {
    let builder = ImageBuilder(variables: VariableStates([:]), readsArrays: false)
    self = try builder.image(of: tree)
  }
}

/// The variables met so far.
private final class VariableStates {
  let identities: [ObjectIdentifier: ObjectIdentifier]
  var states: [TreeSnapshot.VariableState] = []
  private var known: Set<ObjectIdentifier> = []

  init(_ identities: [ObjectIdentifier: ObjectIdentifier]) { self.identities = identities }

  func identity(of variable: any Variable, at keys: [TreeKey]) -> ObjectIdentifier {
    let own = ObjectIdentifier(variable)
    let identity = identities[own] ?? own
    if known.insert(own).inserted {
      states.append(
        TreeSnapshot.VariableState(
          variable: variable, identity: identity, path: TreePath(keys), frozen: variable.freeze()))
    }
    return identity
  }
}

/// Takes a tree apart in one walk; a builder gathers what the walk of one node presents.
private struct ImageBuilder: TreeWalker {
  static var mutates: Bool { false }
  let variables: VariableStates
  let readsArrays: Bool
  var keys: [TreeKey] = []
  var constants: [TreeImage.Constant] = []
  var children: [TreeImage.Child] = []
  var hasher = Hasher()

  init(variables: VariableStates, readsArrays: Bool) {
    self.variables = variables
    self.readsArrays = readsArrays
  }

  func image<Value: PyTree>(of value: Value) throws -> TreeImage {
    var hasher = Hasher()
    hasher.combine(ObjectIdentifier(Value.self))
    if Value.self is any Variable.Type, let variable = value as? any Variable {
      let identity = variables.identity(of: variable, at: keys)
      hasher.combine(identity)
      return TreeImage(
        node: value, content: .variable(identity), digest: hasher.finalize(), isWorthReferring: true)
    }
    if Value.self == NDArray.self, let array = value as? NDArray {
      hasher.combine(array.type)
      if readsArrays {
        do {
          try array.withUnsafeBytes { hasher.combine(bytes: $0) }
        } catch {
          throw EditError(.unwritable(problem: "\(error)"))
        }
      }
      return TreeImage(
        node: value, content: .array(array), digest: hasher.finalize(), isWorthReferring: array.count > 1)
    }
    if Value.isTreeLeaf {
      if let value = value as? AnyHashable { hasher.combine(value) }
      return TreeImage(node: value, content: .leaf, digest: hasher.finalize(), isWorthReferring: false)
    }
    var inner = ImageBuilder(variables: variables, readsArrays: readsArrays)
    inner.keys = keys
    var copy = value
    try copy.walk(&inner)
    hasher.combine(inner.hasher.finalize())
    return TreeImage(
      node: value, content: .node(constants: inner.constants, children: inner.children), digest: hasher.finalize(),
      isWorthReferring: inner.children.contains { $0.image.isWorthReferring })
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    keys.append(key)
    defer { keys.removeLast() }
    let image = try located("\(key)") { [self] in try self.image(of: value) }
    hasher.combine(key)
    hasher.combine(image.digest)
    children.append(TreeImage.Child(key: key, image: image))
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {
    guard case .field(let name) = name else { return }
    hasher.combine(name)
    hasher.combine(value)
    constants.append(TreeImage.Constant(name: name, value: value))
  }
}
