import BrowserSupport
import Foundation
import Penzai
import TestSupport
import Testing

@testable import Treescope

/// Runs of `penzai view` with a private file of their own.
@Suite(.serialized, .ownThread) struct ViewTests {
  private let folder: TemporaryFolder
  private let file: String
  private var environment: [String: String] { ["PENZAI_VIEWER": file, "BROWSER": "", "DISPLAY": ""] }

  init() throws {
    folder = try TemporaryFolder()
    file = folder.file("viewer.json")
  }

  /// Starts the program and waits for the address of the page.
  private func start(_ arguments: [String] = ["--port", "0"], environment: [String: String] = [:]) async throws
    -> (Program.Running, page: String)
  {
    let running = try Program.Running(
      ["view"] + arguments, environment: self.environment.merging(environment) { $1 }, folder: TemporaryFolder())
    for _ in 0..<1_000 {
      let words = try running.output.split { $0.isWhitespace }
      if let page = words.first(where: { $0.hasPrefix("http://127.0.0.1:") }) { return (running, String(page)) }
      guard running.process.isRunning else { break }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw Unstarted(errors: try running.errors)
  }

  private struct Unstarted: Error {
    var errors: String
  }

  private var isFileThere: Bool { FileManager.default.fileExists(atPath: file) }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func itRunsUntilItIsEnded(signal: Int32) async throws {
    let (running, page) = try await start()
    #expect(isFileThere)
    let request = URL(string: page)?.port
    #expect(try #require(request) > 0)
    kill(running.process.processIdentifier, signal)
    #expect(await running.end() == 0)
    #expect(!isFileThere)
    #expect(try running.errors == "")
  }

  @Test func whatAProgramShowsIsInThePage() async throws {
    let (running, page) = try await start()
    let place = try show([1, 2], title: "t", file: nil, options: RenderOptions(), environment: environment)
    #expect(place == .viewer(page + "#1"))
    let address = try #require(URL(string: page + "values/1/page"))
    #expect(try String(contentsOf: address, encoding: .utf8) == renderPage([1, 2], title: "t"))
    running.process.terminate()
    #expect(await running.end() == 0)
  }

  @Test func aSecondOneSaysWhatIsTheMatter() async throws {
    let (running, page) = try await start()
    let port = try #require(URL(string: page)?.port)
    let second = try await Program.run("view", "--port", "\(port)", environment: environment)
    #expect(second.status == 1)
    #expect(
      second.errors.contains("a viewer runs already, as process \(running.process.processIdentifier) on port \(port)"))
    let other = try await Program.run(
      "view", "--port", "\(port)", environment: environment.merging(["PENZAI_VIEWER": "off"]) { $1 })
    #expect(other.status == 1)
    #expect(other.errors.contains("port \(port) is taken by another program; choose another with --port"))
    #expect(isFileThere)
    running.process.terminate()
    #expect(await running.end() == 0)
    for port in ["70000", "-1", "x"] {
      let wrong = try await Program.run("view", "--port", port, environment: environment)
      #expect(wrong.status == 64 && wrong.errors.contains("--port"))
    }
  }

  @Test func whatAKilledOneLeftIsNoHindrance() async throws {
    let (killed, page) = try await start()
    kill(killed.process.processIdentifier, SIGKILL)
    _ = await killed.end()
    #expect(isFileThere)
    let (running, next) = try await start()
    #expect(next != page)
    running.process.terminate()
    #expect(await running.end() == 0)
    #expect(!isFileThere)
  }

  @Test func itOpensTheBrowserByATicket() async throws {
    let opener = try folder.write(
      "#!/bin/sh\necho \"$1\" > '\(folder.file("new"))'; mv '\(folder.file("new"))' '\(folder.file("opened"))'\n".utf8,
      to: "opener")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: opener)
    let (running, page) = try await start(environment: ["BROWSER": opener])
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: folder.file("opened")) {
      try await Task.sleep(for: .milliseconds(10))
    }
    let opened = try String(contentsOfFile: folder.file("opened"), encoding: .utf8)
    let key = try #require(URL(string: page)?.pathComponents.dropFirst().first)
    #expect(opened.contains("/open/") && !opened.contains(key))
    running.process.terminate()
    #expect(await running.end() == 0)
    try FileManager.default.removeItem(atPath: folder.file("opened"))
    let (silent, _) = try await start(["--port", "0", "--no-open"], environment: ["BROWSER": opener])
    silent.process.terminate()
    #expect(await silent.end() == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.file("opened")))
  }
}
