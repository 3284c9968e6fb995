extension Part {
  /// Foreign HTML in a frame of its own: its headings, lists and tables, and nothing that runs or loads.
  ///
  /// The frame is a sandbox without any leave, under a policy that allows nothing, within that of the page: no scripts, no
  /// styles, no pictures, no links, no forms. Text shows the title only.
  ///
  /// - Parameters:
  ///   - html: A document or a piece of one, from wherever.
  ///   - title: What it is, for readers of text and for those who do not see.
  ///   - width: The width of the frame in columns.
  ///   - height: The height of the frame in lines.
  public static func embedded(html: String, title: String, width: Int = 80, height: Int = 12) -> Part {
    .figure(
      Figure(words: .text("<HTML: \(title)>", .summary)) { json, _ in
        json.object { json in
          json.key("k")
          json.string("html")
          json.key("h")
          json.string(html)
          json.key("t")
          json.string(escaped(title))
          json.key("w")
          json.integer(min(max(width, 1), 1_000))
          json.key("l")
          json.integer(min(max(height, 1), 1_000))
        }
      })
  }
}
