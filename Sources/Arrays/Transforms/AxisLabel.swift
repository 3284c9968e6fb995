/// The name of a mapped axis, for operations that run across the items of `vmap`.
///
/// A string literal, or any other token that a library gives to its axes.
public struct AxisLabel: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  private let identity: Identity

  private enum Identity: Sendable {
    case name(String)
    case token(any Hashable & Sendable, description: String)
  }

  /// A name; it is told apart from others by its bytes.
  public init(_ name: String) { identity = .name(name) }

  /// A name written in the program.
  public init(stringLiteral name: String) { self.init(name) }

  /// A token of another kind, with its name in messages.
  package init(token: some Hashable & Sendable, description: String) {
    identity = .token(token, description: description)
  }

  /// The name in messages.
  public var description: String {
    switch identity {
    case .name(let name): "\"\(name)\""
    case .token(_, let description): description
    }
  }

  /// Whether both are the same name or equal tokens of one type.
  public static func == (left: AxisLabel, right: AxisLabel) -> Bool {
    switch (left.identity, right.identity) {
    case (.name(let first), .name(let second)): first.utf8.elementsEqual(second.utf8)
    case (.token(let first, _), .token(let second, _)): AnyHashable(first) == AnyHashable(second)
    default: false
    }
  }

  /// Hashes the name or the token.
  public func hash(into hasher: inout Hasher) {
    switch identity {
    case .name(let name): for byte in name.utf8 { hasher.combine(byte) }
    case .token(let token, _): token.hash(into: &hasher)
    }
  }
}
