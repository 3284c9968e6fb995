/// One step from a value to one of its children, printed as the Swift source that takes it.
public enum PathStep: Hashable, Sendable, CustomStringConvertible {
  /// A stored property or tuple element: `.sublayers`, `.0`.
  case field(String)
  /// An element at an index: `[2]`.
  case index(Int)
  /// A dictionary entry under a string: `["key"]`.
  case entry(String)
  /// A subscript by any other key, given in Swift source: `[.red]`.
  case key(String)
  /// Into an optional value: `?`. Paths that differ only by this step lead to the same place.
  case unwrapped

  /// The step in Swift source.
  public var description: String {
    switch self {
    case .field(let name): ".\(fieldSource(name))"
    case .index(let index): "[\(index)]"
    case .entry(let key): "[\(stringLiteral(key))]"
    case .key(let source): "[\(source)]"
    case .unwrapped: "?"
    }
  }
}

/// The steps from the value shown to a part of it, printed as Swift source: `.sublayers[2].weights`.
public struct PartPath: Hashable, Sendable, CustomStringConvertible, ExpressibleByArrayLiteral {
  /// The steps, outermost first.
  public var steps: [PathStep]

  /// A path of the given steps; without any, the whole value.
  public init(_ steps: [PathStep] = []) {
    self.steps = steps
  }

  /// A path of the given steps.
  public init(arrayLiteral steps: PathStep...) {
    self.steps = steps
  }

  /// The path in Swift source; empty for the whole value.
  ///
  /// A trailing `?` adds nothing and is left out.
  public var description: String {
    var steps = steps[...]
    while steps.last == .unwrapped { steps.removeLast() }
    return steps.map(\.description).joined()
  }
}

/// The name of a stored property or the position of a tuple element, in backticks where Swift needs them.
private func fieldSource(_ name: String) -> String {
  if name.allSatisfy({ $0.isASCII && $0.isNumber }) { return name }
  let isIdentifier =
    name.first.map { !$0.isNumber } ?? false && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  // After a dot, Swift takes every other keyword for a name.
  return isIdentifier && !["init", "self", "Type", "Protocol"].contains(name) ? name : "`\(name)`"
}
