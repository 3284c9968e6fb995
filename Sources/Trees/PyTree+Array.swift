/// Arrays are trees of their elements; an element that is no tree shows as an error when the array is walked.
extension Array: PyTree {
  /// Presents the elements under their indices.
  ///
  /// - Throws: what the walker throws; ``TreeError/notATree(path:type:)`` when an element is no tree.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    if let type = Element.self as? any PyTree.Type {
      try walkElements(as: type, &walker)
    } else if Walker.mutates {
      for index in indices where walker.enters(.index(index)) {
        try walker.child(.index(index), &self[index])
      }
    } else {
      for index in indices where walker.enters(.index(index)) {
        var element = self[index]
        try walker.child(.index(index), &element)
      }
    }
  }

  /// Walks elements of one concrete type without boxing them.
  private mutating func walkElements<Tree: PyTree, Walker: TreeWalker>(
    as type: Tree.Type, _ walker: inout Walker
  ) throws {
    // `Tree` is `Element`, found at run time: the two array types are the same.
    var elements = unsafeBitCast(self, to: [Tree].self)
    if Walker.mutates {
      // Without this the array would hold a second reference to its own storage and be copied.
      self = []
      defer { self = unsafeBitCast(elements, to: [Element].self) }
      for index in elements.indices where walker.enters(.index(index)) {
        try walker.child(.index(index), &elements[index])
      }
    } else {
      for index in elements.indices where walker.enters(.index(index)) {
        var element = elements[index]
        try walker.child(.index(index), &element)
      }
    }
  }
}
