public import JSON

/// A static value of a tree, or a leaf, that scripts can hold: it writes itself as JSON and is read from it.
///
/// Reading must give back an equal value, to the last bit, and refuse everything else by an ``EditError``.
public protocol EditConstant {
  /// The value as JSON.
  ///
  /// - Throws: ``EditError`` for a value that JSON cannot hold.
  func written(with registry: EditRegistry) throws -> JSONValue

  /// The value that a JSON stands for.
  ///
  /// - Throws: ``EditError`` saying what was expected.
  static func read(_ json: JSONValue, with registry: EditRegistry) throws -> Self
}

extension Bool: EditConstant {
  /// `true` or `false`.
  public func written(with registry: EditRegistry) -> JSONValue { .bool(self) }

  /// A truth value.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> Bool {
    guard case .bool(let value) = json else {
      throw EditError(.unexpected(expected: "true or false", found: json.kind))
    }
    return value
  }
}

extension String: EditConstant {
  /// A text.
  public func written(with registry: EditRegistry) -> JSONValue { .string(self) }

  /// A text.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> String { try json.text() }
}

extension EditConstant where Self: FixedWidthInteger {
  /// A number.
  public func written(with registry: EditRegistry) -> JSONValue { .number("\(self)") }

  /// A whole number of this type.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> Self {
    guard case .number(let text) = json, let value = Self(text) else {
      throw EditError(.unexpected(expected: "a whole number from \(Self.min) to \(Self.max)", found: json.kind))
    }
    return value
  }
}

extension Int: EditConstant {}
extension Int8: EditConstant {}
extension Int16: EditConstant {}
extension Int32: EditConstant {}
extension Int64: EditConstant {}
extension UInt: EditConstant {}
extension UInt8: EditConstant {}
extension UInt16: EditConstant {}
extension UInt32: EditConstant {}
extension UInt64: EditConstant {}

/// Floating point numbers whose bits can be told.
private protocol FloatWithBits: BinaryFloatingPoint, LosslessStringConvertible {
  associatedtype Bits: FixedWidthInteger
  var bitPattern: Bits { get }
  init(bitPattern: Bits)
}

extension Float: FloatWithBits {}
extension Double: FloatWithBits {}

extension FloatWithBits {
  /// Finite numbers as the shortest text that gives them back, the others by their bits, as NaNs have many.
  fileprivate var json: JSONValue { isFinite ? .number("\(self)") : .string("0x" + String(bitPattern, radix: 16)) }

  fileprivate init(json: JSONValue) throws {
    switch json {
    case .number(let text):
      if let value = Self(text), value.isFinite {
        self = value
        return
      }
    case .string(let text):
      if text.hasPrefix("0x"), let bits = Bits(text.dropFirst(2), radix: 16), !Self(bitPattern: bits).isFinite {
        self.init(bitPattern: bits)
        return
      }
    default: break
    }
    throw EditError(
      .unexpected(expected: "a number, or the bits of one that is not finite as in \"0x7f800000\"", found: json.kind))
  }
}

extension Float: EditConstant {
  /// A number; infinities and NaNs as the text of their bits.
  public func written(with registry: EditRegistry) -> JSONValue { json }
  /// A number, or the text of the bits of one that is not finite.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> Float { try Float(json: json) }
}

extension Double: EditConstant {
  /// A number; infinities and NaNs as the text of their bits.
  public func written(with registry: EditRegistry) -> JSONValue { json }
  /// A number, or the text of the bits of one that is not finite.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> Double { try Double(json: json) }
}

extension Array: EditConstant where Element: EditConstant {
  /// A list.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    .array(try map { try $0.written(with: registry) })
  }

  /// A list.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> [Element] {
    try json.mapElements { try Element.read($0, with: registry) }
  }
}

extension Optional: EditConstant where Wrapped: EditConstant {
  /// `null`, or a list of the value, so that optionals within optionals are told apart.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    try map { .array([try $0.written(with: registry)]) } ?? .null
  }

  /// `null`, or a list of the value.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> Wrapped? {
    if case .null = json { return nil }
    let values = try json.mapElements { try Wrapped.read($0, with: registry) }
    guard values.count == 1 else {
      throw EditError(.unexpected(expected: "null or a list of one value", found: json.kind))
    }
    return values[0]
  }
}

extension Dictionary: EditConstant where Key == String, Value: EditConstant {
  /// An object, its keys sorted.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    .object(
      try sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, try $0.value.written(with: registry)) })
  }

  /// An object.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> [String: Value] {
    var object = try JSONObject(json)
    var result: [String: Value] = [:]
    for key in object.keys { result[key] = try object.read(key) { try Value.read($0, with: registry) } }
    return result
  }
}
