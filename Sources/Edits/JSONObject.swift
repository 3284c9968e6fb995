internal import JSON

/// The fields of an object of a script, each of which must be asked for.
struct JSONObject {
  private let fields: [String: JSONValue]
  private let order: [String]
  private var used: Set<String> = []

  /// - Throws: ``EditError`` for anything but an object.
  init(_ json: JSONValue) throws {
    guard case .object(let members) = json else {
      throw EditError(.unexpected(expected: "an object", found: json.kind))
    }
    order = members.map(\.key)
    // The parser refuses keys of the same bytes; of those that differ in their Unicode form the first counts.
    fields = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
    guard fields.count == order.count else {
      throw EditError(.unexpected(expected: "keys that differ", found: "one in two Unicode forms"))
    }
  }

  var keys: [String] { order }

  func contains(_ field: String) -> Bool { fields[field] != nil }

  mutating func take(_ field: String) -> JSONValue? {
    used.insert(field)
    return fields[field]
  }

  /// What a closure makes of a field that must be there.
  mutating func read<Result>(_ field: String, _ body: (JSONValue) throws -> Result) throws -> Result {
    guard let value = take(field) else { throw EditError(.missing(field: field)) }
    return try located(".\(field)") { try body(value) }
  }

  /// What a closure makes of a field that may be there.
  mutating func readIfPresent<Result>(_ field: String, _ body: (JSONValue) throws -> Result) throws -> Result? {
    try contains(field) ? read(field, body) : nil
  }

  /// Refuses fields that nobody asked for.
  func finish() throws {
    if let field = order.first(where: { !used.contains($0) }) { throw EditError(.unknown(field: field)) }
  }
}

extension JSONValue {
  func text() throws -> String {
    guard case .string(let text) = self else { throw EditError(.unexpected(expected: "a text", found: kind)) }
    return text
  }

  func elements() throws -> [JSONValue] {
    guard case .array(let elements) = self else { throw EditError(.unexpected(expected: "a list", found: kind)) }
    return elements
  }

  /// What a closure makes of each element of a list.
  func mapElements<Result>(_ body: (JSONValue) throws -> Result) throws -> [Result] {
    try elements().enumerated().map { position, element in try located("[\(position)]") { try body(element) } }
  }

  func integer() throws -> Int {
    guard case .number(let text) = self, let value = Int(text) else {
      throw EditError(.unexpected(expected: "a whole number of at most 64 bits", found: kind))
    }
    return value
  }
}
