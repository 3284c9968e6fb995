internal import Trees

extension StructureMismatch: CustomStringConvertible {
  /// The message: the places in the tree, and for each what was expected and what was found.
  public var description: String {
    let subject = context.map { "\($0): " } ?? ""
    let count = problems.count == 1 ? "1 mismatch" : "\(problems.count) mismatches"
    let lines = problems.map { "\n\($0)" }.joined()
    let rest = isComplete ? "" : "\nThere may be more: shapes with variables that are still open were not compared."
    return "\(subject)the structure is not as expected, \(count):\(lines)\(rest)"
  }
}

extension StructureMismatch.Problem: CustomStringConvertible {
  /// The path, what was expected and what was found.
  public var description: String { "At \(path): \(kind)" }
}

extension StructureMismatch.Problem.Kind: CustomStringConvertible {
  /// What was expected and what was found.
  public var description: String {
    switch self {
    case .otherThing(let expected, let found), .notEqual(let expected, let found):
      "expected \(expected), found \(found)."
    case .children(let missing, let unexpected):
      [("missing", missing), ("unexpected", unexpected)].filter { !$0.1.isEmpty }
        .map { "\($0.0) \($0.1.map(\.description).joined(separator: ", "))" }.joined(separator: "; ") + "."
    case .invalidArray(let message): message
    case .dtype(let expected, let found): "expected dtype \(expected), found \(found)."
    case .positionalShape(let found, let expected, let differences, let inlined):
      "expected positional shape \(expected), found \(found):" + lines(differences, inlined)
    case .namedShape(let found, let expected, let differences, let inlined):
      "expected named shape \(expected), found \(found):" + lines(differences, inlined)
    case .variableSizes(let spec):
      "\(spec) has sizes that are not known, so it cannot be checked. Substitute its variables first."
    case .ambiguous(let found, let expected, let variables):
      "\(found) can match \(expected) in several ways: nothing tells which axes each of "
        + "\(variables.map { DimensionVariable($0).description }.joined(separator: ", ")) stands for. Give all but one "
        + "of them as known."
    case .otherKind(let binding, let wanted):
      "\(binding.variable) stands for \(wanted) here, but \(binding)."
    case .axisConflict(let binding, let axis, let expected):
      "\(binding), and brings the axis \(axis), which \(expected) has already."
    case .partConflict(let part, let whole):
      "\(part), but \(whole)."
    }
  }

  private func lines(
    _ differences: [StructureMismatch.Difference], _ inlined: [StructureMismatch.Binding]
  ) -> String {
    (differences.map(\.description) + inlined.map { "where \($0)" }).map { "\n  \($0)" }.joined()
  }
}

extension StructureMismatch.Difference: CustomStringConvertible {
  /// The axis, what was expected and what was found.
  public var description: String {
    switch self {
    case .axisCount(let found, let expected, let orMore):
      "expected \(expected)\(orMore ? " or more" : "") axes, found \(found)"
    case .size(let axis, let found, let expected, let binding):
      "axis \(axis): expected \(expected), found \(found)" + (binding.map { "; \($0)" } ?? "")
    case .rebound(let axis, let size, let binding):
      "axis \(axis): the pattern gives \(binding.variable) the size \(size), but \(binding)"
    case .missing(let name): "axis \(name): missing"
    case .unexpected(let shape): "unexpected axes \(shape)"
    }
  }
}

extension StructureMismatch.Binding: CustomStringConvertible {
  /// As in `{batch} is 8 at .tokens`.
  public var description: String {
    switch origin {
    case .known: "\(variable) is \(value) in what is known"
    case .path(let path): "\(variable) is \(value) at \(path)"
    }
  }
}
