/// Values beside the main input that layers take by name, such as token positions or a stream of random numbers.
///
/// ```swift
/// let logits = try model(tokens, [.tokenPositions: positions])
/// ```
public struct SideInputs: Sendable, ExpressibleByDictionaryLiteral {
  /// The name of a side input; any string is one.
  public struct Key: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name.
    public let name: String

    /// A key from its name.
    public init(_ name: String) { self.name = name }
    /// A key from a literal.
    public init(stringLiteral value: String) { name = value }

    /// The position of each token in its sequence, as integers.
    public static let tokenPositions: Key = "token_positions"
    /// The stream from which layers draw random keys.
    public static let randomStream: Key = "random_stream"

    /// The name.
    public var description: String { name }
  }

  private var values: [Key: any Sendable] = [:]

  /// Side inputs from a literal; of a key given twice the last value counts.
  public init(dictionaryLiteral elements: (Key, any Sendable)...) {
    for (key, value) in elements { values[key] = value }
  }

  /// The names given, sorted.
  public var names: [String] { values.keys.map(\.name).sorted() }

  /// The value of a key, if it was given.
  public subscript(key: Key) -> (any Sendable)? {
    get { values[key] }
    set { values[key] = newValue }
  }

  /// The value that a layer cannot do without.
  ///
  /// - Throws: ``LayerInputError/missingSideInput(layer:key:given:)``,
  ///   ``LayerInputError/sideInputType(layer:key:expected:found:)``.
  public func require<Value>(_ key: Key, as type: Value.Type = Value.self, for layer: some Layer) throws -> Value {
    guard let value = values[key] else {
      throw LayerInputError.missingSideInput(layer: "\(Swift.type(of: layer))", key: key.name, given: names)
    }
    guard let typed = value as? Value else {
      throw LayerInputError.sideInputType(
        layer: "\(Swift.type(of: layer))", key: key.name, expected: "\(Value.self)",
        found: "\(Swift.type(of: value))")
    }
    return typed
  }
}
