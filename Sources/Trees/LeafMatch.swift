/// Which nodes of a tree count as leaves when leaves of one type are asked for.
///
/// Values of the type asked for count whether their own type is a leaf or not, and nothing inside them does.
/// A concrete type is found by comparing metatypes; a protocol or a class by a cast whose answer is kept for each
/// type met.
struct LeafMatch<Leaf> {
  private enum Kind {
    case concrete
    case castable
  }

  private let kind: Kind
  /// For protocols: whether the values of a type conform.
  private var conforming: [ObjectIdentifier: Bool] = [:]

  init() {
    kind = Leaf.self is any PyTree.Type && !(Leaf.self is AnyClass) ? .concrete : .castable
  }

  /// The value as a leaf of the type asked for, if it counts as one.
  @inline(__always)
  mutating func match<Value: PyTree>(_ value: Value) -> Leaf? {
    if Value.self == Leaf.self {
      // The same type under two names.
      return unsafeBitCast(value, to: Leaf.self)
    }
    return kind == .castable ? cast(value) : nil
  }

  /// The same for a value in an existential box.
  mutating func match(boxed value: any PyTree) -> Leaf? {
    match(value)
  }

  private mutating func cast<Value: PyTree>(_ value: Value) -> Leaf? {
    // A class may have subclasses, so its type alone does not answer; an optional would be looked through.
    if Value.self is AnyClass { return value as? Leaf }
    let identity = ObjectIdentifier(Value.self)
    if let known = conforming[identity] { return known ? value as? Leaf : nil }
    let leaf = isOptional(Value.self) ? nil : value as? Leaf
    conforming[identity] = leaf != nil
    return leaf
  }
}
