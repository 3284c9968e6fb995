import BrowserSupport
import Foundation
import Testing

@testable import Treescope
@testable import TreescopeServer

@Suite(.serialized, .ownThread, .served) struct ReceptionTests {
  @Test func onlyItsOwnHostIsAnswered() async throws {
    let fixture = try ServerFixture.current
    let (request, port) = (fixture.request, fixture.server.address.port)
    for host in ["127.0.0.1:\(port)", "localhost:\(port)", "LOCALHOST:\(port)"] {
      #expect(try request.answer("GET", request.page, host: host).status == 200)
    }
    for host in [
      "evil.example", "evil.example:\(port)", "127.0.0.1", "localhost", "127.0.0.1:1", "[::1]:\(port)",
      "0.0.0.0:\(port)",
      "127.0.0.1:\(port).evil.example", "",
    ] {
      #expect(try request.answer("GET", request.page, host: host).status == 403, "\(host)")
    }
    #expect(try request.answer("GET", request.page, host: nil).status == 403)
    #expect(try request.answer("GET", "http://evil.example\(request.page)").status == 404)
  }

  @Test func foreignPagesAreRefused() async throws {
    let fixture = try ServerFixture.current
    let (request, port) = (fixture.request, fixture.server.address.port)
    for origin in ["http://evil.example", "null", "https://127.0.0.1:\(port)", "http://127.0.0.1:1", "file://"] {
      #expect(
        try request.answer("GET", request.page + "events", headers: ["Origin: \(origin)"]).status == 403, "\(origin)")
      #expect(try request.answer("DELETE", request.page + "values", headers: ["Origin: \(origin)"]).status == 403)
      #expect(try fixture.request.show(message(1, title: "a"), headers: ["Origin: \(origin)"]).status == 403)
    }
    let own = "Origin: http://127.0.0.1:\(port)"
    #expect(try request.answer("DELETE", request.page + "values", headers: [own]).status == 200)
    #expect(try request.show(message(1, title: "a"), headers: [own]).status == 403, "pages show nothing")
    for site in ["cross-site", "same-site"] {
      #expect(try request.answer("GET", request.page, headers: ["Sec-Fetch-Site: \(site)"]).status == 403)
      let frame = ["Sec-Fetch-Site: \(site)", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"]
      #expect(try request.answer("GET", request.page, headers: frame).status == 403)
      let visit = ["Sec-Fetch-Site: \(site)", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"]
      #expect(try request.answer("GET", request.page, headers: visit).status == 200, "a link in a mail")
    }
  }

  @Test func noPathLeadsElsewhere() async throws {
    let fixture = try ServerFixture.current
    try fixture.show(1)
    let (request, page) = (fixture.request, fixture.request.page)
    #expect(try request.answer("GET", page + "values/1/").status == 200)
    for path in [
      "/", "//", "*", "/index.html", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2fetc/passwd",
      page + "../../../etc/passwd", page + "%2e%2e/etc/passwd", page + "values/../values/1/", page + "values/1/../1/",
      page + "values/%31/", page + "values/01/", page + "values/+1/", page + "values/-1/", page + "values/2/",
      page + "values/99999999999999999999/", page + "values/1", page + "values/1/x", page + "values/1//", page + "/",
      page.uppercased(), String(page.dropLast()), "/x" + page, page + "\0", "/values/1/", "/proof", "/proof/a/b",
      "/open/",
      "/open/x",
    ] {
      #expect(try request.answer("GET", path).status == 404, "\(path)")
    }
  }

  @Test func eachPathHasItsMethod() async throws {
    let fixture = try ServerFixture.current
    try fixture.show(1)
    let (request, page) = (fixture.request, fixture.request.page)
    for path in [page, page + "events", page + "values/1/", page + "values/1/page", page + "page"] {
      for method in ["POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"] {
        let answer = try request.answer(method, path)
        #expect(answer.status == 405 && answer.head.contains("Allow: GET"), "\(method) \(path)")
      }
    }
    #expect(try request.answer("GET", page + "values").head.contains("Allow: DELETE"))
    #expect(try request.answer("GET", "/values").head.contains("Allow: POST"))
    #expect(try request.answer("OPTIONS", "/values").status == 405, "no other origin is ever allowed")
  }

  @Test func onlyWhoKnowsTheSecretShows() async throws {
    let fixture = try ServerFixture.current
    let request = fixture.request
    let body = try message([1], title: "t")
    let secret = fixture.server.address.secret
    for header in [
      "", "Bearer", "Bearer " + String(secret.dropLast()) + "x", "Bearer \(secret)x", "Basic \(secret)", secret,
    ] {
      let answer = try request.answer("POST", "/values", headers: ["Authorization: \(header)"], body: body)
      #expect(answer.status == 403, "\(header)")
    }
    #expect(try request.answer("POST", "/values", body: body).status == 403)
    #expect(try request.answer("POST", "/values?secret=\(secret)", body: body).status == 403)
    let answer = try request.show(body)
    #expect(answer.status == 201 && answer.body == fixture.server.page + "#1")
    #expect(fixture.server.values.entries.count == 1)
    for part in [
      try request.answer("GET", request.page).text, try request.answer("GET", request.page + "values/1/").text,
    ] {
      #expect(!part.contains(secret) && !part.contains(request.page.dropFirst().dropLast()), "no page knows a secret")
    }
  }

  @Test func whatIsNoValueIsRefused() async throws {
    let fixture = try ServerFixture.current
    for body in [
      "x", "{}", "[]", #"{"title":"t","json":"{}"}"#, #"{"title":"t","json":"</script>","plainText":""}"#,
      #"{"title":"t","json":"[\"a & b\"]","plainText":""}"#, #"{"title":"t","json":"[\"\u0000\"]","plainText":""}"#,
      String(repeating: "[", count: 100_000),
    ] {
      #expect(try fixture.request.show(body).status == 400, "\(body.prefix(50))")
    }
    #expect(fixture.server.values.entries.isEmpty)
  }

  @Test(.served { $0.valueBytes = 200_000 }) func bodiesAreBounded() async throws {
    let fixture = try ServerFixture.current
    let (request, address) = (fixture.request, fixture.server.address)
    let hidden = "GET \(request.page) HTTP/1.1\r\nHost: 127.0.0.1:\(address.port)\r\n\r\n"
    let head = "HTTP/1.1\r\nHost: 127.0.0.1:\(address.port)\r\nAuthorization: Bearer \(address.secret)\r\n"
    let chunk = "100000\r\n" + String(repeating: "x", count: 0x100000) + "\r\n"
    for (text, status) in [
      ("POST /values \(head)Content-Length: 200001\r\n\r\n\(hidden)", 413),
      ("POST /values \(head)Content-Length: 9223372036854775807\r\n\r\n\(hidden)", 413),
      ("POST /values \(head)Transfer-Encoding: chunked\r\n\r\n\(chunk)", 413),
      ("GET \(request.page) \(head)Content-Length: 70000\r\n\r\n\(hidden)", 413),
      ("GET \(request.page)events \(head)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n\(hidden)", 413),
      ("POST /nowhere \(head)Content-Length: 70000\r\n\r\n\(hidden)", 404),
    ] {
      let answer = try request.send(text)
      #expect(answer.status == status, "\(text.prefix(80))")
      #expect(answer.text.components(separatedBy: "HTTP/1.1").count == 2, "a body is no request: \(text.prefix(80))")
    }
    #expect(try request.send("POST /values \(head)Content-Length: -1\r\n\r\n").text == "")
    let large = String(repeating: "y", count: 150_000)
    #expect(try request.show(#"{"title":"\#(large)","json":"1","plainText":""}"#).status == 201, "read in parts")
    #expect(fixture.server.values.entries.map(\.fragment.title) == [large])
  }

  @Test func everyAnswerIsKeptApart() async throws {
    let fixture = try ServerFixture.current
    try fixture.show([1, 2], title: "</script>\"'\u{202E}")
    let (request, page) = (fixture.request, fixture.request.page)
    for path in [page, page + "values/1/", page + "values/1/page", page + "page", "/nowhere"] {
      let head = try request.answer("GET", path).head
      for line in [
        "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer", "Cache-Control: no-store",
        "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin",
        "Content-Security-Policy: default-src 'none'; ",
      ] { #expect(head.contains(line), "\(path): \(line)") }
      #expect(!head.contains("unsafe") && !head.contains("Access-Control"))
    }
    #expect(try request.answer("GET", page).head.contains("frame-ancestors 'none'"))
    let value = try request.answer("GET", page + "values/1/").head
    #expect(value.contains("frame-ancestors 'self'; sandbox allow-scripts") && !value.contains("connect-src"))
    let file = try request.answer("GET", page + "values/1/page")
    #expect(file.head.contains("Content-Disposition: attachment; filename=\"script.html\""))
    #expect(file.body == renderPage([1, 2], title: "</script>\"'\u{202E}"), "the file is the page of the value")
  }

  @Test func aTicketOpensThePageOnce() async throws {
    let fixture = try ServerFixture.current
    let ticket = fixture.server.issueTicket()
    let path = String(ticket.dropFirst("http://127.0.0.1:\(fixture.server.address.port)".count))
    #expect(try fixture.request.answer("POST", path).status == 405)
    let first = try fixture.request.answer("GET", path)
    #expect(first.status == 303 && first.head.contains("Location: \(fixture.request.page)"))
    #expect(try fixture.request.answer("GET", path).status == 404)
  }

  @Test func titlesMakeSafeNamesOfFiles() {
    for (title, name) in [
      ("MLP, layer 2", "MLP-layer-2"), ("a\r\nSet-Cookie: x=1\"; \u{202E}\0é/../etc", "a-Set-Cookie-x-1-etc"),
      ("\u{1F600}", "value"), (String(repeating: "x", count: 1_000), String(repeating: "x", count: 60)),
    ] {
      #expect(PageFragment(1, title: title).fileName == name)
    }
  }
}
