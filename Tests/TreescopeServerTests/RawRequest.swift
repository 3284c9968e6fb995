import Foundation
import Glibc

@testable import Treescope
@testable import TreescopeServer

/// Requests as any program can make them, also those that no client would.
struct RawRequest {
  /// What came back until the server closed the connection.
  struct Answer {
    var status: Int
    var head: String
    var body: String
    /// Everything.
    var text: String

    init(_ text: String) {
      self.text = text
      let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
      head = String(parts.first ?? "")
      body = parts.count > 1 ? String(parts[1]) : ""
      status = Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0
    }
  }

  let server: ViewServer

  /// The path of the page.
  var page: String { String(server.page.dropFirst("http://127.0.0.1:\(server.address.port)".count)) }

  /// Sends a request with the usual host, unless told otherwise.
  func answer(
    _ method: String, _ path: String, host: String? = "usual", headers: [String] = [], body: String = ""
  ) throws -> Answer {
    let host = host.map { ["Host: " + ($0 == "usual" ? "127.0.0.1:\(server.address.port)" : $0)] } ?? []
    let length = body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"]
    let lines = ["\(method) \(path) HTTP/1.1"] + host + headers + length + ["Connection: close", "", ""]
    return try send(lines.joined(separator: "\r\n") + body)
  }

  /// Shows a value as a program does.
  func show(_ body: String, headers: [String] = []) throws -> Answer {
    try answer("POST", "/values", headers: ["Authorization: Bearer \(server.address.secret)"] + headers, body: body)
  }

  /// Sends anything, and reads until the server closes the connection or says nothing for some seconds.
  func send(_ text: String) throws -> Answer {
    let connection = try Connection(port: server.address.port)
    try connection.send(text)
    var received: [UInt8] = []
    while let part = try connection.receive() { received += part }
    return Answer(String(decoding: received, as: UTF8.self))
  }

  /// A connection that stays open.
  final class Connection {
    private let descriptor: Int32

    init(port: UInt16) throws {
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      let size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let status = withUnsafeBytes(of: &address) { bytes in
        bytes.withMemoryRebound(to: sockaddr.self) { connect(descriptor, $0.baseAddress, size) }
      }
      guard status == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
      var limit = timeval(tv_sec: 10, tv_usec: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func send(_ text: String) throws {
      let bytes = Array(text.utf8)
      let sent = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      // A server that refuses may close while there is more to come.
      guard sent == bytes.count || errno == EPIPE || errno == ECONNRESET else {
        throw POSIXError(.init(rawValue: errno) ?? .EIO)
      }
    }

    /// What came next; nil when the server has closed the connection.
    func receive() throws -> [UInt8]? {
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count == 0 || count < 0 && errno == ECONNRESET { return nil }
      guard count > 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
      return Array(chunk[..<count])
    }

    /// Reads until some text has come.
    func receive(until text: String) throws -> String {
      var received: [UInt8] = []
      while received.firstRange(of: Array(text.utf8)) == nil {
        guard let part = try receive() else { break }
        received += part
      }
      return String(decoding: received, as: UTF8.self)
    }
  }
}
