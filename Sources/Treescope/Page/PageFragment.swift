/// One value made ready for a page: data without a page around it, for a new page or one that is open already.
public struct PageFragment: Hashable, Sendable {
  /// The title above the value.
  public var title: String
  /// What the page's script shows, as JSON; safe inside a script element, and to send as it is.
  public let json: String
  /// The value in plain text, for readers without scripts.
  let plainText: String

  /// A value ready for a page.
  ///
  /// The page expands nodes as far as they fit, up to ``RenderOptions/maximumHeight`` lines (40 by default) and
  /// ``RenderOptions/width`` columns, or those that the window has.
  ///
  /// - Parameters:
  ///   - value: Any value.
  ///   - title: The title; by default the type of the value.
  ///   - options: Size, limits and pictures.
  public init(_ value: Any, title: String? = nil, options: RenderOptions = RenderOptions()) {
    self.title = title ?? typeName(type(of: (value as? Marked)?.value ?? value))
    var builder = BoxBuilder(options, roundtrip: false)
    let root = builder.root(PartRenderer(options: options).rootPart(of: value))
    var encoder = PageEncoder(
      repeatedInstances: builder.repeatedInstances,
      pictureShare: options.pictures?.share(among: builder.pictureSizes) ?? 0)
    let (title, missed) = (escaped(self.title), builder.missedHighlights)
    json = encoder.object { encoder in
      encoder.member("title") { $0.string(title) }
      encoder.member("width") { $0.integer(options.width) }
      encoder.member("height") { $0.integer(options.maximumHeight ?? 40) }
      if let depth = options.maximumDepth { encoder.member("depth") { $0.integer(depth) } }
      if let levels = options.abbreviationThreshold { encoder.member("abbreviate") { $0.integer(levels) } }
      if options.isRoundtrip { encoder.member("source") { $0.boolean(true) } }
      if !missed.isEmpty {
        encoder.member("notes") { json in
          json.array { json in
            for (text, role) in missed {
              json.array { json in
                json.string(role.sign)
                json.string(escaped(text))
              }
            }
          }
        }
      }
      encoder.member("root", root)
    }
    var textOptions = options
    (textOptions.style, textOptions.isRoundtrip) = (.plain, false)
    textOptions.maximumHeight = options.maximumHeight ?? 1_000
    plainText = text(of: root, builder, options: textOptions)
  }
}
