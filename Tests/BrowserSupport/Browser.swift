internal import Foundation
internal import Glibc

/// A headless Chromium, driven over a pipe by the DevTools protocol.
///
/// It ends when the pipe closes, so at the latest with the process of the tests.
public final class Browser: @unchecked Sendable {
  /// What went wrong between a test and the browser.
  public struct Failure: Error, CustomStringConvertible {
    /// What went wrong.
    public let description: String

    /// A failure described in words.
    public init(description: String) { self.description = description }
  }

  /// The program, if there is one: what `CHROMIUM` names, or a usual name in the search path.
  public static let executable: String? = {
    let environment = ProcessInfo.processInfo.environment
    if let chosen = environment["CHROMIUM"], !chosen.isEmpty { return chosen }
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"]
    return names.flatMap { name in folders.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// The one browser of this process, or why it did not start.
  static let shared: Result<Browser, any Error> = Result { try Browser() }

  /// Suites that run at once take turns.
  private let lock = NSLock()
  private let input: Int32
  private let output: Int32
  private var buffer = Data()
  private var lastID = 0
  /// What pages did that no test asked for, by session: violations, exceptions, requests.
  private var events: [String: [[String: Any]]] = [:]

  private init() throws {
    guard let executable = Browser.executable else { throw Failure(description: "no Chromium was found") }
    // A browser that dies must not take the tests along when they write to it.
    signal(SIGPIPE, SIG_IGN)
    var (toBrowser, fromBrowser) = ([Int32](repeating: 0, count: 2), [Int32](repeating: 0, count: 2))
    guard pipe(&toBrowser) == 0, pipe(&fromBrowser) == 0 else { throw Failure(description: "no pipes") }
    // The ends given away are moved out of the way of 3 and 4, where the browser expects its own.
    let (reading, writing) = (fcntl(toBrowser[0], F_DUPFD, 20), fcntl(fromBrowser[1], F_DUPFD, 20))
    input = fcntl(toBrowser[1], F_DUPFD_CLOEXEC, 20)
    output = fcntl(fromBrowser[0], F_DUPFD_CLOEXEC, 20)
    for end in toBrowser + fromBrowser { close(end) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, reading, 3)
    posix_spawn_file_actions_adddup2(&actions, writing, 4)
    for output in [1, 2] as [Int32] { posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "treescope-browser-\(getpid())")
    // The shell stays until the browser ends, and takes its folder away.
    let arguments = [
      "/bin/sh", "-c", "folder=$0; \"$@\"; rm -rf \"$folder\"", folder.path, executable, "--headless", "--no-sandbox",
      "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--disable-background-networking", "--hide-scrollbars", "--remote-debugging-pipe",
      "--user-data-dir=\(folder.path)", "about:blank",
    ]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let status = posix_spawn(&process, "/bin/sh", &actions, nil, &words, environ)
    close(reading)
    close(writing)
    guard status == 0 else { throw Failure(description: "\(executable) did not start: \(status)") }
    _ = try send("Browser.getVersion")
  }

  /// Sends a command and waits for its answer.
  @discardableResult
  func send(_ method: String, _ parameters: [String: Any] = [:], session: String? = nil) throws -> [String: Any] {
    lock.lock()
    defer { lock.unlock() }
    lastID += 1
    var message: [String: Any] = ["id": lastID, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    let data = try JSONSerialization.data(withJSONObject: message) + [0]
    try data.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = write(input, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
        guard count > 0 else { throw Failure(description: "the browser closed its pipe") }
        sent += count
      }
    }
    while true {
      let answer = try receive()
      guard answer["id"] as? Int == lastID else {
        events[answer["sessionId"] as? String ?? "", default: []].append(answer)
        continue
      }
      if let error = answer["error"] { throw Failure(description: "\(method): \(error)") }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  /// The events of a session so far.
  func events(of session: String) -> [[String: Any]] {
    lock.lock()
    defer { lock.unlock() }
    return events[session] ?? []
  }

  private func receive() throws -> [String: Any] {
    while true {
      if let end = buffer.firstIndex(of: 0) {
        let message = buffer[buffer.startIndex..<end]
        buffer = Data(buffer[buffer.index(after: end)...])
        return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
      }
      var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 60_000) > 0 else { throw Failure(description: "the browser said nothing for a minute") }
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(output, &chunk, chunk.count)
      guard count > 0 else { throw Failure(description: "the browser ended") }
      buffer.append(contentsOf: chunk[..<count])
    }
  }
}
