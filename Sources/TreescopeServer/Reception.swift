internal import FlyingFox
internal import FoundationEssentials
internal import Treescope

/// Answers requests: who may ask, which paths there are, and what each may be asked.
struct Reception: HTTPHandler {
  /// Bodies up to this size are read before a request is looked at.
  static let smallBody = 1 << 16

  let door: Doorkeeper
  let address: ViewerAddress
  /// The secret in the path of the page: whoever knows it may look.
  let key: String
  let values: ShownValues
  let tickets: Tickets

  /// The path of the page.
  static func path(_ key: String) -> String { "/\(key)/" }

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    if let refusal = refusal(of: request) {
      let isRead = request.bodySequence.count.map { $0 <= Reception.smallBody } ?? false
      return isRead ? refusal : try await refusal.endingConnection()
    }
    return request.method == .POST ? try await take(request) : route(request)?.answer() ?? .notFound
  }

  /// The answer to a request that asks for what is not there or not allowed, whatever its body.
  private func refusal(of request: HTTPRequest) -> HTTPResponse? {
    if let problem = door.refusal(of: request) { return .text(.forbidden, problem + "\n") }
    guard let route = route(request) else { return .notFound }
    guard request.method == route.method else {
      var response = HTTPResponse.text(.methodNotAllowed, "Only \(route.method.rawValue) is allowed here.\n")
      response.headers[.allow] = route.method.rawValue
      return response
    }
    guard route.method == .POST else {
      return request.bodySequence.count == 0 ? nil : .text(.payloadTooLarge, "A request of this kind has no body.\n")
    }
    // Programs have no origin: whoever has one is a page.
    guard request.headers[.origin] == nil, areEqual(request.headers[.authorization] ?? "", "Bearer \(address.secret)")
    else { return .text(.forbidden, "Only programs of the user who runs the viewer may show values.\n") }
    return request.bodySequence.count ?? 0 <= address.byteLimit ? nil : tooLarge
  }

  /// What a path takes, and its answer.
  private struct Route {
    var method = HTTPMethod.GET
    var answer: () -> HTTPResponse
  }

  private func route(_ request: HTTPRequest) -> Route? {
    // No path leads to a file, and none is decoded or shortened: what is not spelled as here is not there.
    let steps = request.target.path().split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    guard let first = steps.first else { return nil }
    let rest = Array(steps.dropFirst())
    if areEqual(first, key) { return pageRoute(rest) }
    switch (first, rest.count) {
    case ("values", 0): return Route(method: .POST) { .notFound }
    case ("proof", 1): return Route { .text(.ok, address.proof(for: String(rest[0]))) }
    case ("open", 1): return Route { tickets.redeem(rest[0]) ? .redirect(to: Reception.path(key)) : .notFound }
    default: return nil
    }
  }

  /// The routes below the page: `values/3/` is the page of a value, `values/3/page` the same to keep.
  private func pageRoute(_ steps: [Substring]) -> Route? {
    switch steps {
    case [""]: return Route { .frame }
    case ["events"]: return Route { .events(values) }
    case ["page"]: return Route { .download(allValues(), name: "penzai-view") }
    case ["values"]:
      return Route(method: .DELETE) {
        values.removeAll()
        return .text(.ok, "")
      }
    default: break
    }
    guard steps.count == 3, steps[0] == "values", let id = Int(steps[1]), "\(id)" == steps[1],
      let fragment = values[id]?.fragment
    else { return nil }
    let page = { Page(title: fragment.title, fragments: [fragment]) }
    switch steps[2] {
    case "": return Route { .value(page()) }
    case "page": return Route { .download(page(), name: fragment.fileName) }
    default: return nil
    }
  }

  private func allValues() -> Page {
    let fragments = values.entries.map(\.fragment)
    return Page(title: "\(fragments.count) value\(fragments.count == 1 ? "" : "s")", fragments: fragments)
  }

  /// Takes a value that a program shows.
  private func take(_ request: HTTPRequest) async throws -> HTTPResponse {
    var body = Data()
    for try await chunk in request.bodySequence {
      guard body.count + chunk.count <= address.byteLimit else { return try await tooLarge.endingConnection() }
      body.append(chunk)
    }
    guard let fragment = try? JSONDecoder().decode(PageFragment.self, from: body) else {
      return .text(.badRequest, "The body is not a value as this version of the viewer takes it.\n")
    }
    let id = values.add(fragment, byteCount: body.count)
    return .text(.created, "http://127.0.0.1:\(address.port)\(Reception.path(key))#\(id)")
  }

  private var tooLarge: HTTPResponse {
    .text(.payloadTooLarge, "A value may take at most \(address.byteLimit) bytes.\n")
  }

  /// Compares in a time that does not tell how much is right.
  private func areEqual(_ offered: some StringProtocol, _ secret: String) -> Bool {
    offered.utf8.count == secret.utf8.count && zip(offered.utf8, secret.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
