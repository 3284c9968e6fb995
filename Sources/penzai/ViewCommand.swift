import ArgumentParser
import Foundation
import Glibc
import Synchronization
import TreescopeServer

/// Runs the server whose page shows what programs `show`.
struct ViewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "view",
    abstract: "Open a page that shows the values that programs show, as soon as they do.",
    discussion: """
      While it runs, `try show(value)` in any program of the same user appears in the page, which keeps the values \
      before it and saves them as files. The server listens on this machine only, and ends with control-C.
      """)

  @Option(help: "The port to listen on; 0 for one that is free.")
  var port = ViewServer.defaultPort

  @Flag(inversion: .prefixedNo, help: "Open the page in the browser.")
  var open = true

  func run() throws {
    let ending = EndingSignals()
    let server = try Self.wait { [port] in
      try await ViewServer.start(port: port, environment: ProcessInfo.processInfo.environment) { error in
        ending.send("the server ended: \(error)")
      }
    }
    print("The page is \(server.page)\nValues that programs show appear there; control-C ends it.")
    // Whoever waits for the address reads it now, also from a file.
    fflush(nil)
    if open { server.openPage(environment: ProcessInfo.processInfo.environment) }
    let problem = ending.wait()
    try Self.wait { await server.stop() }
    if let problem { throw ViewEnded(description: problem) }
  }

  /// Waits for what is asynchronous; nothing else runs on this thread.
  private static func wait<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Result<Value, any Error>?>(nil)
    Task {
      let value: Result<Value, any Error>
      do { value = .success(try await body()) } catch { value = .failure(error) }
      result.withLock { $0 = value }
      done.signal()
    }
    done.wait()
    guard let value = result.withLock({ $0 }) else { throw ViewEnded(description: "the server did not start") }
    return try value.get()
  }
}

/// Why the server did not run until it was told to end.
struct ViewEnded: Error, CustomStringConvertible {
  var description: String
}

/// The signals that end a program, held back until it waits for one of them.
///
/// To be made before other threads start, which then hold them back, too.
final class EndingSignals: Sendable {
  private let signals: sigset_t
  private let problem = Mutex<String?>(nil)

  init() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      sigaction(signal, nil, &action)
      // A signal that the program was started to ignore, as by nohup, still means nothing.
      let isIgnored = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
      if !isIgnored { sigaddset(&signals, signal) }
    }
    // One that the program can send itself.
    sigaddset(&signals, SIGUSR1)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    self.signals = signals
  }

  /// Ends the waiting from another thread, for a reason.
  func send(_ reason: String) {
    problem.withLock { $0 = reason }
    kill(getpid(), SIGUSR1)
  }

  /// Waits for a signal, and gives the reason if the program sent it itself.
  func wait() -> String? {
    var signal: Int32 = 0
    withUnsafePointer(to: signals) { _ = sigwait($0, &signal) }
    return problem.withLock { $0 }
  }
}
