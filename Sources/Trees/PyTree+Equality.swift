/// Whether two trees are equal: of one type, with the same static values and equal leaves.
///
/// Types with an `==` of their own are compared by it, classes without one by identity, and all other nodes by their
/// structure and leaves.
///
/// - Throws: ``TreeError/notComparable(path:type:)`` for a leaf that has no `==`, such as an array on a device;
///   ``TreeError/notATree(path:type:)`` when a child is no tree.
public func areEqual(_ one: any PyTree, _ other: any PyTree) throws -> Bool {
  guard type(of: one) == type(of: other) else { return false }
  if let equal = equalByThemselves(one, other) { return equal }
  guard try one.structure() == other.structure() else { return false }
  return try zip(one.leavesWithPaths(), other.leaves()).allSatisfy { leaf, other in
    guard let equal = equalByThemselves(leaf.node, other) else {
      throw TreeError.notComparable(path: leaf.path, type: "\(type(of: leaf.node))")
    }
    return equal
  }
}

/// Whether two values are equal by an `==` of their type or, for instances of a class, the same; nil when neither says.
private func equalByThemselves(_ one: any PyTree, _ other: any PyTree) -> Bool? {
  if let one = one as? any Equatable { return isEqual(one, other) }
  return type(of: one) is AnyClass ? (one as AnyObject) === (other as AnyObject) : nil
}

private func isEqual<Value: Equatable>(_ one: Value, _ other: Any) -> Bool {
  other as? Value == one
}
