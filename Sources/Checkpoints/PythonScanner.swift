/// Reads the few literals of Python that headers of npy files consist of: a dictionary of texts, truth values and
/// tuples of integers.
struct PythonScanner {
  /// What was expected, and at which byte.
  struct Failure: Error {
    var offset: Int
    var expected: String
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func failure(_ expected: String) -> Failure { Failure(offset: position, expected: expected) }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  /// Whether a character comes next, after spaces.
  mutating func isAt(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    return position < bytes.count && bytes[position] == UInt8(ascii: character)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard isAt(character) else { return false }
    position += 1
    return true
  }

  private mutating func require(_ character: Unicode.Scalar) throws {
    guard take(character) else { throw failure("'\(character)'") }
  }

  /// A dictionary, of which the closure reads the value of each key.
  mutating func dictionary(_ value: (inout PythonScanner, String) throws -> Void) throws {
    try require("{")
    while !take("}") {
      let key = try string()
      try require(":")
      try value(&self, key)
      if take(",") { continue }
      guard isAt("}") else { throw failure("',' or '}'") }
    }
  }

  /// A text in quotes of either kind, of printable ASCII without backslashes.
  mutating func string() throws -> String {
    guard isAt("'") || isAt("\"") else { throw failure("a text in quotes") }
    let quote = bytes[position]
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != quote {
      guard (0x20..<0x7F).contains(bytes[position]), bytes[position] != 0x5C else {
        throw failure("a printable ASCII character other than '\\'")
      }
      position += 1
    }
    guard position < bytes.count else { throw failure("the closing quote") }
    defer { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// `True` or `False`.
  mutating func boolean() throws -> Bool {
    skipSpace()
    for (word, value) in [("True", true), ("False", false)] where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw failure("True or False")
  }

  /// A tuple of integers that are not negative, as `(2, 3)`, `(2,)` or `()`.
  mutating func naturals(atMost limit: Int) throws -> [Int] {
    try require("(")
    var numbers: [Int] = []
    while !take(")") {
      guard numbers.count < limit else { throw failure("no more than \(limit) sizes") }
      numbers.append(try natural())
      if take(",") { continue }
      guard isAt(")"), numbers.count > 1 else { throw failure("','") }
    }
    return numbers
  }

  private mutating func natural() throws -> Int {
    skipSpace()
    let start = position
    var number = 0
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
      let (tens, first) = number.multipliedReportingOverflow(by: 10)
      let (sum, second) = tens.addingReportingOverflow(Int(bytes[position] - 0x30))
      guard !first, !second else { throw failure("a number that fits 64 bits") }
      number = sum
      position += 1
    }
    guard position > start else { throw failure("an integer that is not negative") }
    // Python 2 marked some integers as long.
    if position < bytes.count, bytes[position] == UInt8(ascii: "L") { position += 1 }
    return number
  }

  /// Nothing but spaces.
  mutating func end() throws {
    skipSpace()
    guard position == bytes.count else { throw failure("nothing but spaces after the closing '}'") }
  }
}
