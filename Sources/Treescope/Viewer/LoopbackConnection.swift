internal import Glibc

/// A connection over HTTP to a server on this machine: never through a proxy, never elsewhere.
struct LoopbackConnection: ~Copyable {
  private let descriptor: Int32
  private let host: String

  /// Why there is no answer.
  struct Failure: Error {
    var reason: String
  }

  /// What a server answered.
  struct Answer {
    var status: Int
    var text: String
  }

  /// How many bytes an answer may have.
  private static let answerLimit = 1 << 16

  /// Connects to a port.
  init(port: UInt16) throws(Failure) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(reason: lastSystemError()) }
    LoopbackConnection.limit(descriptor, seconds: 1)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { connect(descriptor, $0.baseAddress, socklen_t(bytes.count)) }
    }
    guard status == 0 else {
      let failure = Failure(reason: lastSystemError())
      close(descriptor)
      throw failure
    }
    self.descriptor = descriptor
    host = "127.0.0.1:\(port)"
  }

  deinit {
    close(descriptor)
  }

  /// Sends a request and reads the answer.
  ///
  /// - Parameter seconds: How long the server may keep silent.
  func request(
    _ method: String, _ path: String, headers: [(name: String, value: String)] = [], body: [UInt8] = [], seconds: Int
  ) throws(Failure) -> Answer {
    LoopbackConnection.limit(descriptor, seconds: seconds)
    let lines = [("Host", host)] + headers + [("Content-Length", "\(body.count)")]
    try send(Array("\(method) \(path) HTTP/1.1\r\n\(lines.map { "\($0): \($1)\r\n" }.joined())\r\n".utf8))
    try send(body)
    return try answer()
  }

  private static func limit(_ descriptor: Int32, seconds: Int) {
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
  }

  private func send(_ bytes: [UInt8]) throws(Failure) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(reason: lastSystemError()) }
      sent += count
    }
  }

  private func answer() throws(Failure) -> Answer {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while bytes.count < LoopbackConnection.answerLimit {
      if let answer = LoopbackConnection.parse(bytes) { return answer }
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(reason: count == 0 ? "the connection was closed" : lastSystemError()) }
      bytes += chunk[..<count]
    }
    throw Failure(reason: "the answer does not end")
  }

  /// The answer that the bytes hold; nil while some are missing.
  static func parse(_ bytes: [UInt8]) -> Answer? {
    guard let border = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<border.lowerBound], as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
      return Answer(status: 0, text: "")
    }
    let length = lines.lazy.compactMap { line -> Int? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { return nil }
      return Int(parts[1].filter { $0 != " " })
    }.first
    let body = bytes[border.upperBound...]
    return body.count < length ?? 0 ? nil : Answer(status: status, text: String(decoding: body, as: UTF8.self))
  }
}
