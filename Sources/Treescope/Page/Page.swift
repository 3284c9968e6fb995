internal import FoundationEssentials

/// A page of its own: one HTML document with everything it needs, whatever number of values it shows.
///
/// It asks for nothing from anywhere, and its content-security policy lets it: no script but the one that it carries, no
/// request, no frame. Script and style stand in it once.
public struct Page: Sendable {
  /// The title of the document.
  public var title: String
  /// The values shown, from the first to the last.
  public var fragments: [PageFragment]
  /// Light, dark, or as the system is.
  public var theme: Theme
  /// A script that runs after the page's own, for a page that stays in touch with a server; without `</script`, and not
  /// made of values shown.
  ///
  /// It may call `treescope.add(fragment)` with a parsed ``PageFragment/json``, which gives the element of the new section,
  /// and `treescope.remove(section)`; and it may make requests to where the page came from.
  public var companionScript: String?

  /// A page of the given values.
  public init(
    title: String, fragments: [PageFragment] = [], theme: Theme = .automatic, companionScript: String? = nil
  ) {
    self.title = title
    self.fragments = fragments
    self.theme = theme
    self.companionScript = companionScript
  }

  /// Light or dark.
  public enum Theme: String, Hashable, Sendable {
    /// As the reader's system is.
    case automatic
    /// Dark text on a light ground.
    case light
    /// Light text on a dark ground.
    case dark
  }

  /// What the page may do, as in the header `Content-Security-Policy`; the page says so itself, too.
  public var contentSecurityPolicy: String {
    let companion = companionScript.map { " " + Page.hash($0) } ?? ""
    return "default-src 'none'; script-src \(Page.scriptHash)\(companion); style-src \(Page.styleHash); "
      + (companionScript == nil ? "" : "connect-src 'self'; ")
      + "base-uri 'none'; form-action 'none'"
  }

  /// The document.
  public var html: String {
    let islands = fragments.map { fragment in
      """
      <script type="application/json" class="fragment">\(fragment.json)</script>
      <noscript><h2>\(htmlText(fragment.title))</h2><pre>\(htmlText(fragment.plainText))</pre></noscript>

      """
    }
    return """
      <!DOCTYPE html>
      <html lang="en" data-theme="\(theme.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(contentSecurityPolicy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(htmlText(title))</title>
      <style>\(Page.style)</style>
      </head>
      <body>
      <main></main>
      \(islands.joined())<script>\(Page.script)</script>
      \(companionScript.map { "<script>\($0)</script>\n" } ?? "")</body>
      </html>

      """
  }

  /// Writes the document to a file, in place of one that may be there.
  ///
  /// - Throws: ``PageError/notWritten(path:reason:)``.
  public func write(to path: String) throws(PageError) {
    do {
      try Data(html.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw PageError.notWritten(path: path, reason: "\(error)")
    }
  }

  /// The script of every page.
  static let script = #"""
    "use strict";
    (() => {
    \#(scriptConstants)
    \#(scriptPieces.map(compacted).joined(separator: "\n"))
    })();
    """#

  private static let scriptPieces = [
    layoutScript, viewScript, figureScript, arrayScript, cellScript, attentionScript, commandScript, searchScript,
    pageScript,
  ]

  /// The source without indentation and without comments that are lines of their own, together a seventh of it.
  private static func compacted(_ source: String) -> String {
    let lines = source.split(separator: "\n").map { $0.drop { $0 == " " } }
    return lines.filter { !$0.hasPrefix("//") && !($0.hasPrefix("/**") && $0.hasSuffix("*/")) }.joined(separator: "\n")
  }

  /// What the script and the library must agree on.
  private static let scriptConstants: String = {
    func list(_ colormap: Colormap) -> String {
      colormap.colors.map { "\(Int($0.red) << 16 | Int($0.green) << 8 | Int($0.blue))" }.joined(separator: ",")
    }
    return """
      const colormaps = {diverging: [\(list(.diverging))], sequential: [\(list(.sequential))], \
      digits: [\(list(.digits))]};
      """
  }()

  private static let scriptHash = hash(script)
  private static let styleHash = hash(style)

  /// The source of one script or style, as a content-security policy names it.
  package static func hash(_ text: String) -> String {
    var digest: [UInt8] = []
    appendBase64(sha256(text.utf8), to: &digest)
    return "'sha256-\(String(decoding: digest, as: UTF8.self))'"
  }
}

/// The HTML document that shows one value.
///
/// - Parameters:
///   - value: Any value.
///   - title: The title; by default the type of the value.
///   - theme: Light, dark, or as the system is.
///   - options: Size, limits and pictures.
public func renderPage(
  _ value: Any, title: String? = nil, theme: Page.Theme = .automatic, options: RenderOptions = RenderOptions()
) -> String {
  let fragment = PageFragment(value, title: title, options: options)
  return Page(title: fragment.title, fragments: [fragment], theme: theme).html
}

/// Text for the content or an attribute of an HTML element, with misleading characters as escapes.
func htmlText(_ text: String) -> String {
  var result = ""
  result.reserveCapacity(text.utf8.count + 16)
  for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    if number > 0 { result += "\n" }
    for scalar in escaped(String(line)).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
  return result
}
