internal import FlyingFox

/// Who may come in: requests that are meant for this server, and that no foreign page makes.
struct Doorkeeper: Sendable {
  private let hosts: Set<String>
  private let origins: Set<String>

  /// The door of a port of this machine.
  init(port: UInt16) {
    hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
    origins = Set(hosts.map { "http://" + $0 })
  }

  /// Why a request is sent away; nil for those that may come in.
  func refusal(of request: HTTPRequest) -> String? {
    // A name of somebody else that was made to lead here still stands in the request.
    guard let host = request.headers[.host]?.lowercased(), hosts.contains(host) else {
      return "The request is for another host."
    }
    if let origin = request.headers[.origin]?.lowercased(), !origins.contains(origin) {
      return "The request is from a page of another origin."
    }
    if let site = request.headers[.fetchSite], site != "same-origin", site != "none", !isVisit(request) {
      return "The request is from a page of another site."
    }
    return nil
  }

  /// Whether the reader follows a link to a page, which then stands by itself.
  private func isVisit(_ request: HTTPRequest) -> Bool {
    request.method == .GET && request.headers[.fetchMode] == "navigate"
      && request.headers[.fetchDestination] == "document"
  }
}

extension HTTPHeader {
  static let allow = HTTPHeader("Allow")
  static let contentSecurityPolicy = HTTPHeader("Content-Security-Policy")
  static let fetchDestination = HTTPHeader("Sec-Fetch-Dest")
  static let fetchMode = HTTPHeader("Sec-Fetch-Mode")
  static let fetchSite = HTTPHeader("Sec-Fetch-Site")
  static let origin = HTTPHeader("Origin")
  static let openerPolicy = HTTPHeader("Cross-Origin-Opener-Policy")
  static let resourcePolicy = HTTPHeader("Cross-Origin-Resource-Policy")
  static let contentTypeOptions = HTTPHeader("X-Content-Type-Options")
  static let referrerPolicy = HTTPHeader("Referrer-Policy")
}
