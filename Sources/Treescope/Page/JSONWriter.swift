/// Writes JSON that may stand anywhere in a page: inside a script element no sign in it can end or open anything.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether a comma must come before the next value.
  private var needsComma = false

  /// The text so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Where to come back to with ``rewind(to:)``.
  var mark: (count: Int, needsComma: Bool) { (bytes.count, needsComma) }

  /// Takes back what was written since a mark.
  mutating func rewind(to mark: (count: Int, needsComma: Bool)) {
    bytes.removeLast(bytes.count - mark.count)
    needsComma = mark.needsComma
  }

  /// Writes an array.
  mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
    beginArray()
    try body(&self)
    endArray()
  }

  /// Writes an object, whose members `body` writes with ``key(_:)`` and values.
  mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
    beginObject()
    try body(&self)
    endObject()
  }

  /// Opens an array, which ``endArray()`` closes.
  mutating func beginArray() { open("[") }

  /// Closes an array.
  mutating func endArray() { close("]") }

  /// Opens an object, which ``endObject()`` closes.
  mutating func beginObject() { open("{") }

  /// Closes an object.
  mutating func endObject() { close("}") }

  /// Writes the key of the next value.
  mutating func key(_ key: StaticString) {
    string(key.description)
    append(":")
    needsComma = false
  }

  /// Writes a string.
  mutating func string(_ text: String) {
    separate()
    append("\"")
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for place in utf8.indices where JSONWriter.mustEscape(utf8, place) {
        bytes.append(contentsOf: utf8[start..<place])
        start = place + JSONWriter.escape(utf8, place, into: &bytes)
      }
      bytes.append(contentsOf: utf8[start...])
    }
    append("\"")
    needsComma = true
  }

  /// Writes an integer.
  mutating func integer(_ value: Int) {
    separate()
    append("\(value)")
    needsComma = true
  }

  /// Writes a number; numbers that JSON does not have as strings.
  mutating func number(_ value: Double) {
    guard value.isFinite else { return string("\(value)") }
    separate()
    append(value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)")
    needsComma = true
  }

  /// Writes true or false.
  mutating func boolean(_ value: Bool) {
    separate()
    append(value ? "true" : "false")
    needsComma = true
  }

  /// Writes null.
  mutating func null() {
    separate()
    append("null")
    needsComma = true
  }

  /// Writes bytes in base64, as a string.
  mutating func base64(_ data: [UInt8]) {
    separate()
    append("\"")
    appendBase64(data, to: &bytes)
    append("\"")
    needsComma = true
  }

  private mutating func open(_ bracket: StaticString) {
    separate()
    append(bracket.description)
    needsComma = false
  }

  private mutating func close(_ bracket: StaticString) {
    append(bracket.description)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { append(",") }
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private static func mustEscape(_ utf8: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    switch utf8[place] {
    case 0..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0x5C, 0x7F: true
    // U+2028 and U+2029, which end lines in scripts.
    case 0xE2: place + 2 < utf8.count && utf8[place + 1] == 0x80 && utf8[place + 2] & 0xFE == 0xA8
    // U+FEFF, which some readers drop.
    case 0xEF: place + 2 < utf8.count && utf8[place + 1] == 0xBB && utf8[place + 2] == 0xBF
    default: false
    }
  }

  /// Appends the escape of what starts at a place, and tells how many bytes it stands for.
  private static func escape(_ utf8: UnsafeBufferPointer<UInt8>, _ place: Int, into bytes: inout [UInt8]) -> Int {
    let code: UInt16 =
      switch utf8[place] {
      case 0xE2: utf8[place + 2] == 0xA8 ? 0x2028 : 0x2029
      case 0xEF: 0xFEFF
      case let byte: UInt16(byte)
      }
    let digits = String(code, radix: 16, uppercase: true)
    bytes.append(contentsOf: "\\u".utf8)
    bytes.append(contentsOf: String(repeating: "0", count: 4 - digits.count).utf8)
    bytes.append(contentsOf: digits.utf8)
    return code > 0x7F ? 3 : 1
  }
}
