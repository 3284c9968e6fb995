import Testing
import Trees

struct TreePathParsingTests {
  @Test(
    arguments: [
      ([], ".self"),
      (["body", "sublayers", .index(2), "weights", .entry("a")], #".body.sublayers[2].weights["a"]"#),
      (["dropout", .unwrapped, "rate"], ".dropout?.rate"),
      ([.field("0"), .field("self"), .field("two words")], ".0.`self`.`two words`"),
      ([.entry("a \"b\"\n\\"), .index(-1)], #"["a \"b\"\n\\"][-1]"#),
      ([.field("`"), .field(""), .entry("\u{0}\u{200B}")], #".`\``.``["\u{0}\u{200b}"]"#),
      ([.field("größe"), .field("_x1")], ".größe._x1"),
    ] as [([TreeKey], String)])
  func printsAndParsesBack(keys: [TreeKey], text: String) throws {
    #expect(TreePath(keys).description == text)
    #expect(try TreePath(parsing: text) == TreePath(keys))
  }

  @Test(arguments: [
    ("body", "expected '.', '[' or '?' at offset 0"),
    (".", "expected a property name at offset 1"),
    (".a[", "expected an index or a string between quotes at offset 3"),
    (".a[99999999999999999999]", "expected an index or a string between quotes at offset 3"),
    (".a[1", "expected ']' at offset 4"),
    (#".a["x"#, "expected a closing \" at offset 5"),
    (#"["\q"]"#, "expected one of the escapes"),
    (#"["\u{110000}"]"#, "expected the hexadecimal number of a Unicode scalar"),
  ])
  func saysWhereATextGoesWrong(text: String, message: String) {
    let error = #expect(throws: TreeError.self) { try TreePath(parsing: text) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test func pathsOfRandomTreesPrintAndParse() throws {
    var random = SeededGenerator(state: 1)
    for _ in 0..<50 {
      try random.part(depth: 4).forEachNode { path, _ in
        let parsed = try TreePath(parsing: path.description)
        #expect(parsed == path)
      }
    }
  }
}
