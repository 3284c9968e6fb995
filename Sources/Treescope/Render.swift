/// The text of any value.
///
/// - Parameters:
///   - value: Any value.
///   - options: Width, depth, colours and limits.
/// - Returns: One or more lines, without a line break at the end.
public func render(_ value: Any, options: RenderOptions = RenderOptions()) -> String {
  let part = PartRenderer(options: options).rootPart(of: value)
  return text(of: part, options: options)
}

/// The text of a part.
private func text(of part: Part, options: RenderOptions) -> String {
  var builder = BoxBuilder(options, roundtrip: options.isRoundtrip)
  let root = builder.root(part)
  return text(of: root, builder, options: options)
}

/// The text of the root box that a builder has built.
func text(of root: Box, _ builder: BoxBuilder, options: RenderOptions) -> String {
  Layout(
    width: options.width, maximumDepth: options.maximumDepth, maximumHeight: options.maximumHeight,
    abbreviationThreshold: options.abbreviationThreshold
  ).decide(root)
  var writer = TextWriter(options: options, repeatedInstances: builder.repeatedInstances)
  return writer.text(root, remarks: builder.missedHighlights)
}

extension Part: CustomStringConvertible {
  /// The text of the part.
  public var description: String { render(self) }
}

/// Prints any value to standard output, coloured and fitted to the terminal where there is one.
///
/// - Parameters:
///   - value: Any value.
///   - options: How to show it; by default, what suits standard output.
public func printRendering(_ value: Any, options: RenderOptions = .standardOutput) {
  print(render(value, options: options))
}
