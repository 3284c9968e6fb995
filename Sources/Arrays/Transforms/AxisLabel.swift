/// The name of a mapped axis, for operations that run across the items of ``vmap(inputAxis:outputAxis:axisName:_:)``.
///
/// A string literal, or any other token that a library gives to its axes.
public struct AxisLabel: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// Any `Hashable` value; types differ, too.
  private let token: Token
  /// The name in messages.
  public let description: String

  private struct Token: Hashable, Sendable {
    let value: any Hashable & Sendable

    static func == (left: Token, right: Token) -> Bool { AnyHashable(left.value) == AnyHashable(right.value) }
    func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }
  }

  /// A name; it is told apart from others by its bytes.
  public init(_ name: String) { self.init(token: Array(name.utf8), description: "\"\(name)\"") }

  /// A name written in the program.
  public init(stringLiteral name: String) { self.init(name) }

  /// A token of another kind, with its name in messages.
  package init(token: some Hashable & Sendable, description: String) {
    self.token = Token(value: token)
    self.description = description
  }

  /// Whether the tokens are equal.
  public static func == (left: AxisLabel, right: AxisLabel) -> Bool { left.token == right.token }

  /// Hashes the token.
  public func hash(into hasher: inout Hasher) { hasher.combine(token) }
}
