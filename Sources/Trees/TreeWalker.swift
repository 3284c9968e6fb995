/// What a tree shows its stored properties to: one operation over trees.
///
/// A conforming type implements ``visit(_:_:)`` and ``constant(_:_:)``, and ``visitBox(_:_:declared:)`` where it
/// replaces a child by one of another type. Trees call `child` and `constant`.
public protocol TreeWalker {
  /// Whether the walker may change what it visits; the containers lend copies of their elements to one that does not.
  static var mutates: Bool { get }

  /// Whether the walker wants to see the child under a key of the node it is in.
  ///
  /// Children that it does not want are neither copied nor unboxed.
  func enters(_ key: TreeKey) -> Bool

  /// Whether the walker passes over values of a type, so that a container of many need not present them.
  func ignores<Value: PyTree>(_ type: Value.Type) -> Bool

  /// Visits a child stored in a property of exactly this type; `value` may be changed in place.
  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws

  /// Visits a child stored in a property of existential type; `value` may be replaced by a value of another type.
  ///
  /// The caller puts the result back into the property and throws ``TreeError/wrongType(path:declared:offered:)`` when
  /// it does not fit. By default the child is visited as the type that it has.
  mutating func visitBox(_ key: TreeKey, _ value: inout any PyTree, declared: Any.Type) throws

  /// Sees a static property: part of the structure, never replaced.
  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) throws
}

extension TreeWalker {
  /// Walkers may change what they visit unless they say otherwise.
  @inlinable
  public static var mutates: Bool { true }

  /// Walkers see every child unless they say otherwise.
  @inlinable
  public func enters(_ key: TreeKey) -> Bool { true }

  /// Walkers pass over nothing unless they say otherwise.
  @inlinable
  public func ignores<Value: PyTree>(_ type: Value.Type) -> Bool { false }

  /// What ``enters(_:)`` says; containers ask this way, for which the walker is not copied.
  @inline(__always)
  mutating func wants(_ key: TreeKey) -> Bool { enters(key) }

  /// What ``ignores(_:)`` says, as ``wants(_:)``.
  @inline(__always)
  mutating func skips<Value: PyTree>(_ type: Value.Type) -> Bool { ignores(type) }

  /// Visits the child as the type that it has.
  public mutating func visitBox(_ key: TreeKey, _ value: inout any PyTree, declared: Any.Type) throws {
    if Self.mutates {
      try visit(key, &value)
    } else {
      try visitCopy(key, value)
    }
  }

  /// Visits a copy, so that a shared existential box is read without being duplicated.
  private mutating func visitCopy(_ key: TreeKey, _ value: some PyTree) throws {
    var copy = value
    try visit(key, &copy)
  }
}

/// That a child of a declared type was presented; it says nothing more.
///
/// Its type parameter keeps Swift from opening an existential property when it is passed to `child`, which would make
/// the property look as if it were declared with the type of the value that it holds.
public struct Presented<Declared> {
  @inlinable
  init() {}
}

extension TreeWalker {
  /// Presents a child whose declared type is a tree.
  ///
  /// - Throws: what the walker throws; errors that carry a path get `key` put before it.
  @inlinable
  @discardableResult
  public mutating func child<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws -> Presented<Value> {
    guard enters(key) else { return Presented() }
    do {
      if !Value.isTreeLeaf { try requireStackRoom() }
      try visit(key, &value)
    } catch {
      throw located(error, inside: key)
    }
    return Presented()
  }

  /// Presents a child whose declared type is an existential, such as `any Layer`.
  ///
  /// - Throws: ``TreeError/notATree(path:type:)`` when the stored value is no tree,
  ///   ``TreeError/wrongType(path:declared:offered:)`` when a walker replaced it by a value that the property cannot
  ///   hold, else what the walker throws; errors that carry a path get `key` put before it.
  @discardableResult
  public mutating func child<Declared>(_ key: TreeKey, _ value: inout Declared) throws -> Presented<Declared> {
    guard enters(key) else { return Presented() }
    do {
      try requireStackRoom()
      guard var box = tree(in: &value) else {
        throw TreeError.notATree(path: TreePath(), type: "\(type(of: value as Any))")
      }
      try visitBox(key, &box, declared: Declared.self)
      if Self.mutates, !store(box, in: &value) {
        throw TreeError.wrongType(path: TreePath(), declared: "\(Declared.self)", offered: "\(type(of: box))")
      }
    } catch {
      throw located(error, inside: key)
    }
    return Presented()
  }

  /// Presents a child whose declared type is any tree at all.
  ///
  /// - Throws: what the walker throws; errors that carry a path get `key` put before it.
  public mutating func child(_ key: TreeKey, _ value: inout any PyTree) throws {
    guard enters(key) else { return }
    do {
      try requireStackRoom()
      try visitBox(key, &value, declared: (any PyTree).self)
    } catch {
      throw located(error, inside: key)
    }
  }
}

/// The error with `key` before its path, where it is of a kind that carries one.
@usableFromInline
func located(_ error: any Error, inside key: TreeKey) -> any Error {
  guard let error = error as? any LocatedError else { return error }
  return error.located(inside: key)
}
