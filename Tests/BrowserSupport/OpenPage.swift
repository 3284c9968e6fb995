internal import Foundation

/// A page open in the browser.
public final class OpenPage {
  private let browser: Browser
  private let session: String
  private let target: String
  /// The file to remove with the page.
  private let file: URL?
  /// Where all that the page may ask for comes from.
  private let origin: String
  /// Frames that run apart from the page, the last one shown last.
  private var frames: [String] = []
  private var adoptedEvents = 0

  /// Writes a document to a file and opens it.
  public convenience init(html: String, width: Int = 1200, height: Int = 800) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "treescope-test-\(UUID().uuidString).html")
    try Data(html.utf8).write(to: file)
    try self.init(file.absoluteString, file: file, width: width, height: height)
    try wait("document.documentElement?.dataset.ready === 'true'")
  }

  /// Opens an address of a server; what the page asks for must come from there.
  public convenience init(address: String, width: Int = 1200, height: Int = 800) throws {
    try self.init(address, file: nil, width: width, height: height)
    try wait("document.readyState === 'complete'")
  }

  private init(_ address: String, file: URL?, width: Int, height: Int) throws {
    browser = try Browser.shared.get()
    self.file = file
    origin = file == nil ? address.split(separator: "/").prefix(2).joined(separator: "//") + "/" : address
    target = try browser.send("Target.createTarget", ["url": "about:blank"])["targetId"] as? String ?? ""
    let attached = try browser.send("Target.attachToTarget", ["targetId": target, "flatten": true])
    session = attached["sessionId"] as? String ?? ""
    try watch(session)
    try send(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
    try send("Emulation.setFocusEmulationEnabled", ["enabled": true])
    try send("Page.navigate", ["url": address])
  }

  deinit {
    _ = try? browser.send("Target.closeTarget", ["targetId": target])
    if let file { try? FileManager.default.removeItem(at: file) }
  }

  /// Listens to what a page or frame does; violations before are told, too.
  private func watch(_ session: String) throws {
    for domain in ["Page", "Runtime", "Log", "Network"] { try browser.send("\(domain).enable", session: session) }
    try browser.send(
      "Target.setAutoAttach", ["autoAttach": true, "waitForDebuggerOnStart": false, "flatten": true], session: session)
  }

  /// Listens to the frames that came since the last time.
  private func adoptFrames() throws {
    // Events come with the answers to commands.
    try send("Runtime.evaluate", ["expression": "0"])
    let events = browser.events(of: session)
    let new = events[adoptedEvents...]
    adoptedEvents = events.count
    for event in new where event["method"] as? String == "Target.attachedToTarget" {
      guard let frame = (event["params"] as? [String: Any])?["sessionId"] as? String else { continue }
      // One that another has replaced already is gone.
      guard (try? watch(frame)) != nil else { continue }
      frames.append(frame)
    }
  }

  /// Sends a command about the page to the browser.
  @discardableResult
  public func send(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    try browser.send(method, parameters, session: session)
  }

  /// The value of an expression in the page.
  @discardableResult
  public func value(_ expression: String) throws -> Any? { try value(expression, in: session) }

  /// The value of an expression in the frame that came last.
  public func frameValue(_ expression: String) throws -> Any? {
    try adoptFrames()
    guard let frame = frames.last else { throw Browser.Failure(description: "there is no frame") }
    return try value(expression, in: frame)
  }

  private func value(_ expression: String, in session: String) throws -> Any? {
    let answer = try browser.send(
      "Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true],
      session: session)
    if let details = answer["exceptionDetails"] { throw Browser.Failure(description: "\(expression): \(details)") }
    return (answer["result"] as? [String: Any])?["value"]
  }

  /// The text that an expression gives; empty where it gives none.
  public func text(_ expression: String) throws -> String { try value(expression) as? String ?? "" }
  /// The number that an expression gives.
  public func number(_ expression: String) throws -> Double {
    (try value(expression) as? NSNumber)?.doubleValue ?? .nan
  }
  /// Whether an expression is true, or what counts as true.
  public func isTrue(_ expression: String) throws -> Bool { try value("!!(\(expression))") as? Bool ?? false }

  /// Waits until an expression is true.
  public func wait(_ expression: String) throws { try wait(expression) { try isTrue(expression) } }

  /// Waits until an expression is true in the frame that came last.
  public func waitInFrame(_ expression: String) throws {
    try wait(expression) { (try? frameValue("!!(\(expression))")) as? Bool ?? false }
  }

  private func wait(_ expression: String, _ isTrue: () throws -> Bool) throws {
    for _ in 0..<600 {
      try adoptFrames()
      if try isTrue() { return }
      usleep(20_000)
    }
    throw Browser.Failure(description: "never true: \(expression)")
  }

  /// The lines that the page shows, without what is only seen under the pointer.
  public func visibleText() throws -> String {
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

  /// Clicks the first element that a selector finds and whose text starts so.
  public func click(_ selector: String, startingWith start: String = "") throws {
    let place = try hover(selector, startingWith: start)
    for type in ["mousePressed", "mouseReleased"] {
      try send(
        "Input.dispatchMouseEvent", ["type": type, "x": place.x, "y": place.y, "button": "left", "clickCount": 1])
    }
  }

  /// Moves the pointer over such an element, and tells where that is.
  @discardableResult
  public func hover(_ selector: String, startingWith start: String = "") throws -> (x: Double, y: Double) {
    let place = try place(selector, start)
    try hover(x: place.x, y: place.y)
    return place
  }

  /// Moves the pointer.
  public func hover(x: Double, y: Double) throws {
    try send("Input.dispatchMouseEvent", ["type": "mouseMoved", "x": x, "y": y])
  }

  /// Presses a key.
  public func press(_ key: String, shift: Bool = false) throws {
    let codes = ["Enter": 13, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Escape": 27]
    var event: [String: Any] = ["key": key, "modifiers": shift ? 8 : 0]
    event["windowsVirtualKeyCode"] = codes[key] ?? 0
    if key.count == 1 { event["text"] = key }
    for type in [key.count == 1 ? "keyDown" : "rawKeyDown", "keyUp"] {
      event["type"] = type
      try send("Input.dispatchKeyEvent", event)
    }
  }

  /// Types text where the page has its focus.
  public func type(_ text: String) throws { try send("Input.insertText", ["text": text]) }

  /// Makes the reader one of dark or of light pages.
  public func setDark(_ isDark: Bool) throws {
    try send(
      "Emulation.setEmulatedMedia",
      ["features": [["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]]])
  }

  /// What the page did that it must not: violations of its policy, exceptions, requests for anything but itself.
  public func offences() throws -> [String] {
    _ = try value("new Promise(done => setTimeout(done, 50))")
    try adoptFrames()
    let sessions = [session] + frames
    return sessions.flatMap { browser.events(of: $0) }.compactMap { event in
      let parameters = event["params"] as? [String: Any] ?? [:]
      switch event["method"] as? String {
      case "Log.entryAdded": return "log: \(parameters["entry"] ?? "")"
      case "Runtime.exceptionThrown": return "exception: \(parameters)"
      case "Runtime.consoleAPICalled": return "console: \(parameters)"
      case "Network.requestWillBeSent":
        let url = (parameters["request"] as? [String: Any])?["url"] as? String ?? ""
        return url.hasPrefix(origin) || url.hasPrefix("data:") ? nil : "request: \(url)"
      default: return nil
      }
    }
  }

  /// Writes a picture of the page into the folder that `TREESCOPE_SCREENSHOTS` names, if it names one.
  public func screenshot(_ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["TREESCOPE_SCREENSHOTS"] else { return }
    let picture = try send("Page.captureScreenshot", ["format": "png"])["data"] as? String ?? ""
    try Data(base64Encoded: picture)?.write(to: URL(filePath: folder).appending(path: "\(name).png"))
  }

  private func literal(_ text: String) -> String {
    let data = (try? JSONSerialization.data(withJSONObject: [text])) ?? Data()
    return String(String(decoding: data, as: UTF8.self).dropFirst().dropLast())
  }
}
