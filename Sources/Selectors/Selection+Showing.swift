public import Treescope

extension Selection {
  /// The tree as text, the selected nodes pointed out.
  ///
  /// - Parameters:
  ///   - onlySelected: folds all that does not lead to a selected node.
  ///   - options: how to show the tree.
  public func rendered(onlySelected: Bool = false, options: RenderOptions = RenderOptions()) -> String {
    render(Marked(root, marks(foldingRest: onlySelected)), options: options)
  }

  /// Prints the tree, the selected nodes pointed out, coloured and fitted to the terminal where there is one.
  ///
  /// - Parameters:
  ///   - onlySelected: folds all that does not lead to a selected node.
  ///   - options: how to show the tree; by default, what suits standard output.
  public func show(onlySelected: Bool = false, options: RenderOptions = .standardOutput) {
    print(rendered(onlySelected: onlySelected, options: options))
  }

  /// What points out the selected nodes.
  func marks(foldingRest: Bool) -> Marks {
    Marks(paths.map { Highlight(PartPath($0), note: "selected") }, foldsRest: foldingRest)
  }
}
