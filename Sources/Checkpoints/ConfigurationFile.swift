internal import JSON

/// The members of a JSON object of which each must be taken or passed over: what is left is not handled.
///
/// ```swift
/// var file = try ConfigurationFile("model/config.json")
/// let blocks = try file.integer("num_hidden_layers", in: 1...1_000)
/// try file.requireAllTaken()
/// ```
package struct ConfigurationFile {
  /// The path of the file.
  package let path: String
  /// Where in the file the object is: empty for the whole, else its key and a dot.
  private let prefix: String
  private var members: [String: JSONValue]

  /// As many bytes as a configuration may have.
  private static let byteLimit = 1 << 20

  /// The object that a file holds.
  ///
  /// - Throws: ``CheckpointError`` when the file cannot be read, holds anything else, or has a key twice.
  package init(_ path: String) throws { try self.init(RegularFile(path)) }

  init(_ file: RegularFile) throws {
    guard case .object(let members) = try file.json(byteLimit: Self.byteLimit) else {
      throw CheckpointError(file: file.path, .malformedJSON(offset: 0, expected: "'{'"))
    }
    try self.init(path: file.path, prefix: "", members: members)
  }

  private init(path: String, prefix: String, members: [JSONValue.Member]) throws {
    self.path = path
    self.prefix = prefix
    self.members = [:]
    for member in members {
      // Keys of different bytes can still be equal texts to Swift.
      guard self.members.updateValue(member.value, forKey: member.key) == nil else {
        throw CheckpointError(file: path, .duplicateKey(member.key))
      }
    }
  }

  /// The error of a key.
  package func refusal(_ key: String, _ problem: String) -> CheckpointError {
    CheckpointError(file: path, .configuration(key: prefix + key, problem: problem))
  }

  /// Whether a key is there that was not taken yet, with a value other than null.
  package func has(_ key: String) -> Bool { members[key].map { $0 != .null } ?? false }

  /// Whether a key is there that was not taken yet, be its value null.
  package func mentions(_ key: String) -> Bool { members[key] != nil }

  /// Passes over keys that do not matter.
  package mutating func ignore(_ keys: String...) { ignore(keys) }

  /// Passes over keys that do not matter.
  package mutating func ignore(_ keys: [String]) {
    for key in keys { members[key] = nil }
  }

  /// Refuses what was neither taken nor passed over; keys that are null say nothing.
  ///
  /// - Throws: ``CheckpointError`` naming the first of them.
  package func requireAllTaken() throws {
    if let key = members.keys.filter(has).min() {
      throw refusal(key, "is not handled, with \((members[key] ?? .null).kind)")
    }
  }

  /// A whole number; the default only where the key is absent.
  ///
  /// - Throws: ``CheckpointError`` for anything else, and for a number that is out of range.
  package mutating func integer(_ key: String, in range: ClosedRange<Int>, default: Int) throws -> Int {
    guard let value = members.removeValue(forKey: key) else { return `default` }
    guard let number = value.intValue, range.contains(number) else {
      throw refusal(
        key, "must be a whole number from \(range.lowerBound) to \(range.upperBound), found \(value.kind)")
    }
    return number
  }

  /// A whole number, or nothing where the key is absent or null.
  ///
  /// - Throws: as ``integer(_:in:default:)`` does.
  package mutating func optionalInteger(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
    guard has(key) else {
      members[key] = nil
      return nil
    }
    return try integer(key, in: range, default: range.lowerBound)
  }

  /// A finite number; the default, where there is one, only where the key is absent.
  ///
  /// - Throws: ``CheckpointError`` for anything else, and for a number below the least one.
  package mutating func number(_ key: String, atLeast least: Double, default: Double? = nil) throws -> Double {
    let value = members.removeValue(forKey: key)
    if value == nil, let `default` { return `default` }
    guard let number = value?.doubleValue, number.isFinite, number >= least else {
      throw refusal(key, "must be a number of at least \(least), found \(value.map(\.kind) ?? "nothing")")
    }
    return number
  }

  /// A truth value; the default only where the key is absent.
  ///
  /// - Throws: ``CheckpointError`` for anything else.
  package mutating func bool(_ key: String, default: Bool) throws -> Bool {
    guard let value = members.removeValue(forKey: key) else { return `default` }
    guard case .bool(let flag) = value else { throw refusal(key, "must be true or false, found \(value.kind)") }
    return flag
  }

  /// One of some names; the default, where there is one, only where the key is absent.
  ///
  /// - Throws: ``CheckpointError`` for anything else.
  package mutating func choice<Choice>(
    _ key: String, _ choices: [(name: String, value: Choice)], default: Choice? = nil
  ) throws -> Choice {
    let value = members.removeValue(forKey: key)
    if value == nil, let `default` { return `default` }
    guard case .string(let name) = value, let choice = choices.first(where: { $0.name == name }) else {
      let known = choices.map(\.name.debugDescription).joined(separator: ", ")
      throw refusal(key, "must be one of \(known), found \(value.map(\.kind) ?? "nothing")")
    }
    return choice.value
  }

  /// A list of texts, or nothing where the key is absent or null.
  ///
  /// - Throws: ``CheckpointError`` for anything else.
  package mutating func texts(_ key: String) throws -> [String]? {
    guard let value = members.removeValue(forKey: key), value != .null else { return nil }
    guard case .array(let elements) = value else { throw refusal(key, "must be a list of texts, found \(value.kind)") }
    return try elements.map { element in
      guard case .string(let text) = element else {
        throw refusal(key, "must be a list of texts, found \(element.kind) in it")
      }
      return text
    }
  }

  /// An object inside this one, or nothing where the key is absent or null.
  ///
  /// - Throws: ``CheckpointError`` for anything else.
  package mutating func object(_ key: String) throws -> ConfigurationFile? {
    guard let value = members.removeValue(forKey: key), value != .null else { return nil }
    guard case .object(let members) = value else { throw refusal(key, "must be an object, found \(value.kind)") }
    return try ConfigurationFile(path: path, prefix: prefix + key + ".", members: members)
  }
}
