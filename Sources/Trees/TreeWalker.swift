/// What a tree shows its stored properties to: one operation over trees.
///
/// A conforming type implements ``visit(_:_:)`` and ``visitBox(_:_:)``; trees call `child` and `constant`.
public protocol TreeWalker {
  /// Visits a child stored in a property of exactly this type; `value` may be changed in place.
  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws

  /// Visits a child stored in a property of existential type; `value` may be replaced by a value of another type.
  ///
  /// The caller puts the result back into the property and throws ``TreeError/wrongType`` when it does not fit.
  mutating func visitBox(_ key: TreeKey, _ value: inout any PyTree, declared: Any.Type) throws

  /// Sees a static property: part of the structure, never replaced.
  mutating func constant<Value: Hashable>(_ name: TreeKey, _ value: Value) throws
}

extension TreeWalker {
  /// Presents a child whose declared type is a tree.
  @inlinable
  public mutating func child<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    try visit(key, &value)
  }

  /// Presents a child whose declared type is an existential, such as `any Layer`.
  ///
  /// - Throws: ``TreeError/notATree`` when the stored value is no tree, ``TreeError/wrongType`` when a walker
  ///   replaced it by a value that the property cannot hold.
  public mutating func child<Declared>(_ key: TreeKey, _ value: inout Declared) throws {
    guard var box = value as? any PyTree else {
      throw TreeError.notATree(path: TreePath([key]), type: "\(type(of: value))")
    }
    try visitBox(key, &box, declared: Declared.self)
    guard let fitting = box as? Declared else {
      throw TreeError.wrongType(
        path: TreePath([key]), declared: "\(Declared.self)", offered: "\(type(of: box))")
    }
    value = fitting
  }
}
