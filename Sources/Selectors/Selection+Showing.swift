public import Treescope

extension Selection {
  /// The tree as text, the selected nodes pointed out.
  ///
  /// - Parameters:
  ///   - onlySelected: folds all that does not lead to a selected node.
  ///   - options: how to show the tree; the selection is added to its highlights.
  public func rendered(onlySelected: Bool = false, options: RenderOptions = RenderOptions()) -> String {
    var options = options
    options.highlights += paths.map { Highlight(PartPath($0), note: "selected") }
    if onlySelected { options.maximumDepth = 0 }
    return render(root, options: options)
  }

  /// Prints the tree, the selected nodes pointed out, coloured and fitted to the terminal where there is one.
  ///
  /// - Parameters:
  ///   - onlySelected: folds all that does not lead to a selected node.
  ///   - options: how to show the tree; by default, what suits standard output.
  public func show(onlySelected: Bool = false, options: RenderOptions = .standardOutput) {
    print(rendered(onlySelected: onlySelected, options: options))
  }
}
