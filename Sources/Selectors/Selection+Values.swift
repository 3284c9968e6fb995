public import Trees

extension Selection {
  /// How many nodes are selected.
  public var count: Int { paths.count }

  /// Whether nothing is selected.
  public var isEmpty: Bool { paths.isEmpty }

  /// The one selected node.
  ///
  /// - Throws: ``SelectionError/notExactlyOne(paths:)`` when none or several are selected.
  public func get() throws -> Selected {
    guard count == 1 else { throw SelectionError.notExactlyOne(paths: paths) }
    return values[0]
  }

  /// All selected nodes, in the order of the walk.
  public func getAll() -> [Selected] { values }

  /// The selected nodes by their paths.
  public func getByPath() -> [TreePath: Selected] {
    Dictionary(zip(paths, values)) { first, _ in first }
  }

  /// Checks how many nodes are selected, and returns the selection for the next step.
  ///
  /// - Throws: ``SelectionError/wrongCount(expected:paths:)``.
  @discardableResult
  public func assertCount(is expected: Int) throws -> Self {
    guard count == expected else { throw SelectionError.wrongCount(expected: expected, paths: paths) }
    return self
  }
}
