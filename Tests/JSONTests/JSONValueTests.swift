import JSON
import Testing

struct JSONValueTests {
  @Test(arguments: [
    ("null", JSONValue.null), (" true ", .bool(true)), ("[]", .array([])), ("{}", .object([])),
    ("-0.5e-07", .number("-0.5e-07")), ("\"a\\n\"", .string("a\n")), ("0", .number("0")), ("10E+2", .number("10E+2")),
    (#"[1, {"a": null}]"#, .array([.number("1"), .object([.init("a", .null)])])),
  ])
  func valuesAreReadAndWritten(text: String, value: JSONValue) throws {
    #expect(try JSONValue(parsing: text.utf8) == value)
    #expect(try JSONValue(parsing: value.description.utf8) == value)
    #expect(try JSONValue(parsing: value.formatted.utf8) == value)
  }

  @Test(arguments: [
    ("", "a value at byte 0"), ("nul", "a value at byte 0"), ("01", "a number at byte 0"), ("1.", "a number at byte 0"),
    ("1..2", "a number"), ("--1", "a number"), ("-", "a number"), ("1e", "a number"), ("1e+-2", "a number"),
    (".5", "a value"), ("+1", "a value"), ("NaN", "a value"), ("[1,]", "a value at byte 3"), ("[1 2]", "',' or ']'"),
    ("{\"a\" 1}", "':'"), ("{a: 1}", "a key between quotes"), ("{\"a\": 1,}", "a key between quotes"),
    ("1 2", "the end"),
    ("{\"a\": 1, \"a\": 2}", "\"a\" before byte 12"), ("{\"a\": 1, \"\\u0061\": 2}", "\"a\" before byte 17"),
  ])
  func otherTextsAreRefused(text: String, expected: String) {
    let error = #expect(throws: JSONError.self) { _ = try JSONValue(parsing: text.utf8) }
    #expect(error?.description.contains(expected) == true, "\(error.map(\.description) ?? "nothing")")
  }

  @Test func limitsAreKept() throws {
    let limits = JSONLimits(bytes: 30, depth: 3, values: 5)
    #expect(throws: Never.self) { try JSONValue(parsing: "[[[1, 2]]]".utf8, limits: limits) }
    #expect(throws: JSONError.tooMany(what: "levels of nesting", limit: 3)) {
      try JSONValue(parsing: "[[[[]]]]".utf8, limits: limits)
    }
    #expect(throws: JSONError.tooMany(what: "values", limit: 5)) {
      try JSONValue(parsing: "[1, 2, 3, 4, 5]".utf8, limits: limits)
    }
    #expect(throws: JSONError.tooMany(what: "bytes", limit: 30)) {
      try JSONValue(parsing: String(repeating: " ", count: 31).utf8, limits: limits)
    }
  }

  @Test func longValuesTakeSeveralLines() {
    let texts = (0..<3).map { JSONValue.string(String(repeating: "\($0)", count: 40)) }
    let text = JSONValue.object([.init("list", .array(texts)), .init("n", .number("1"))]).formatted
    #expect(
      text == """
        {
          "list": [
            \(texts[0]),
            \(texts[1]),
            \(texts[2])
          ],
          "n": 1
        }

        """)
  }
}
