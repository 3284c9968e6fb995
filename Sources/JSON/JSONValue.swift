/// A value of JSON as data.
///
/// Numbers keep the text that they were written with, so that none is rounded; the members of an object keep their
/// order, which does not count in a comparison of texts but makes them stable.
public indirect enum JSONValue: Hashable, Sendable {
  /// A member of an object.
  public struct Member: Hashable, Sendable {
    /// The key, once in an object.
    public var key: String
    /// The value.
    public var value: JSONValue

    /// A member.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Nothing.
  case null
  /// A truth value.
  case bool(Bool)
  /// A number, as it is written.
  case number(String)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Members in order.
  case object([Member])

  /// What kind of value this is, as errors say it.
  public var kind: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let text): "the number \(text.prefix(40))"
    case .string(let text): "the text \(text.prefix(40).debugDescription)"
    case .array(let elements): "a list of \(elements.count)"
    case .object(let members): "an object of \(members.count)"
    }
  }
}

extension JSONValue {
  /// The number, where it is one written without fraction and exponent that an `Int` can hold.
  public var intValue: Int? { if case .number(let text) = self { Int(text) } else { nil } }

  /// The number as the nearest `Double`, infinite where it is too great for one; `nil` of anything else.
  public var doubleValue: Double? { if case .number(let text) = self { Double(text) } else { nil } }
}

extension JSONValue: CustomStringConvertible {
  /// The value as JSON on one line.
  public var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let number): number
    case .string(let string): jsonString(string)
    case .array(let elements): "[" + elements.map(\.description).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\(jsonString($0.key)): \($0.value)" }.joined(separator: ", ") + "}"
    }
  }

  /// The value as JSON over several lines, indented; what fits on one line stands on one.
  public var formatted: String { indented(0) + "\n" }

  private func indented(_ depth: Int) -> String {
    var room = Self.lineWidth - 2 * depth
    guard !fits(in: &room) else { return description }
    let margin = "\n" + String(repeating: "  ", count: depth)
    switch self {
    case .null, .bool, .number, .string: return description
    case .array(let elements):
      let lines = elements.map { margin + "  " + $0.indented(depth + 1) }
      return "[" + lines.joined(separator: ",") + margin + "]"
    case .object(let members):
      let lines = members.map { margin + "  \(jsonString($0.key)): " + $0.value.indented(depth + 1) }
      return "{" + lines.joined(separator: ",") + margin + "}"
    }
  }

  /// Whether the value takes no more characters on one line than there is room, of which it takes its part; it stops
  /// counting there, as every level asks.
  private func fits(in room: inout Int) -> Bool {
    switch self {
    case .null, .bool: room -= 5
    case .number(let text): room -= text.utf8.count
    case .string(let text): room -= text.utf8.count + 2
    case .array(let elements):
      room -= 2
      return elements.allSatisfy { element in
        room -= 2
        return element.fits(in: &room)
      }
    case .object(let members):
      room -= 2
      return members.allSatisfy { member in
        room -= member.key.utf8.count + 6
        return member.value.fits(in: &room)
      }
    }
    return room >= 0
  }

  /// How many characters a line has at most, unless one text alone is longer.
  private static var lineWidth: Int { 100 }
}
