/// The text of any value.
///
/// - Parameters:
///   - value: Any value.
///   - options: Width, depth, colours and limits.
/// - Returns: One or more lines, without a line break at the end.
public func render(_ value: Any, options: RenderOptions = RenderOptions()) -> String {
  let part = PartRenderer(options: options).part(of: value)
  var builder = BoxBuilder(highlights: options.highlights)
  let root = builder.root(part)
  Layout(
    width: options.width, maximumDepth: options.maximumDepth, maximumHeight: options.maximumHeight
  ).decide(root)
  let missed = builder.pendingHighlights.map { path, highlight in
    ("Not shown: \(path)" + (highlight.note.map { " (\($0))" } ?? ""), highlight.role)
  }
  var writer = TextWriter(options: options, repeatedInstances: builder.repeatedInstances)
  return writer.text(root, remarks: missed.sorted { $0.0 < $1.0 })
}

/// Prints any value to standard output, coloured and fitted to the terminal where there is one.
///
/// - Parameters:
///   - value: Any value.
///   - options: How to show it; by default, what suits standard output.
public func show(_ value: Any, options: RenderOptions = .standardOutput) {
  print(render(value, options: options))
}
