import Testing

@testable import Treescope

struct ViewerFileTests {
  @Test func theEnvironmentSaysWhere() {
    func path(_ environment: [String: String]) -> String? { ViewerFile(environment: environment)?.path }
    #expect(path([:]) == nil)
    #expect(path(["HOME": "/h"]) == "/h/.cache/penzai/viewer.json")
    #expect(path(["HOME": "/h", "XDG_CACHE_HOME": "/c"]) == "/c/penzai/viewer.json")
    #expect(path(["XDG_CACHE_HOME": "/c", "PENZAI_CACHE_DIR": "/p"]) == "/p/viewer.json")
    #expect(path(["PENZAI_CACHE_DIR": "/p", "XDG_RUNTIME_DIR": "/r"]) == "/r/penzai/viewer.json")
    #expect(path(["XDG_RUNTIME_DIR": "/r", "PENZAI_VIEWER": "/v.json"]) == "/v.json")
    #expect(path(["XDG_RUNTIME_DIR": "/r", "PENZAI_VIEWER": ""]) == "/r/penzai/viewer.json")
    #expect(path(["XDG_RUNTIME_DIR": "/r", "PENZAI_VIEWER": "off"]) == nil)
  }

  @Test func aFolderThatCannotBeMadeIsAnError() throws {
    let address = ViewerAddress(port: 1, secret: "s", process: 1, byteLimit: 1)
    let error = #expect(throws: PageError.self) { try ViewerFile(path: "/proc/none/viewer.json").write(address) }
    #expect("\(try #require(error))".contains("/proc/none/viewer.json"))
  }

  @Test func theProofDependsOnEverything() {
    // The second case of RFC 4231.
    let code = authenticationCode(of: "what do ya want for nothing?".utf8, key: Array("Jefe".utf8))
    #expect(code.prefix(4).elementsEqual([0x5b, 0xdc, 0xc1, 0x46]) && code.suffix(2).elementsEqual([0x38, 0x43]))
    // The sixth, of a key longer than a block.
    let long = authenticationCode(
      of: "Test Using Larger Than Block-Size Key - Hash Key First".utf8, key: [UInt8](repeating: 0xaa, count: 131))
    #expect(long.prefix(4).elementsEqual([0x60, 0xe4, 0x31, 0x59]))
    let address = ViewerAddress(port: 1, secret: "s", process: 1, byteLimit: 1)
    let others = [
      ViewerAddress(port: 2, secret: "s", process: 1, byteLimit: 1).proof(for: "q"),
      ViewerAddress(port: 1, secret: "t", process: 1, byteLimit: 1).proof(for: "q"), address.proof(for: "r"),
    ]
    #expect(!others.contains(address.proof(for: "q")))
    #expect(address.proof(for: "q").utf8.count == 64)
    let secrets = Set((0..<100).map { _ in ViewerAddress.randomSecret() })
    #expect(secrets.count == 100 && secrets.allSatisfy { $0.utf8.count == 32 })
  }

  @Test func answersAreReadToTheirEnds() {
    func parse(_ text: String) -> LoopbackConnection.Answer? { LoopbackConnection.parse(Array(text.utf8)) }
    #expect(parse("HTTP/1.1 200 OK\r\nContent-Le") == nil)
    #expect(parse("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab") == nil)
    let answer = parse("HTTP/1.1 201 Created\r\nA: b\r\ncontent-length: 3\r\n\r\nabc")
    #expect(answer?.status == 201 && answer?.text == "abc")
    #expect(parse("SSH-2.0-OpenSSH\r\n\r\n")?.status == 0, "something else keeps the port")
    #expect(parse("HTTP/1.1 x y\r\nContent-Length: 99999999999999999999\r\n\r\n")?.status == 0)
  }
}
