public import Trees

extension Selection {
  /// Selects the nodes of several types within the selected ones, themselves included:
  /// `at(instancesOf: Linear.self, (any Norm).self)`.
  ///
  /// - Parameters:
  ///   - first: a type.
  ///   - second: another type.
  ///   - others: more types.
  ///   - innermost: as in ``at(instancesOf:innermost:)``.
  /// - Throws: `TreeError.notATree` when a child is no tree.
  public func at(
    instancesOf first: Any.Type, _ second: Any.Type, _ others: Any.Type..., innermost: Bool = false
  ) throws -> Selection<Root, any PyTree> {
    let types = [first, second] + others
    return try atSubtrees(innermost: innermost) { node in types.contains { isInstance(node, of: $0) } }
  }

  /// Selects the nodes within the selected ones, themselves included, that are of a template's type and equal to it.
  ///
  /// - Parameter template: what the nodes are compared with, by `areEqual(_:_:)`.
  /// - Throws: `TreeError.notComparable` when the template holds a leaf without `==`, such as an array;
  ///   `TreeError.notATree` when a child is no tree.
  public func at<Template: PyTree>(equalTo template: Template) throws -> Selection<Root, Template> {
    _ = try areEqual(template, template)
    return try within { node in
      var found: [(path: TreePath, node: Template)] = []
      try node.descend { path, node in
        // A cast would take an optional for the value inside.
        guard type(of: node) == Template.self, let candidate = node as? Template, try areEqual(candidate, template)
        else { return true }
        found.append((path, candidate))
        return false
      }
      return found
    }
  }

  /// Selects the nodes without children within the selected ones, themselves included: leaves, empty containers, `nil`.
  ///
  /// - Throws: `TreeError.notATree` when a child is no tree.
  public func atChildless() throws -> Selection<Root, any PyTree> {
    try atSubtrees { try children(of: $0).isEmpty }
  }
}

private func isInstance<Instance>(_ node: any PyTree, of type: Instance.Type) -> Bool { node is Instance }
