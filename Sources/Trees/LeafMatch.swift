/// Which nodes of a tree count as leaves when leaves of one type are asked for.
///
/// Values of the type asked for count whether their own type is a leaf or not, and nothing inside them does.
/// A concrete type is found by comparing metatypes, the cheapest thing there is; a class, which may have subclasses,
/// and a protocol by a cast, whose answer for a type that is no class is kept.
struct LeafMatch<Leaf> {
  private enum Kind {
    case concrete
    case leafClass
    case castable
  }

  private let kind: Kind
  /// For the types met so far that are no classes: whether their values count.
  private var counting: [ObjectIdentifier: Bool] = [:]

  init() {
    if let type = Leaf.self as? any PyTree.Type {
      kind = !(type is AnyClass) ? .concrete : type.isTreeLeaf ? .leafClass : .castable
    } else {
      kind = .castable
    }
  }

  /// The value as a leaf of the type asked for, if it counts as one.
  @inline(__always)
  mutating func match<Value: PyTree>(_ value: Value) -> Leaf? {
    if Value.self == Leaf.self {
      // The same type under two names.
      return unsafeBitCast(value, to: Leaf.self)
    }
    return switch kind {
    case .concrete: nil
    case .leafClass: Value.isTreeLeaf ? cast(value) : nil
    case .castable: cast(value)
    }
  }

  /// The same for a value in an existential box.
  mutating func match(boxed value: any PyTree) -> Leaf? {
    match(value)
  }

  private mutating func cast<Value: PyTree>(_ value: Value) -> Leaf? {
    let identity = ObjectIdentifier(Value.self)
    if let known = counting[identity] { return known ? value as? Leaf : nil }
    // A class does not answer for its subclasses, and a cast would look through an optional.
    if Value.self is AnyClass { return value as? Leaf }
    let leaf = isOptional(Value.self) ? nil : value as? Leaf
    counting[identity] = leaf != nil
    return leaf
  }
}
