extension TreePath {
  /// Reads a path as it prints: `.body.sublayers[2].weights["a"]`; an empty text or `.self` is the root.
  ///
  /// - Throws: ``TreeError/unreadablePath(text:offset:expected:)`` with the place where the text goes wrong.
  public init(parsing text: String) throws {
    var parser = PathParser(text: text)
    self = try parser.path()
  }
}

/// A recursive-descent reader of printed paths.
private struct PathParser {
  let text: String
  let scalars: [Unicode.Scalar]
  var position = 0

  init(text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  mutating func path() throws -> TreePath {
    if text == ".self" { return TreePath() }
    var keys: [TreeKey] = []
    while let scalar = peek {
      position += 1
      switch scalar {
      case ".": keys.append(.field(try fieldName()))
      case "[": keys.append(try subscripted())
      case "?": keys.append(.unwrapped)
      default:
        position -= 1
        throw failure("'.', '[' or '?'")
      }
    }
    return TreePath(keys)
  }

  private var peek: Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  private func failure(_ expected: String) -> TreeError {
    .unreadablePath(text: text, offset: position, expected: expected)
  }

  private mutating func fieldName() throws -> String {
    if peek == "`" { return try quoted(by: "`") }
    let name = take(while: \.isNamePart)
    guard !name.isEmpty else { throw failure("a property name") }
    return name
  }

  private mutating func subscripted() throws -> TreeKey {
    let key: TreeKey
    if peek == "\"" {
      key = .entry(try quoted(by: "\""))
    } else {
      let start = position
      let sign = peek == "-" ? "-" : ""
      position += sign.count
      guard let index = Int(sign + take(while: \.isASCIIDigit)) else {
        position = start
        throw failure("an index or a string between quotes")
      }
      key = .index(index)
    }
    guard peek == "]" else { throw failure("']'") }
    position += 1
    return key
  }

  private mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
    var taken = String.UnicodeScalarView()
    while let scalar = peek, condition(scalar) {
      taken.append(scalar)
      position += 1
    }
    return String(taken)
  }

  private mutating func quoted(by quote: Unicode.Scalar) throws -> String {
    position += 1
    var content = String.UnicodeScalarView()
    while let scalar = peek {
      position += 1
      if scalar == quote { return String(content) }
      content.append(scalar == "\\" ? try escape() : scalar)
    }
    throw failure("a closing \(quote)")
  }

  private mutating func escape() throws -> Unicode.Scalar {
    guard let scalar = peek else { throw failure("an escape after '\\'") }
    position += 1
    switch scalar {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "0": return "\0"
    case "\\", "\"", "'", "`": return scalar
    case "u":
      guard peek == "{" else { throw failure("'{' after '\\u'") }
      position += 1
      let digits = take { $0.properties.isASCIIHexDigit }
      guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
        throw failure("the hexadecimal number of a Unicode scalar")
      }
      guard peek == "}" else { throw failure("'}'") }
      position += 1
      return scalar
    default:
      position -= 1
      throw failure("one of the escapes \\n \\r \\t \\0 \\\\ \\\" \\' \\` \\u{...}")
    }
  }
}
