public import Trees

/// A place in a tree that a cursor of any type names; see `Selection.at(several:)`.
public protocol TreePlace {
  /// The path from where the cursor started.
  ///
  /// - Throws: `TreeError.notAProperty` for a step that is no stored property.
  func path() throws -> TreePath
}

extension TreeCursor: TreePlace {}
