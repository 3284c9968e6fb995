/// How much JSON is read before a text counts as too large.
public struct JSONLimits: Hashable, Sendable {
  /// The most bytes of a text.
  public var bytes: Int
  /// The most lists and objects within one another.
  public var depth: Int
  /// The most values, those of all lists and objects together.
  public var values: Int

  /// Limits; unless said otherwise 1 GiB, 256 levels and a million values.
  public init(bytes: Int = 1 << 30, depth: Int = 256, values: Int = 1_000_000) {
    self.bytes = bytes
    self.depth = depth
    self.values = values
  }
}

/// A text that is no JSON, or more of it than allowed.
public enum JSONError: Error, Hashable, Sendable {
  /// Something else stands in the text than must stand there; the offset counts bytes.
  case malformed(offset: Int, expected: String)
  /// More of something than is accepted.
  case tooMany(what: String, limit: Int)
  /// A key that stands twice in one object; the offset is behind the second.
  case duplicateKey(String, offset: Int)
}

extension JSONError: CustomStringConvertible {
  /// What was expected, what is allowed.
  public var description: String {
    switch self {
    case .malformed(let offset, let expected): "The text is no JSON: expected \(expected) at byte \(offset)."
    case .tooMany(let what, let limit): "The JSON has more than \(limit) \(what), the most that is read."
    case .duplicateKey(let key, let offset):
      "The key \(key.prefix(80).debugDescription) before byte \(offset) stands in its object twice."
    }
  }
}

extension JSONValue {
  /// Reads a text that is one value, with nothing but white space around it.
  ///
  /// - Throws: ``JSONError``.
  public init(parsing text: some Collection<UInt8>, limits: JSONLimits = JSONLimits()) throws {
    guard text.count <= limits.bytes else { throw JSONError.tooMany(what: "bytes", limit: limits.bytes) }
    self = try Array(text).withUnsafeBytes { bytes in
      var reader = ValueReader(scanner: JSONScanner(bytes), limits: limits)
      do {
        let value = try reader.value(depth: 0)
        reader.scanner.skipSpace()
        guard reader.scanner.isAtEnd else { throw reader.scanner.failure("the end of the text") }
        return value
      } catch let failure as JSONScanner.Failure {
        throw JSONError.malformed(offset: failure.offset, expected: failure.expected)
      }
    }
  }
}

/// Reads values within limits; the limit on the depth bounds how often it calls itself.
private struct ValueReader {
  var scanner: JSONScanner
  let limits: JSONLimits
  private var count = 0

  init(scanner: JSONScanner, limits: JSONLimits) {
    self.scanner = scanner
    self.limits = limits
  }

  mutating func value(depth: Int) throws -> JSONValue {
    count += 1
    guard count <= limits.values else { throw JSONError.tooMany(what: "values", limit: limits.values) }
    scanner.skipSpace()
    switch scanner.next.map({ Unicode.Scalar($0) }) {
    case "\""?: return .string(try scanner.string())
    case "["?: return .array(try elements(depth: depth + 1))
    case "{"?: return .object(try members(depth: depth + 1))
    case let scalar? where scalar == "-" || ("0"..."9").contains(scalar): return .number(try number())
    default: return try word()
    }
  }

  private func requireDepth(_ depth: Int) throws {
    guard depth <= limits.depth else { throw JSONError.tooMany(what: "levels of nesting", limit: limits.depth) }
  }

  private mutating func elements(depth: Int) throws -> [JSONValue] {
    try requireDepth(depth)
    var elements: [JSONValue] = []
    try scanner.expect("[")
    if scanner.skip("]") { return [] }
    repeat { elements.append(try value(depth: depth)) } while scanner.skip(",")
    guard scanner.skip("]") else { throw scanner.failure("',' or ']'") }
    return elements
  }

  private mutating func members(depth: Int) throws -> [JSONValue.Member] {
    try requireDepth(depth)
    var members: [JSONValue.Member] = []
    var keys: Set<[UInt8]> = []
    try scanner.expect("{")
    if scanner.skip("}") { return [] }
    repeat {
      let key = try scanner.string("a key between quotes")
      // By their bytes: Swift takes texts of different Unicode forms for equal.
      guard keys.insert(Array(key.utf8)).inserted else {
        throw JSONError.duplicateKey(key, offset: scanner.position)
      }
      try scanner.expect(":")
      members.append(JSONValue.Member(key, try value(depth: depth)))
    } while scanner.skip(",")
    guard scanner.skip("}") else { throw scanner.failure("',' or '}'") }
    return members
  }

  private mutating func word() throws -> JSONValue {
    let failure = scanner.failure("a value")
    switch scanner.take(while: { 0x61...0x7A ~= $0 }) {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: throw failure
    }
  }

  /// A number in JSON's grammar: a sign, digits without leading zeros, a fraction, an exponent.
  private mutating func number() throws -> String {
    let failure = scanner.failure("a number")
    func isSign(_ byte: UInt8) -> Bool { byte == 0x2B || byte == 0x2D }
    func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
    var text = scanner.take { $0 == 0x2D }
    let whole = scanner.take(while: isDigit)
    guard text.utf8.count <= 1, !whole.isEmpty, whole == "0" || !whole.hasPrefix("0") else { throw failure }
    text += whole
    if scanner.next == 0x2E {
      text += scanner.take { $0 == 0x2E }
      let fraction = scanner.take(while: isDigit)
      guard !fraction.isEmpty, text.hasSuffix("..") == false else { throw failure }
      text += fraction
    }
    if scanner.next == 0x65 || scanner.next == 0x45 {
      let (mark, sign) = (scanner.take { $0 == 0x65 || $0 == 0x45 }, scanner.take(while: isSign))
      let exponent = scanner.take(while: isDigit)
      guard mark.utf8.count == 1, sign.utf8.count <= 1, !exponent.isEmpty else { throw failure }
      text += mark + sign + exponent
    }
    return text
  }
}
