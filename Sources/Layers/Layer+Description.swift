internal import Selectors
public import Treescope

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

extension Layer {
  /// The layer as text, with the place pointed out at which an error happened in it and all else folded.
  ///
  /// ```swift
  /// do { _ = try model(input) } catch let error as LayerError {
  ///   print(model.rendered(marking: error, options: .standardOutput))
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - error: the error that the layer threw when it was called.
  ///   - options: how to show the layer; the place is added to its highlights.
  public func rendered(marking error: LayerError, options: RenderOptions = RenderOptions()) -> String {
    var options = options
    let note = "\(error.underlying)".split(separator: "\n").joined(separator: " ")
    options.highlights.append(Highlight(PartPath(error.path), note: note, role: .error))
    options.maximumDepth = 0
    return render(self, options: options)
  }
}

/// How many levels of a model are shown before the rest is folded; `penzai` and ``printRendering(_:options:)`` can show more.
private let printedDepth = 12
