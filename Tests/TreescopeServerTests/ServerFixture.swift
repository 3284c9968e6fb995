import Foundation
import TestSupport
import Testing

@testable import Treescope
@testable import TreescopeServer

/// A server for one test, with a private file of its own.
struct ServerFixture {
  let server: ViewServer
  let request: RawRequest
  let folder: TemporaryFolder
  let environment: [String: String]

  @TaskLocal fileprivate static var running: ServerFixture?

  /// The server of the test that runs, whose suite is ``Served``.
  static var current: ServerFixture { get throws { try #require(running) } }

  /// Shows a value as programs do.
  @discardableResult
  func show(_ value: Any, title: String? = nil) throws -> ShownPlace {
    try Treescope.show(value, title: title, file: nil, options: RenderOptions(), environment: environment)
  }
}

/// Runs a server for the time of each test.
struct Served: SuiteTrait, TestTrait, TestScoping {
  var limits = ViewServer.Limits()
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    let environment = ["PENZAI_VIEWER": folder.file("private/viewer.json")]
    let server = try await ViewServer.start(port: 0, limits: limits, environment: environment)
    let fixture = ServerFixture(
      server: server, request: RawRequest(server: server), folder: folder, environment: environment)
    do {
      try await ServerFixture.$running.withValue(fixture) { try await function() }
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }
}

extension Trait where Self == Served {
  /// Runs a server for the time of each test.
  static var served: Served { Served() }

  /// Runs a server with other limits.
  static func served(_ change: (inout ViewServer.Limits) -> Void) -> Served {
    var served = Served()
    change(&served.limits)
    return served
  }
}

/// The body of a request that shows a value.
func message(_ value: Any, title: String) throws -> String {
  String(decoding: try JSONEncoder().encode(PageFragment(value, title: title)), as: UTF8.self)
}
