/// Which nodes of a tree count as leaves when leaves of one type are asked for.
///
/// Values of the type asked for count whether their own type is a leaf or not, and nothing inside them does.
/// A concrete type is found by comparing metatypes, the cheapest thing there is; a class, which may have subclasses,
/// and a protocol by a cast, whose answer for a type that is no class is kept.
///
/// It is not generic, nor are the walkers that use it: code generic over the leaf would ask the runtime for type
/// metadata at every node, which costs more than all the rest of the walk.
struct LeafMatch {
  enum Answer {
    /// The node is of exactly the type asked for.
    case exact
    /// The node can be cast to the type asked for.
    case castable
    case no
  }

  private enum Kind {
    case concrete
    case leafClass
    case other
  }

  private let identity: ObjectIdentifier
  private let kind: Kind
  private let isInstance: (any PyTree) -> Bool
  /// For the types met so far that are no classes: whether their values count.
  private var counting: [ObjectIdentifier: Bool] = [:]

  init<Leaf>(of type: Leaf.Type) {
    identity = ObjectIdentifier(type)
    isInstance = { $0 is Leaf }
    if let type = type as? any PyTree.Type {
      kind = !(type is AnyClass) ? .concrete : type.isTreeLeaf ? .leafClass : .other
    } else {
      kind = .other
    }
  }

  /// Whether a node counts, and why.
  @inline(__always)
  mutating func answer<Value: PyTree>(for value: Value) -> Answer {
    if ObjectIdentifier(Value.self) == identity { return .exact }
    return switch kind {
    case .concrete: .no
    case .leafClass: Value.isTreeLeaf ? ask(value) : .no
    case .other: ask(value)
    }
  }

  /// Whether neither values of a type count nor anything inside them.
  @inline(__always)
  func excludes<Value: PyTree>(_ type: Value.Type) -> Bool {
    kind == .concrete && Value.isTreeLeaf && ObjectIdentifier(type) != identity
  }

  private mutating func ask<Value: PyTree>(_ value: Value) -> Answer {
    let type = ObjectIdentifier(Value.self)
    if let known = counting[type] { return known ? .castable : .no }
    // A class does not answer for its subclasses, and a cast would look through an optional.
    let counts = !isOptional(Value.self) && isInstance(value)
    if !(Value.self is AnyClass) { counting[type] = counts }
    return counts ? .castable : .no
  }
}
