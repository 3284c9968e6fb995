internal import Treescope

extension Layer {
  /// The layer as an indented tree with named shapes, folded past a depth; without colours.
  public var description: String {
    var options = RenderOptions()
    options.maximumDepth = printedDepth
    return render(self, options: options)
  }

  /// Writes the tree as ``description`` does; printed to a terminal it is coloured and as wide as the terminal.
  public func write<Target: TextOutputStream>(to target: inout Target) {
    // Swift's print hands over standard output as a stream of this type, which has no public name.
    guard "\(Target.self)" == "_Stdout" else { return target.write(description) }
    var options = RenderOptions.standardOutput
    options.maximumDepth = printedDepth
    target.write(render(self, options: options))
  }
}

/// How many levels of a model are shown before the rest is folded; `penzai` and ``printRendering(_:options:)`` can show more.
private let printedDepth = 12
