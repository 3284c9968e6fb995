/// A reader of the little JSON that headers are made of: strings, numbers, and the marks between
/// them.
///
/// It calls itself for nested values only, to a bounded depth, so that no text can exhaust the stack, and it keeps
/// nothing but what it returns.
struct JSONScanner {
  /// Where and why a text is not what was expected.
  struct Failure: Error {
    var offset: Int
    var expected: String
  }

  let bytes: UnsafeRawBufferPointer
  var position = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  func failure(_ expected: String) -> Failure { Failure(offset: position, expected: expected) }

  /// Passes over the white space of JSON.
  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// Passes over a mark if it comes next, after white space.
  mutating func skip(_ mark: Character) -> Bool {
    skipSpace()
    guard let byte = next, byte == mark.asciiValue else { return false }
    position += 1
    return true
  }

  /// Passes over a mark that must come next, after white space.
  mutating func expect(_ mark: Character) throws {
    guard skip(mark) else { throw failure("'\(mark)'") }
  }

  /// Calls a closure at each member of an object, after its key and colon.
  mutating func object(_ member: (inout JSONScanner, String) throws -> Void) throws {
    try expect("{")
    if skip("}") { return }
    repeat {
      let key = try string("a key between quotes")
      try expect(":")
      try member(&self, key)
    } while skip(",")
    guard skip("}") else { throw failure("',' or '}'") }
  }

  /// Calls a closure at each element of an array.
  mutating func array(_ element: (inout JSONScanner) throws -> Void) throws {
    try expect("[")
    if skip("]") { return }
    repeat { try element(&self) } while skip(",")
    guard skip("]") else { throw failure("',' or ']'") }
  }

  /// A whole number that is not negative, written without sign, fraction, exponent or leading zeros.
  mutating func natural() throws -> Int {
    skipSpace()
    let start = position
    var value = 0
    while let byte = next, 0x30...0x39 ~= byte {
      let (tens, overflowsTens) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflows) = tens.addingReportingOverflow(Int(byte - 0x30))
      guard !overflowsTens, !overflows else {
        throw Failure(offset: start, expected: "a whole number of at most \(Int.max)")
      }
      value = sum
      position += 1
    }
    let digits = position - start
    let goesOn = next.map { ".eE+-".utf8.contains($0) } ?? false
    guard digits > 0, !goesOn, digits == 1 || bytes[start] != 0x30 else {
      throw Failure(offset: start, expected: "a whole number that is not negative")
    }
    return value
  }

  /// A string between quotes, of valid UTF-8, with its escapes resolved.
  mutating func string(_ expected: String = "a string between quotes") throws -> String {
    skipSpace()
    guard next == 0x22 else { throw failure(expected) }
    position += 1
    let start = position
    var content: [UInt8] = []
    var copied = start
    while let byte = next {
      switch byte {
      case 0x22:
        content.append(contentsOf: bytes[copied..<position])
        guard let text = String(validating: content, as: UTF8.self) else {
          throw Failure(offset: start, expected: "valid UTF-8")
        }
        position += 1
        return text
      case 0x5C:
        content.append(contentsOf: bytes[copied..<position])
        position += 1
        content.append(contentsOf: try escape())
        copied = position
      case 0..<0x20: throw failure("an escape in place of a control character")
      default: position += 1
      }
    }
    throw failure("a closing quote")
  }

  private mutating func escape() throws -> [UInt8] {
    guard let byte = next else { throw failure("an escape after '\\'") }
    position += 1
    switch Character(Unicode.Scalar(byte)) {
    case "\"": return [0x22]
    case "\\": return [0x5C]
    case "/": return [0x2F]
    case "b": return [0x08]
    case "f": return [0x0C]
    case "n": return [0x0A]
    case "r": return [0x0D]
    case "t": return [0x09]
    case "u":
      var code = try codeUnit()
      if 0xD800..<0xDC00 ~= code {
        guard next == 0x5C, position + 1 < bytes.count, bytes[position + 1] == 0x75 else {
          throw failure("the second half of a surrogate pair")
        }
        position += 2
        let low = try codeUnit()
        guard 0xDC00..<0xE000 ~= low else { throw failure("the second half of a surrogate pair") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw failure("a Unicode scalar") }
      return Array(String(scalar).utf8)
    default:
      position -= 1
      throw failure("one of the escapes of JSON")
    }
  }

  private mutating func codeUnit() throws -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }
}

/// A string as JSON, between quotes.
func jsonString(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\0"..<" ":
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
