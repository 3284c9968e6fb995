internal import FlyingFox
internal import FlyingSocks
internal import FoundationEssentials
internal import Treescope

extension HTTPResponse {
  /// A line of text.
  static func text(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    response(status, "text/plain; charset=utf-8", text, policy: "default-src 'none'; frame-ancestors 'none'")
  }

  /// There is no such path, or no such value any more.
  static var notFound: HTTPResponse {
    text(.notFound, "There is nothing here. Open the address that `penzai view` printed.\n")
  }

  /// Another path in place of the one that was asked for.
  static func redirect(to path: String) -> HTTPResponse {
    var response = text(.seeOther, "")
    response.headers[.location] = path
    return response
  }

  /// The page around the values.
  static var frame: HTTPResponse {
    response(.ok, "text/html; charset=utf-8", ViewerPage.html, policy: ViewerPage.contentSecurityPolicy)
  }

  /// The page of a value, which may do nothing but run its own script, as if it came from nowhere.
  static func value(_ page: Page) -> HTTPResponse {
    response(
      .ok, "text/html; charset=utf-8", page.html,
      policy: page.contentSecurityPolicy + "; frame-ancestors 'self'; sandbox allow-scripts")
  }

  /// A page to keep as a file.
  static func download(_ page: Page, name: String) -> HTTPResponse {
    var response = value(page)
    response.headers[.contentDisposition] = "attachment; filename=\"\(name).html\""
    return response
  }

  /// A stream of events.
  static func events(_ values: ShownValues) -> HTTPResponse {
    var response = text(.ok, "")
    response.headers[.contentType] = "text/event-stream"
    response.payload = .httpBody(HTTPBodySequence(from: EventBytes(values: values)))
    return response
  }

  private static func response(
    _ status: HTTPStatusCode, _ type: String, _ body: String, policy: String
  ) -> HTTPResponse {
    // Set one by one: a literal would take the commas in a value for borders between several.
    var headers = HTTPHeaders()
    headers[.contentType] = type
    headers[.contentSecurityPolicy] = policy
    headers[.contentTypeOptions] = "nosniff"
    headers[.referrerPolicy] = "no-referrer"
    headers[.cacheControl] = "no-store"
    headers[.openerPolicy] = "same-origin"
    headers[.resourcePolicy] = "same-origin"
    return HTTPResponse(
      statusCode: status, headers: headers, body: HTTPBodySequence(data: Data(body.utf8), suggestedBufferSize: 1 << 16))
  }

  /// The same answer as the last one of its connection.
  ///
  /// What a refused request goes on to send is then never read as a request of its own.
  func endingConnection() async throws -> HTTPResponse {
    var response = self
    let body = [UInt8](try await bodyData)
    response.headers[.connection] = "close"
    response.payload = .httpBody(HTTPBodySequence(from: LastBytes(bytes: body), count: body.count))
    return response
  }
}

extension PageFragment {
  /// The title as the name of a file: letters, digits and dashes.
  var fileName: String {
    let words = title.utf8.prefix(200).split { byte in
      !(0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte || byte == 0x5F)
    }
    let name = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-").prefix(60)
    return name.isEmpty ? "value" : String(name)
  }
}

/// Bytes after whose last one reading fails, which makes the server close the connection.
private struct LastBytes: AsyncBufferedSequence {
  typealias Element = UInt8

  let bytes: [UInt8]

  func makeAsyncIterator() -> Iterator { Iterator(rest: bytes[...]) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var rest: ArraySlice<UInt8>

    mutating func next() async throws -> UInt8? {
      guard let byte = rest.popFirst() else { throw SocketError.disconnected }
      return byte
    }

    mutating func nextBuffer(suggested count: Int) async throws -> ArraySlice<UInt8>? {
      guard !rest.isEmpty else { throw SocketError.disconnected }
      defer { rest = [] }
      return rest
    }
  }
}
