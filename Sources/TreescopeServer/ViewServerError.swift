internal import FlyingSocks
internal import Glibc

/// Why a viewer did not start.
public enum ViewServerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another viewer of the user runs already.
  case running(port: UInt16, process: Int32, file: String)
  /// Another program listens on the port.
  case portTaken(UInt16)
  /// The operating system refused the port.
  case system(port: UInt16, reason: String)

  init(_ error: any Error, port: UInt16) {
    switch error {
    case SocketError.failed(_, EADDRINUSE, _): self = .portTaken(port)
    case SocketError.failed(_, _, let message): self = .system(port: port, reason: message)
    default: self = .system(port: port, reason: "\(error)")
    }
  }

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .running(let port, let process, let file):
      "a viewer runs already, as process \(process) on port \(port) (it left its address in \(file)); use its page, end it, "
        + "or give this one a file of its own with PENZAI_VIEWER"
    case .portTaken(let port): "port \(port) is taken by another program; choose another with --port"
    case .system(let port, let reason): "port \(port) cannot be used: \(reason); choose another with --port"
    }
  }
}
