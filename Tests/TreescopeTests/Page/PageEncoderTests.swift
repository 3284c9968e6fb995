import Foundation
import Testing

@testable import Treescope

private struct Point: TreescopeRepresentable {
  var x: Any = 1

  func treescopePart(with renderer: PartRenderer) -> Part {
    renderer.constructor("Point", [.child("x", x)], color: .rgb(1, 2, 255), comment: "kind")
  }
}

private struct Nested {
  var items: [[String: Point?]] = [["a": Point()]]
  var `default` = 1
}

struct PageEncoderTests {
  private func json(_ part: Part) throws -> String {
    let text = PageFragment(part, title: "t").json
    let start = try #require(text.range(of: #""root":"#))
    return String(text[start.upperBound...].dropLast())
  }

  @Test func partsInJSON() throws {
    #expect(try json("plain") == #""plain""#)
    #expect(try json(.text("1", .number)) == #"["n","1"]"#)
    #expect(try json(.sequence(["a", .comment("b")])) == #"[0,"a",[12,"b"]]"#)
    #expect(try json(.block(["a"], separator: .comma)) == #"[1,"a"]"#)
    #expect(try json(.block(["a"], separator: .none)) == #"[2,"a"]"#)
    #expect(
      try json(.node(Node("long", summary: "…", color: .rgb(1, 2, 255), expansion: .expanded)))
        == ##"[3,"long","…","#0102ff",1]"##)
    #expect(try json(.choice(collapsed: "a", expanded: "b")) == #"[4,"a","b"]"#)
    #expect(try json(Part.text("a").highlighted("why", role: .error)) == #"[7,"a","why","e"]"#)
    #expect(try json(.modes(usual: "a", roundtrip: "b")) == #"[8,"a","b"]"#)
    #expect(try json(.table([["a", "b"], ["c"]])) == #"[11,["a","b"],["c"]]"#)
    #expect(try json(Part.text("a").bold()) == #"[10,"a",{"w":true}]"#)
    #expect(try json(.digitBox(7, label: "l")) == #"[9,{"k":"digits","v":7,"l":"l"},["n","7 (l)"]]"#)
  }

  @Test func pathsAreKeyPaths() throws {
    let island = try Island(Nested())
    // Past an entry of a dictionary, and past an optional, a key path needs one question mark.
    for step in [".items", "[0]", #"["a"]"#, "?.x", ".default"] { #expect(island.strings.contains(step)) }
    #expect(!island.strings.contains("??.x"))
    let value = Nested()
    #expect((value[keyPath: \.items[0]["a"]??.x] as? Int) == 1)
    #expect("\(PathStep.field("init"))" == ".`init`")
    #expect("\(PathStep.field("two words"))" == ".`two words`")
    #expect("\(PathStep.field("0"))" == ".0")
  }

  @Test func onlyRepeatedInstancesAreMarked() throws {
    final class Thing {}
    let (once, twice) = (Thing(), Thing())
    let json = PageFragment([once, twice, twice]).json
    #expect(json.components(separatedBy: "[6,1,").count == 3)
  }

  @Test func anErrorOfAPictureStandsInItsPlace() throws {
    struct Lost: Error, CustomStringConvertible {
      var description: String { "the device is <gone>" }
    }
    let island = try Island(["a": SampleArray([2, 2]) { _ in throw Lost() }, "b": SampleArray([2]) { _ in 1 }])
    #expect(island.strings.contains { $0.contains("no picture: the device is <gone>") })
    #expect(island.pictures.count == 1)
  }

  @Test func everyStringComesBack() throws {
    var generator = SplitMix(state: 3)
    let odd: [UInt32] = [
      0, 8, 0x22, 0x26, 0x3C, 0x3E, 0x5C, 0x7F, 0x85, 0x301, 0x2028, 0x2029, 0x202E, 0xFEFF, 0x1F600,
    ]
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<Int.random(in: 0...20, using: &generator) {
        let value =
          Bool.random(using: &generator)
          ? odd.randomElement(using: &generator) ?? 0 : .random(in: 0...0x10FFFF, using: &generator)
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      }
      var writer = JSONWriter()
      writer.array { $0.string(text) }
      let read = try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String]
      #expect(read?.first.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
      for sign in ["<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"] as [Unicode.Scalar] {
        #expect(!writer.text.unicodeScalars.contains(sign))
      }
    }
  }

  @Test func numbersThatJSONLacksAreStrings() {
    var writer = JSONWriter()
    writer.array { json in
      for value in [1.5, -0.0, .nan, .infinity, 3] { json.number(value) }
      json.null()
    }
    #expect(writer.text == #"[1.5,0,"nan","inf",3,null]"#)
  }

  @Test func base64() {
    for (text, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
      var result: [UInt8] = []
      appendBase64(Array(text.utf8), to: &result)
      #expect(String(decoding: result, as: UTF8.self) == expected)
    }
  }
}

/// Numbers that are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
}
