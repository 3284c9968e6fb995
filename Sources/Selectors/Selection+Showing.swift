internal import Trees
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

extension PartPath {
  /// The path as the printer counts steps.
  fileprivate init(_ path: TreePath) {
    self.init(
      path.keys.map { key in
        switch key {
        case .field(let name): .field(name)
        case .index(let index): .index(index)
        case .entry(let name): .entry(name)
        case .unwrapped: .unwrapped
        }
      })
  }
}
