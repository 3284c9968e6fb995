import Foundation
import TestSupport

@testable import Treescope
@testable import TreescopeServer

/// A server for one test, with a private file of its own.
struct ServerFixture {
  let server: ViewServer
  let request: RawRequest
  let folder: TemporaryFolder
  let environment: [String: String]

  /// Starts a server for the time of a body.
  static func run(
    limits: ViewServer.Limits = .init(), _ body: (ServerFixture) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    let environment = ["PENZAI_VIEWER": folder.file("private/viewer.json")]
    let server = try await ViewServer.start(port: 0, limits: limits, environment: environment)
    let fixture = ServerFixture(
      server: server, request: RawRequest(server: server), folder: folder, environment: environment)
    do {
      try await body(fixture)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  /// Shows a value as programs do.
  @discardableResult
  func show(_ value: Any, title: String? = nil) throws -> ShownPlace {
    try Treescope.show(value, title: title, file: nil, options: RenderOptions(), environment: environment)
  }
}

/// The body of a request that shows a value.
func message(_ value: Any, title: String) throws -> String {
  String(decoding: try JSONEncoder().encode(PageFragment(value, title: title)), as: UTF8.self)
}
