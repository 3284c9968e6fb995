import BrowserSupport
import Foundation
import Glibc
import Testing
import Treescope

/// A socket on this machine that notes what is asked for.
private final class Listener {
  private let descriptor: Int32
  let address: String

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &place) { [descriptor] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, size) | listen(descriptor, 16) | getsockname(descriptor, pointer, &size)
      }
    }
    guard status == 0 else { throw Browser.Failure(description: "no port to listen at") }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))/"
  }

  deinit { close(descriptor) }

  /// What was asked for since the last time, by the first line of each request; every one is answered with nothing.
  func requests() -> [String] {
    var lines: [String] = []
    while case let visitor = accept(descriptor, nil, nil), visitor >= 0 {
      var waiting = pollfd(fd: visitor, events: Int16(POLLIN), revents: 0)
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = poll(&waiting, 1, 500) > 0 ? read(visitor, &bytes, bytes.count) : 0
      lines.append(String(decoding: bytes[..<max(count, 0)], as: UTF8.self).prefix { $0 != "\r\n" } + "")
      let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
      _ = write(visitor, answer, answer.count)
      close(visitor)
    }
    return lines
  }
}

extension PageBrowserTests {
  @Test func foreignDocumentsAreCagedIn() throws {
    let listener = try Listener()
    let html = """
      <h1>Title</h1><a href="\(listener.address)link"><b>a link that leads away</b></a>
      <script>parent.attacked = 1; top.attacked = 1</script><script src="\(listener.address)script"></script>
      <img src="\(listener.address)picture"><style>@import "\(listener.address)style"; h1 { display: none }</style>
      <template shadowrootmode=open><iframe src="\(listener.address)shadow"></iframe></template>
      <form action="\(listener.address)form"><input autofocus></form><iframe src="\(listener.address)frame"></iframe>
      <link rel=preconnect href="\(listener.address)"><object data="\(listener.address)object"></object>
      <meta http-equiv=refresh content="0;url=\(listener.address)refresh">
      </iframe></script><script>window.attacked = 1</script>
      """
    let page = try OpenPage(Part.embedded(html: html, title: "report \u{202E}"))
    try page.wait("document.querySelector('iframe')")
    _ = try page.value("new Promise(done => setTimeout(done, 300))")
    #expect(try page.isTrue("window.attacked === undefined"))
    #expect(try page.text("document.querySelector('iframe').getAttribute('sandbox')") == "")
    #expect(try page.text("document.querySelector('iframe').title") == #"report \u{202E}"#)
    #expect(try page.isTrue("document.querySelector('iframe').contentDocument === null"), "it has another origin")
    #expect(try page.number("document.querySelector('iframe').getBoundingClientRect().height") > 100)
    try page.screenshot("embedded")
    // The link stands in the first line below the heading.
    let box = "document.querySelector('iframe').getBoundingClientRect()"
    let (x, y) = (try page.number("\(box).left") + 50, try page.number("\(box).top") + 92)
    for type in ["mousePressed", "mouseReleased"] {
      try page.send("Input.dispatchMouseEvent", ["type": type, "x": x, "y": y, "button": "left", "clickCount": 1])
    }
    _ = try page.value("new Promise(done => setTimeout(done, 500))")
    #expect(listener.requests() == [], "nothing in the frame makes a request, and no link leads out of it")
    // The listener does note those who ask.
    try page.value("setTimeout(() => { location.href = '\(listener.address)control' }, 0); 0")
    usleep(500_000)
    #expect(listener.requests().contains { $0.contains("/control") })
  }
}
