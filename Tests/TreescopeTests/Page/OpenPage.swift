import Foundation

@testable import Treescope

/// A page open in the browser.
final class OpenPage {
  private let browser: Browser
  private let session: String
  private let target: String
  private let file: URL

  /// Writes a document to a file and opens it.
  init(html: String, width: Int = 1200, height: Int = 800) throws {
    browser = try Browser.shared.get()
    file = FileManager.default.temporaryDirectory.appending(path: "treescope-test-\(UUID().uuidString).html")
    try Data(html.utf8).write(to: file)
    target = try browser.send("Target.createTarget", ["url": "about:blank"])["targetId"] as? String ?? ""
    let attached = try browser.send("Target.attachToTarget", ["targetId": target, "flatten": true])
    session = attached["sessionId"] as? String ?? ""
    for domain in ["Page", "Runtime", "Log", "Network"] { try send("\(domain).enable") }
    try send(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
    try send("Emulation.setFocusEmulationEnabled", ["enabled": true])
    try send("Page.navigate", ["url": file.absoluteString])
    try wait("document.documentElement?.dataset.ready === 'true'")
  }

  /// A page of one value.
  convenience init(_ value: Any, options: RenderOptions = RenderOptions()) throws {
    try self.init(html: renderPage(value, title: "Test", options: options))
  }

  deinit {
    _ = try? browser.send("Target.closeTarget", ["targetId": target])
    try? FileManager.default.removeItem(at: file)
  }

  @discardableResult
  func send(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    try browser.send(method, parameters, session: session)
  }

  /// The value of an expression in the page.
  @discardableResult
  func value(_ expression: String) throws -> Any? {
    let answer = try send(
      "Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true])
    if let details = answer["exceptionDetails"] { throw Browser.Failure(description: "\(expression): \(details)") }
    return (answer["result"] as? [String: Any])?["value"]
  }

  func text(_ expression: String) throws -> String { try value(expression) as? String ?? "" }
  func number(_ expression: String) throws -> Double { (try value(expression) as? NSNumber)?.doubleValue ?? .nan }
  func isTrue(_ expression: String) throws -> Bool { try value("!!(\(expression))") as? Bool ?? false }

  /// Waits until an expression is true.
  func wait(_ expression: String) throws {
    for _ in 0..<600 {
      if try isTrue(expression) { return }
      usleep(20_000)
    }
    throw Browser.Failure(description: "never true: \(expression)")
  }

  /// The lines that the page shows, without what is only seen under the pointer.
  func visibleText() throws -> String {
    try text(
      """
      (() => { const copy = document.querySelector('main').cloneNode(true);
      copy.querySelectorAll('button.copy, .arrow, h2').forEach(each => each.remove());
      document.body.append(copy); const text = copy.innerText; copy.remove(); return text.trim(); })()
      """)
  }

  /// The middle of the first element that a selector finds and whose text starts so.
  private func place(_ selector: String, _ start: String) throws -> (x: Double, y: Double) {
    let found = try value(
      """
      (() => { const all = [...document.querySelectorAll(\(literal(selector)))];
      const element = all.find(each => each.textContent.startsWith(\(literal(start))));
      if (!element) return null; element.scrollIntoView({block: 'center'});
      const box = element.getClientRects()[0]; return [box.left + Math.min(box.width / 2, 300), box.top + box.height / 2]; })()
      """)
    guard let place = found as? [NSNumber], place.count == 2 else {
      throw Browser.Failure(description: "no \(selector) that starts with \(start)")
    }
    return (place[0].doubleValue, place[1].doubleValue)
  }

  func click(_ selector: String, startingWith start: String = "") throws {
    let place = try hover(selector, startingWith: start)
    for type in ["mousePressed", "mouseReleased"] {
      try send(
        "Input.dispatchMouseEvent", ["type": type, "x": place.x, "y": place.y, "button": "left", "clickCount": 1])
    }
  }

  @discardableResult
  func hover(_ selector: String, startingWith start: String = "") throws -> (x: Double, y: Double) {
    let place = try place(selector, start)
    try hover(x: place.x, y: place.y)
    return place
  }

  func hover(x: Double, y: Double) throws {
    try send("Input.dispatchMouseEvent", ["type": "mouseMoved", "x": x, "y": y])
  }

  func press(_ key: String, shift: Bool = false) throws {
    let codes = ["Enter": 13, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Escape": 27]
    var event: [String: Any] = ["key": key, "modifiers": shift ? 8 : 0]
    event["windowsVirtualKeyCode"] = codes[key] ?? 0
    if key.count == 1 { event["text"] = key }
    for type in [key.count == 1 ? "keyDown" : "rawKeyDown", "keyUp"] {
      event["type"] = type
      try send("Input.dispatchKeyEvent", event)
    }
  }

  func type(_ text: String) throws { try send("Input.insertText", ["text": text]) }

  func setDark(_ isDark: Bool) throws {
    try send(
      "Emulation.setEmulatedMedia",
      ["features": [["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]]])
  }

  /// What the page did that it must not: violations of its policy, exceptions, requests for anything but itself.
  func offences() throws -> [String] {
    _ = try value("new Promise(done => setTimeout(done, 50))")
    return browser.events(of: session).compactMap { event in
      let parameters = event["params"] as? [String: Any] ?? [:]
      switch event["method"] as? String {
      case "Log.entryAdded": return "log: \(parameters["entry"] ?? "")"
      case "Runtime.exceptionThrown": return "exception: \(parameters)"
      case "Runtime.consoleAPICalled": return "console: \(parameters)"
      case "Network.requestWillBeSent":
        let url = (parameters["request"] as? [String: Any])?["url"] as? String ?? ""
        return url == file.absoluteString ? nil : "request: \(url)"
      default: return nil
      }
    }
  }

  /// Writes a picture of the page into the folder that `TREESCOPE_SCREENSHOTS` names, if it names one.
  func screenshot(_ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["TREESCOPE_SCREENSHOTS"] else { return }
    let picture = try send("Page.captureScreenshot", ["format": "png"])["data"] as? String ?? ""
    try Data(base64Encoded: picture)?.write(to: URL(filePath: folder).appending(path: "\(name).png"))
  }

  private func literal(_ text: String) -> String {
    let data = (try? JSONSerialization.data(withJSONObject: [text])) ?? Data()
    return String(String(decoding: data, as: UTF8.self).dropFirst().dropLast())
  }
}
