extension PyTree {
  /// A path in this tree with the types that it goes through, for people to read:
  /// `Model.body/Chain.sublayers[0]/Linear.weights`.
  ///
  /// The name of the type stands before each step to a stored property; ``TreePath/description`` is what parses back.
  ///
  /// - Throws: ``TreeError/noChild(path:type:children:rest:)`` naming the longest part of the path that exists.
  public func typedDescription(of path: TreePath) throws -> String {
    var text = ""
    var length = 0
    let full = try resolve(path)
    try descend { place, node in
      guard place.isPrefix(of: full), place.keys.count == length, length < full.keys.count else { return false }
      let key = full.keys[length]
      if case .field = key { text += "\(text.isEmpty ? "" : "/")\(type(of: node))" }
      text += key.description
      length += 1
      return true
    }
    return text
  }
}
