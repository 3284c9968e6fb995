import BrowserSupport
import Foundation
import TestSupport
import Testing

@testable import Treescope
@testable import TreescopeServer

@Suite(.serialized, .ownThread, .served) struct ViewServerTests {
  private func isRunning(_ file: ViewerFile) -> Bool {
    guard let viewer = RunningViewer(file) else { return false }
    return viewer.address == file.address
  }

  @Test func shownValuesArriveAtOnce() async throws {
    let fixture = try ServerFixture.current
    let port = fixture.server.address.port
    let events = try RawRequest.Connection(port: port)
    try events.send("GET \(fixture.request.page)events HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n")
    let head = try events.receive(until: "data: []\n\n")
    #expect(head.contains("Content-Type: text/event-stream") && head.contains("no-store"))
    #expect(try fixture.show([1, 2], title: "first") == .viewer(fixture.server.page + "#1"))
    #expect(try events.receive(until: "}]\n\n").contains(#""title":"first""#))
    #expect(try fixture.show("x", title: "second") == .viewer(fixture.server.page + "#2"))
    #expect(try events.receive(until: "}]\n\n").contains(#""title":"second""#))
    #expect(
      try fixture.request.answer("GET", fixture.request.page + "values/1/").body
        == renderPage([1, 2], title: "first"))
    let all = try fixture.request.answer("GET", fixture.request.page + "page").body
    #expect(all.components(separatedBy: #"class="fragment">"#).count == 3 && all.contains("<title>2 values</title>"))
    #expect(try fixture.request.answer("DELETE", fixture.request.page + "values").status == 200)
    #expect(try events.receive(until: "data: []\n\n").contains("data: []"))
    #expect(try fixture.request.answer("GET", fixture.request.page + "values/1/").status == 404)
  }

  @Test(.served { $0.count = 2 }) func theNumberOfValuesIsBounded() async throws {
    let fixture = try ServerFixture.current
    for number in 1...4 { try fixture.show(number) }
    #expect(fixture.server.values.entries.map(\.id) == [3, 4])
  }

  @Test(.served { $0.valueBytes = 5_000 }) func aValueThatIsTooLargeIsAnError() async throws {
    let fixture = try ServerFixture.current
    let error = #expect(throws: PageError.self) { try fixture.show(Array(0..<3_000).map { [$0, $0] }) }
    let text = "\(try #require(error))"
    #expect(text.contains("of at most 5000") && text.contains("PENZAI_VIEWER"))
  }

  @Test func itListensOnThisMachineOnly() async throws {
    let fixture = try ServerFixture.current
    let port = String(fixture.server.address.port, radix: 16, uppercase: true)
    let suffix = ":" + String(repeating: "0", count: 4 - port.count) + port
    var listening: [String] = []
    // The tables are not read at one moment: a line may slip through while others come and go.
    for _ in 0..<100 where listening.isEmpty {
      for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
        for line in try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n") {
          // The second column is the local address, the fourth the state, in which 0A is listening.
          let columns = line.split(separator: " ")
          if columns.count > 3, columns[1].hasSuffix(suffix), columns[3] == "0A" {
            listening.append(String(columns[1]))
          }
        }
      }
    }
    #expect(listening == ["0100007F" + suffix])
  }

  @Test func thePrivateFileIsTheUsersAlone() async throws {
    let fixture = try ServerFixture.current
    let path = fixture.folder.file("private/viewer.json")
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(path) == 0o600)
    #expect(try mode(fixture.folder.file("private")) == 0o700)
    #expect(ViewerFile(path: path).address == fixture.server.address)
    await fixture.server.stop()
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(throws: (any Error).self, "nobody listens any more") { try fixture.request.answer("GET", "/") }
  }

  @Test func anotherViewerIsToldApart() async throws {
    let fixture = try ServerFixture.current
    let (port, path) = (fixture.server.address.port, fixture.folder.file("private/viewer.json"))
    let running = await #expect(throws: ViewServerError.self) {
      try await ViewServer.start(port: 0, environment: fixture.environment)
    }
    #expect(running == .running(port: port, process: getpid(), file: path))
    #expect("\(try #require(running))".contains("port \(port)"))
    let taken = await #expect(throws: ViewServerError.self) {
      try await ViewServer.start(port: port, environment: ["PENZAI_VIEWER": fixture.folder.file("other.json")])
    }
    #expect(taken == .portTaken(port))
    #expect("\(try #require(taken))".contains("choose another with --port"))
    #expect(!FileManager.default.fileExists(atPath: fixture.folder.file("other.json")))
    #expect(ViewerFile(path: path).address == fixture.server.address, "the first one is still there")
  }

  @Test func aFileLeftBehindIsNoViewer() async throws {
    let fixture = try ServerFixture.current
    let file = ViewerFile(path: fixture.folder.file("stale.json"))
    var address = fixture.server.address
    address.secret = ViewerAddress.randomSecret()
    try file.write(address)
    #expect(!isRunning(file), "another server keeps the port now, and does not know the secret")
    address.port = 1
    try file.write(address)
    #expect(!isRunning(file), "nobody listens")
    let started = try await ViewServer.start(port: 0, environment: ["PENZAI_VIEWER": file.path])
    #expect(file.address == started.address, "a new server takes the place")
    file.remove(address)
    #expect(file.address != nil, "only its own is taken away")
    await started.stop()
    #expect(file.address == nil)
  }

  @Test func aFileThatOthersReadOrWroteIsLeftAlone() async throws {
    let fixture = try ServerFixture.current
    let path = fixture.folder.file("private/viewer.json")
    let link = fixture.folder.file("link.json")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(ViewerFile(path: link).address == nil)
    for mode in [0o644, 0o620, 0o606] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      #expect(ViewerFile(path: path).address == nil)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(ViewerFile(path: path).address != nil)
    var later = fixture.server.address
    later.version += 1
    try ViewerFile(path: path).write(later)
    #expect(!isRunning(ViewerFile(path: path)), "a viewer of another version is left alone")
  }

  @Test func withoutAViewerThePageIsAFile() async throws {
    let fixture = try ServerFixture.current
    let file = fixture.folder.file("page.html")
    let options = RenderOptions()
    #expect(
      try show(1, title: nil, file: file, options: options, environment: fixture.environment) == .file(file))
    for environment in [["PENZAI_VIEWER": "off"], ["PENZAI_VIEWER": fixture.folder.file("missing.json")], [:]] {
      let place = try show(1, title: nil, file: nil, options: options, environment: environment)
      guard case .file(let path) = place else {
        Issue.record("\(place)")
        continue
      }
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      try FileManager.default.removeItem(atPath: path)
    }
    #expect(fixture.server.values.entries.isEmpty)
  }
}
