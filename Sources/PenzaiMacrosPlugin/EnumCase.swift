import SwiftSyntax
import SwiftSyntaxMacros

/// A case of an enumeration that a tree macro is attached to.
struct EnumCase {
  /// The name as the source writes it, with backticks where it needs them.
  let name: String
  /// The labels of the associated values; nil for a value without one.
  let labels: [String?]
  /// Whether the case is marked `@Static`: its values are part of the structure of the tree.
  let isStatic: Bool
  /// Whether a value was refused, which leaves nothing to write.
  let isRefused: Bool

  /// The statements of `walk` for this case: a switch case, one line each.
  var statements: [String] {
    if isRefused { return ["case .\(name):", "  break"] }
    let values = labels.indices.map { "value\($0)" }
    let binding = isStatic ? "let" : "var"
    let pattern = values.isEmpty ? "" : "(\(values.map { "\(binding) \($0)" }.joined(separator: ", ")))"
    let presented = zip(labels, values).enumerated().map { index, value in
      let key = value.0?.withoutBackticks ?? "\(index)"
      return isStatic
        ? "  try walker.constant(\"\(key)\", \(value.1))" : "  try walker.child(\"\(key)\", &\(value.1))"
    }
    let arguments = zip(labels, values).map { label, value in label.map { "\($0): \(value)" } ?? value }
    let store =
      isStatic || values.isEmpty
      ? [] : ["  if Walker.mutates { self = .\(name)(\(arguments.joined(separator: ", "))) }"]
    return ["case .\(name)\(pattern):", "  try walker.constant(\"case\", \"\(name.withoutBackticks)\")"]
      + presented + store
  }
}

/// The cases in declaration order; what a tree cannot hold is diagnosed.
func enumCases(of enumeration: EnumDeclSyntax, in context: some MacroExpansionContext) -> [EnumCase] {
  enumeration.memberBlock.members.flatMap { member -> [EnumCase] in
    if let conditional = member.decl.as(IfConfigDeclSyntax.self), conditional.declaresCases {
      context.diagnose(TreeDiagnostic.conditional.at(conditional))
    }
    guard let declaration = member.decl.as(EnumCaseDeclSyntax.self) else { return [] }
    let isStatic = declaration.attributes.markStatic
    return declaration.elements.map { element in
      let parameters = Array(element.parameterClause?.parameters ?? [])
      var isRefused = false
      for (index, parameter) in parameters.enumerated() {
        guard let fault = TypeFault(in: parameter.type, ofStatic: isStatic) else { continue }
        isRefused = true
        let name = parameter.label ?? "value \(index) of '\(element.name.text)'"
        context.diagnose(TreeDiagnostic.unfitType(name: name, fault: fault, isStatic: isStatic).at(parameter.type))
      }
      return EnumCase(
        name: element.name.text, labels: parameters.map(\.label), isStatic: isStatic, isRefused: isRefused)
    }
  }
}

extension EnumCaseParameterSyntax {
  /// The label, if there is one.
  fileprivate var label: String? {
    guard let firstName, firstName.tokenKind != .wildcard else { return nil }
    return firstName.text
  }
}

extension IfConfigDeclSyntax {
  /// Whether some branch declares a case.
  fileprivate var declaresCases: Bool {
    clauses.contains { clause in
      guard case .decls(let members) = clause.elements else { return false }
      return members.contains { member in
        member.decl.is(EnumCaseDeclSyntax.self) || member.decl.as(IfConfigDeclSyntax.self)?.declaresCases == true
      }
    }
  }
}
