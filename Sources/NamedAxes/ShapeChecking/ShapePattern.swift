public import Trees

/// What is wanted of a tree: a specification for each array, and as much of the rest as matters.
///
/// ```swift
/// let pattern = ShapePattern.dictionary([
///   "tokens": .array(named: ["batch": .variable("B"), "seq": .variable("S")], dtype: .integer),
///   "mask": .any("optional mask"),
/// ])
/// ```
///
/// ``arrayStructure(of:)`` makes one from a tree. An optional in a tree counts as the value inside.
public indirect enum ShapePattern: Hashable, Sendable {
  /// One array, or one number for a scalar.
  case array(ArraySpec)
  /// Anything at all; the words say what it is for.
  case wildcard(String?)
  /// A leaf that equals a value.
  case value(StaticValue)
  /// No value in an optional.
  case absent
  /// A node with exactly these children.
  case node(PatternNode)

  /// Anything at all.
  public static var any: ShapePattern { .wildcard(nil) }

  /// Anything at all, with words that say what it is for.
  public static func any(_ description: String) -> ShapePattern { .wildcard(description) }

  /// One array of the given shapes and element types.
  public static func array(
    _ positional: PositionalShapePattern = [], named: NamedShapePattern = [:], dtype: DTypePattern = .any
  ) -> ShapePattern {
    .array(ArraySpec(positional, named: named, dtype: dtype))
  }

  /// A leaf, such as a string or a number, that equals a value.
  public static func equal(_ value: some Hashable & Sendable) -> ShapePattern { .value(StaticValue(value)) }

  /// An array of trees.
  public static func list(_ elements: [ShapePattern]) -> ShapePattern {
    .node(PatternNode(.list, elements.enumerated().map { .init(.index($0.offset), $0.element) }))
  }

  /// A dictionary of trees, by their keys as strings.
  public static func dictionary(_ entries: [String: ShapePattern]) -> ShapePattern {
    .node(PatternNode(.dictionary, entries.sorted { $0.key < $1.key }.map { .init(.entry($0.key), $0.value) }))
  }

  /// A value of any type that has exactly these children, such as a ``Trees/Pair``; its static properties do not count.
  public static func fields(_ fields: KeyValuePairs<String, ShapePattern>) -> ShapePattern {
    .node(PatternNode(.fields, fields.map { .init(.field($0.key), $0.value) }))
  }
}

/// A node that a pattern wants.
public struct PatternNode: Hashable, Sendable {
  /// What kind of node it is.
  public enum Form: String, Hashable, Sendable {
    /// An array.
    case list
    /// A dictionary.
    case dictionary
    /// A value with stored properties.
    case fields
  }

  /// A child and the key that it stands under.
  public struct Child: Hashable, Sendable {
    /// The key.
    public let key: TreeKey
    /// What is wanted of the child.
    public var pattern: ShapePattern

    package init(_ key: TreeKey, _ pattern: ShapePattern) {
      self.key = key
      self.pattern = pattern
    }
  }

  /// A static property and its value.
  public struct Constant: Hashable, Sendable {
    /// The key of the property.
    public let key: TreeKey
    /// The value.
    public let value: StaticValue

    package init(key: TreeKey, value: StaticValue) {
      self.key = key
      self.value = value
    }
  }

  /// What kind of node it is.
  public let form: Form
  /// The children, in order.
  public internal(set) var children: [Child]
  /// The type, whatever its parameters, if it matters.
  public let type: NodeType?
  /// The static properties, if they matter.
  public let constants: [Constant]?

  package init(_ form: Form, _ children: [Child], type: NodeType? = nil, constants: [Constant]? = nil) {
    self.form = form
    self.children = children
    self.type = type
    self.constants = constants
  }
}

/// The name of a type without its parameters.
public struct NodeType: Hashable, Sendable, CustomStringConvertible {
  /// The name with that of its module.
  public let qualifiedName: String
  /// The name without that of its module.
  public let description: String

  init(_ type: Any.Type) {
    self.init(
      qualifiedName: withoutParameters(String(reflecting: type)),
      description: withoutParameters(String(describing: type)))
  }

  package init(qualifiedName: String, description: String) {
    self.qualifiedName = qualifiedName
    self.description = description
  }
}

/// A type's name without what stands between angle brackets.
private func withoutParameters(_ name: String) -> String {
  var depth = 0
  return String(
    name.filter { character in
      if character == "<" { depth += 1 }
      defer { if character == ">" { depth -= 1 } }
      return depth == 0
    })
}

/// A static value of any type, compared by type and value.
public struct StaticValue: Hashable, Sendable, CustomStringConvertible {
  /// The value.
  public let value: any Hashable & Sendable

  /// A box for a value.
  public init(_ value: any Hashable & Sendable) {
    self.value = value
  }

  /// Whether the other value is of the same type and equal.
  func equals(_ other: Any) -> Bool {
    func compare<Value: Hashable>(_ value: Value) -> Bool {
      type(of: other) == Value.self && (other as? Value) == value
    }
    return compare(value)
  }

  /// Whether both are of the same type and equal.
  public static func == (left: StaticValue, right: StaticValue) -> Bool { left.equals(right.value) }

  /// Hashes the value.
  public func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }

  /// The value as its type says in print, strings with their quotes.
  public var description: String { String(reflecting: value) }
}
