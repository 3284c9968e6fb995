/// Arrays are trees of their elements; an element that is no tree shows as an error when the array is walked.
extension Array: PyTree {
  /// Presents the elements under their indices.
  ///
  /// - Throws: what the walker throws; ``TreeError/notATree(path:type:)`` when an element is no tree.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    if let type = TreeTypes.tree(Element.self) {
      try walkElements(as: type, &walker)
    } else if Walker.mutates {
      var index = 0
      while index < count {
        if walker.wants(.index(index)) { try walker.child(.index(index), &self[index]) }
        index += 1
      }
    } else {
      try withUnsafeBufferPointer { elements in
        var index = 0
        while index < elements.count {
          if walker.wants(.index(index)) {
            // In place: the child is a box of its own, and the element is not written to by a walker that only reads.
            let element = UnsafeMutablePointer(mutating: elements.baseAddress.unsafelyUnwrapped + index)
            try walker.child(.index(index), &element.pointee)
          }
          index += 1
        }
      }
    }
  }

  /// Walks elements of one concrete type without boxing them.
  private mutating func walkElements<Tree: PyTree, Walker: TreeWalker>(
    as type: Tree.Type, _ walker: inout Walker
  ) throws {
    guard !walker.skips(type) else { return }
    let (count, stride) = (count, MemoryLayout<Tree>.stride)
    var index = 0
    // `Tree` is `Element`, found at run time.
    if Walker.mutates {
      try withUnsafeMutableBytes { elements in
        while index < count {
          if walker.wants(.index(index)) {
            let element = elements.baseAddress.unsafelyUnwrapped + index * stride
            try walker.child(.index(index), &element.assumingMemoryBound(to: Tree.self).pointee)
          }
          index += 1
        }
      }
    } else {
      try withUnsafeBytes { elements in
        while index < count {
          if walker.wants(.index(index)) {
            let element = elements.baseAddress.unsafelyUnwrapped + index * stride
            var copy = element.assumingMemoryBound(to: Tree.self).pointee
            try walker.child(.index(index), &copy)
          }
          index += 1
        }
      }
    }
  }
}
