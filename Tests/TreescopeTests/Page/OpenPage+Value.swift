import BrowserSupport
import Treescope

extension OpenPage {
  /// A page of one value.
  convenience init(_ value: Any, options: RenderOptions = RenderOptions()) throws {
    try self.init(html: renderPage(value, title: "Test", options: options))
  }
}
