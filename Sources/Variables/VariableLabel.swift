/// What tells variables of one kind in a tree apart.
public enum VariableLabel: Hashable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
  /// A name given by the maker, such as `mlp/Affine_0/Linear.weights`.
  case name(String)
  /// A number of its own for a variable without a name.
  case automatic(Int)
  /// A number within a scope, for a variable without a name; see ``withScopedStateVariableLabels(group:_:)``.
  case scoped(group: String?, index: Int)

  /// A name from a literal.
  public init(stringLiteral value: String) { self = .name(value) }

  /// The name as a Swift string literal, or the number as in `#3`, within a scope as in `"group"#3` or `scope#3`.
  public var description: String {
    switch self {
    case .name(let name): name.debugDescription
    case .automatic(let number): "#\(number)"
    case .scoped(let group, let index): "\(group?.debugDescription ?? "scope")#\(index)"
    }
  }

  /// The name without quotes, or the number as in `#3`, within a scope as in `group#3`.
  public var text: String {
    switch self {
    case .name(let name): name
    case .automatic(let number): "#\(number)"
    case .scoped(let group, let index): "\(group ?? "scope")#\(index)"
    }
  }
}

/// The kinds of variables; labels are compared within one kind.
public enum VariableKind: String, Hashable, Sendable {
  /// What an optimizer changes.
  case parameter = "Parameter"
  /// What a layer changes when it is called.
  case state = "StateVariable"
}
