/// A value of JSON, as configurations are made of.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number written without fraction and exponent.
  case integer(Int)
  /// Any other number; one too great for the type is infinite.
  case real(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])
}

extension JSONValue: CustomStringConvertible {
  /// The value as errors show it: what it is, and of short ones the content.
  package var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .string(let text): String(text.unicodeScalars.prefix(80).map(Character.init)).debugDescription
    case .array(let elements): "a list of \(elements.count)"
    case .object(let members): "an object of \(members.count)"
    }
  }
}

extension JSONScanner {
  /// How deeply values may nest.
  static let nestingLimit = 64

  /// Any value.
  mutating func value(depth: Int = 1) throws -> JSONValue {
    guard depth <= Self.nestingLimit else { throw failure("at most \(Self.nestingLimit) levels of nesting") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"):
      var members: [String: JSONValue] = [:]
      try object { scanner, key in
        let value = try scanner.value(depth: depth + 1)
        guard members.updateValue(value, forKey: key) == nil else { throw DuplicateKey(key: key) }
      }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSONValue] = []
      try array { elements.append(try $0.value(depth: depth + 1)) }
      return .array(elements)
    case UInt8(ascii: "\""): return .string(try string())
    default: break
    }
    for (word, value) in [("null", JSONValue.null), ("true", .bool(true)), ("false", .bool(false))]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    return try number()
  }

  /// Passes over any value without keeping it.
  mutating func skipValue(depth: Int = 1) throws {
    guard depth <= Self.nestingLimit else { throw failure("at most \(Self.nestingLimit) levels of nesting") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): try object { scanner, _ in try scanner.skipValue(depth: depth + 1) }
    case UInt8(ascii: "["): try array { try $0.skipValue(depth: depth + 1) }
    default: _ = try value()
    }
  }

  /// A number: an optional sign, digits without leading zeros, and perhaps a fraction and an exponent.
  private mutating func number() throws -> JSONValue {
    let start = position
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { 0x30...0x39 ~= $0 } ?? false }
    func digits(_ scanner: inout JSONScanner) throws {
      guard isDigit(scanner.next) else { throw Failure(offset: start, expected: "a value") }
      while isDigit(scanner.next) { scanner.position += 1 }
    }
    if next == UInt8(ascii: "-") { position += 1 }
    let isZero = next == UInt8(ascii: "0")
    if isZero { position += 1 } else { try digits(&self) }
    guard !isZero || !isDigit(next) else { throw Failure(offset: start, expected: "a number without leading zeros") }
    var isWhole = true
    if next == UInt8(ascii: ".") {
      (isWhole, position) = (false, position + 1)
      try digits(&self)
    }
    if let mark = next, "eE".utf8.contains(mark) {
      (isWhole, position) = (false, position + 1)
      if let sign = next, "+-".utf8.contains(sign) { position += 1 }
      try digits(&self)
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int(text) { return .integer(integer) }
    guard let real = Double(text) else { throw Failure(offset: start, expected: "a number") }
    return .real(real)
  }

  /// A key that stands in an object twice.
  struct DuplicateKey: Error {
    var key: String
  }
}

extension RegularFile {
  /// What a closure makes of the file, which must hold one text of JSON and nothing else.
  ///
  /// - Parameter limit: how many bytes the file may have.
  /// - Throws: ``CheckpointError`` naming the file and the place.
  func scanJSON<Result>(limit: Int, _ body: (inout JSONScanner) throws -> Result) throws -> Result {
    guard byteCount <= limit else { throw CheckpointError(file: path, .tooLarge(byteCount: byteCount, limit: limit)) }
    return try bytes(0..<byteCount).withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      do {
        let result = try body(&scanner)
        scanner.skipSpace()
        guard scanner.isAtEnd else { throw scanner.failure("nothing after the value") }
        return result
      } catch let failure as JSONScanner.Failure {
        throw CheckpointError(file: path, .malformedJSON(offset: failure.offset, expected: failure.expected))
      } catch let duplicate as JSONScanner.DuplicateKey {
        throw CheckpointError(file: path, .duplicateKey(duplicate.key))
      }
    }
  }
}
