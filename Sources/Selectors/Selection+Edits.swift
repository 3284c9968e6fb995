public import Trees

extension Selection {
  /// The tree with every selected node replaced by what `transform` makes of it.
  ///
  /// - Throws: what `transform` throws; `TreeError.wrongType` when a replacement does not fit
  ///   the property that it goes to.
  public func apply(_ transform: (Selected) throws -> any PyTree) throws -> Root {
    try replacingSelected { try transform(values[$0]) }
  }

  /// The tree with every selected node replaced by what `transform` makes of its path from the root and itself.
  ///
  /// - Throws: as ``apply(_:)``.
  public func apply(withPath transform: (TreePath, Selected) throws -> any PyTree) throws -> Root {
    try replacingSelected { try transform(paths[$0], values[$0]) }
  }

  /// The tree with every selected node replaced by what `transform` makes of its position in the selection and itself.
  ///
  /// - Throws: as ``apply(_:)``.
  public func applyWithPosition(_ transform: (Int, Selected) throws -> any PyTree) throws -> Root {
    try replacingSelected { try transform($0, values[$0]) }
  }

  /// The selection of the replaced nodes in the tree that ``apply(_:)`` makes.
  ///
  /// - Throws: as ``apply(_:)``.
  public func applyKeepingSelection<New>(_ transform: (Selected) throws -> New) throws -> Selection<Root, New> {
    try keepingSelection(of: values.map(transform))
  }

  /// The selection of the replaced nodes in the tree that ``apply(withPath:)`` makes.
  ///
  /// - Throws: as ``apply(_:)``.
  public func applyKeepingSelection<New>(
    withPath transform: (TreePath, Selected) throws -> New
  ) throws -> Selection<Root, New> {
    try keepingSelection(of: zip(paths, values).map(transform))
  }

  /// The selection of the replaced nodes in the tree that ``applyWithPosition(_:)`` makes.
  ///
  /// - Throws: as ``apply(_:)``.
  public func applyWithPositionKeepingSelection<New>(
    _ transform: (Int, Selected) throws -> New
  ) throws -> Selection<Root, New> {
    try keepingSelection(of: zip(values.indices, values).map(transform))
  }

  private func keepingSelection<New>(of replacements: [New]) throws -> Selection<Root, New> {
    let edited = try replacingSelected { try tree(replacements[$0]) }
    return Selection<Root, New>(root: edited, paths: paths, values: replacements)
  }

  /// The tree with one value in the place of every selected node.
  ///
  /// - Throws: `TreeError.wrongType` when the value does not fit a property.
  public func set(_ value: any PyTree) throws -> Root {
    try replacingSelected { _ in value }
  }

  /// The tree with the selected nodes replaced by the values of a sequence, one by one.
  ///
  /// - Throws: ``SelectionError/wrongReplacementCount(expected:offered:)`` when there are not as many values as nodes;
  ///   `TreeError.wrongType` when a value does not fit its property.
  public func setSequence(_ replacements: some Sequence<any PyTree>) throws -> Root {
    let replacements = Array(replacements)
    guard replacements.count == count else {
      throw SelectionError.wrongReplacementCount(expected: count, offered: replacements.count)
    }
    return try replacingSelected { replacements[$0] }
  }

  /// The tree with the selected nodes replaced by the values of a sequence of one type, one by one.
  ///
  /// - Throws: as ``setSequence(_:)``.
  public func setSequence<Replacement: PyTree>(_ replacements: some Sequence<Replacement>) throws -> Root {
    try setSequence(replacements.map { $0 as any PyTree })
  }

  /// The tree with new nodes by position in the selection.
  func replacingSelected(_ replacement: (Int) throws -> any PyTree) throws -> Root {
    if paths.first?.isRoot == true { return try asRoot(try replacement(0)) }
    return try asRoot(try tree(root).replacing(at: paths) { position, _ in try replacement(position) })
  }

  /// The tree as the type of the root.
  func asRoot(_ tree: any PyTree) throws -> Root {
    guard let root = tree as? Root else {
      throw TreeError.wrongType(path: TreePath(), declared: "\(Root.self)", offered: "\(type(of: tree))")
    }
    return root
  }
}
