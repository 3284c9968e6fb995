internal import FlyingFox
internal import FlyingSocks
internal import FoundationEssentials
internal import Glibc
internal import Synchronization
internal import Treescope

/// A server on this machine, and for this machine alone, whose page shows the values that programs send it.
///
/// It listens on 127.0.0.1 only. Programs of the same user find it through a private file and prove with a secret from it
/// that they may show values; readers need the secret in ``page``. It serves no files.
public final class ViewServer: Sendable {
  /// The port that it listens on unless told otherwise.
  public static let defaultPort: UInt16 = 7319

  /// How much it takes and keeps.
  public struct Limits: Hashable, Sendable {
    /// How many bytes a value may take on its way.
    public var valueBytes = 64 << 20
    /// How many values are kept; the oldest leave.
    public var count = 100
    /// How many bytes the values kept may take together; the oldest leave, the newest stays.
    public var bytes = 256 << 20

    /// The usual limits.
    public init() {}
  }

  /// The address of its page, with the secret that lets readers in.
  public let page: String

  let address: ViewerAddress
  let values: ShownValues
  private let http: HTTPServer
  private let file: ViewerFile?
  private let tickets: Tickets
  private let tasks: [Task<Void, Never>]

  /// Starts a server and, once it listens, leaves its address in the private file.
  ///
  /// - Parameters:
  ///   - port: The port; with 0, one that is free.
  ///   - limits: How much it takes and keeps.
  ///   - environment: The variables that lead to the private file, as `show` does.
  ///   - failed: Called if the server ends before it is stopped.
  /// - Throws: ``ViewServerError``; `PageError` if the private file cannot be written.
  public static func start(
    port: UInt16 = defaultPort, limits: Limits = Limits(), environment: [String: String],
    failed: @escaping @Sendable (any Error) -> Void = { _ in }
  ) async throws -> ViewServer {
    let file = ViewerFile(environment: environment)
    if let file, let running = RunningViewer(file) {
      throw ViewServerError.running(port: running.address.port, process: running.address.process, file: file.path)
    }
    let server = try await ViewServer(port: port, limits: limits, file: file, failed: failed)
    do {
      try file?.write(server.address)
    } catch {
      await server.stop()
      throw error
    }
    return server
  }

  private init(
    port: UInt16, limits: Limits, file: ViewerFile?, failed: @escaping @Sendable (any Error) -> Void
  ) async throws {
    let configuration = HTTPServer.Configuration(
      address: try .inet(ip4: "127.0.0.1", port: port), timeout: 30, sharedRequestBufferSize: Reception.smallBody,
      sharedRequestReplaySize: 0, logger: .disabled)
    let http = HTTPServer(config: configuration)
    let (running, listening) = try await ViewServer.listen(http, port: port, failed: failed)
    let values = ShownValues(countLimit: limits.count, byteLimit: limits.bytes)
    let reminding = Task {
      while (try? await Task.sleep(for: .seconds(15))) != nil { values.remindListeners() }
    }
    address = ViewerAddress(
      port: listening, secret: ViewerAddress.randomSecret(), process: getpid(), byteLimit: limits.valueBytes)
    let key = ViewerAddress.randomSecret()
    page = "http://127.0.0.1:\(listening)\(Reception.path(key))"
    tickets = Tickets()
    tasks = [running, reminding]
    (self.http, self.values, self.file) = (http, values, file)
    // Until here all requests were answered with 404: only now is it known what their host must be.
    await http.appendRoute(
      "*",
      to: Reception(
        door: Doorkeeper(port: listening), address: address, key: key, values: values, tickets: tickets))
  }

  /// Runs a server, and waits until it listens or fails.
  private static func listen(
    _ http: HTTPServer, port: UInt16, failed: @escaping @Sendable (any Error) -> Void
  ) async throws -> (Task<Void, Never>, port: UInt16) {
    let (starts, start) = AsyncThrowingStream.makeStream(of: UInt16.self)
    let running = Task {
      do {
        try await http.run()
      } catch {
        start.finish(throwing: ViewServerError(error, port: port))
        if !Task.isCancelled { failed(error) }
      }
    }
    let waiting = Task {
      try await http.waitUntilListening()
      if case .ip4(_, let port)? = await http.listeningAddress { start.yield(port) }
      start.finish()
    }
    defer { waiting.cancel() }
    for try await port in starts { return (running, port) }
    throw ViewServerError.system(port: port, reason: "the server does not listen")
  }

  /// Opens the page in the browser, if the environment has one.
  public func openPage(environment: [String: String]) {
    BrowserOpener(environment: environment)?.open(issueTicket())
  }

  /// An address that opens the page once: others on this machine can read the arguments of the browser.
  func issueTicket() -> String { "http://127.0.0.1:\(address.port)/open/\(tickets.issue())" }

  /// Ends the server, closes what is open, and takes the private file away.
  public func stop() async {
    file?.remove(address)
    for task in tasks { task.cancel() }
    values.close()
    await http.stop(timeout: 0)
    for task in tasks { await task.value }
  }
}
