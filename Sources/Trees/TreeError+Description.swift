extension TreeError: CustomStringConvertible {
  /// What was asked, what was found, and what to do.
  public var description: String {
    switch self {
    case .notATree(let path, let type):
      """
      The child at \(place(path)) holds a value of type \(type), which is no tree. \
      Make \(type) conform to PyTree, or present the property with `walker.constant`.
      """
    case .wrongType(let path, let declared, let offered):
      """
      The child at \(place(path)) is declared as \(declared) and cannot hold a value of type \(offered). \
      Put a \(declared) there, or declare the property as an existential that both types conform to.
      """
    case .noChild(let path, let type, let children, let rest):
      """
      There is no \(TreePath(Array(rest.prefix(1)))) in \(place(path)), which is of type \(type); \
      \(list(children)). Asked for \(path.appending(TreePath(rest))).
      """
    case .notAProperty(let path, let keyPath):
      """
      \(keyPath) is not a stored property, so it names no child of \(place(path)). \
      Use stored properties that the type's `walk` presents with `walker.child`, or select with `at(path:)`.
      """
    case .wrongLeafCount(let type, let expected, let offered):
      "The tree has \(count(expected, "leaf", "leaves")) of type \(type), but \(offered) were offered."
    case .differentStructure(let path, let difference):
      "The trees differ at \(place(path)): \(difference)."
    case .notComparable(let path, let type):
      """
      The leaf at \(place(path)) is of type \(type), which has no `==`. \
      Compare the structures of the trees, or the leaves with a tolerance.
      """
    case .overlappingParts(let path):
      """
      Two parts have values for the node at \(place(path)), or for one inside it. \
      Combine parts of one partition, each once.
      """
    case .missingParts(let paths):
      """
      The parts do not make up the whole tree: no part has \(excerpt(paths)). \
      Combine all parts of the partition, or merge these into a larger part with `merged(with:)`.
      """
    case .tooDeep(let path, let levels):
      """
      The tree is nested too deeply for the stack of this thread: \(levels) levels down along \(path)... \
      the stack is nearly used up. Nest less deeply, or work on a thread with a larger stack.
      """
    case .unreadablePath(let text, let offset, let expected):
      """
      "\(text)" is not the path of a tree: expected \(expected) at offset \(offset). \
      A path looks like .body.sublayers[2].weights["a"].
      """
    }
  }

  private func place(_ path: TreePath) -> String {
    path.isRoot ? "the root" : path.description
  }

  private func excerpt(_ paths: [TreePath]) -> String {
    let shown = paths.prefix(4).map(place).joined(separator: ", ")
    return paths.count <= 4 ? shown : "\(shown) and \(paths.count - 4) more leaves"
  }

  private func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }

  /// The children of a node in words: all of a few, an excerpt of many.
  private func list(_ children: [TreeKey]) -> String {
    guard !children.isEmpty else { return "it has no children" }
    let shown = children.count <= 12 ? children[...] : children.prefix(4)
    let names = shown.map(\.description).joined(separator: ", ")
    let more = shown.count < children.count ? ", ... up to \(children[children.count - 1])" : ""
    return "it has \(count(children.count, "child", "children")): \(names)\(more)"
  }
}
