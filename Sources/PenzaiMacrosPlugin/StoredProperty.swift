import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxMacros

/// A stored property of a structure that a tree macro is attached to.
struct StoredProperty {
  /// The name as the source writes it, with backticks where it needs them.
  let name: String
  /// Whether the property is marked `@Static`: part of the structure of the tree.
  let isStatic: Bool

  /// The name as a tree key.
  var key: String { name.withoutBackticks }
}

/// The stored properties in declaration order; what a tree cannot hold is diagnosed and left out.
func storedProperties(of structure: StructDeclSyntax, in context: some MacroExpansionContext) -> [StoredProperty] {
  var properties: [StoredProperty] = []
  for member in structure.memberBlock.members {
    if let conditional = member.decl.as(IfConfigDeclSyntax.self), conditional.declaresStoredProperties {
      context.diagnose(TreeDiagnostic.conditional.at(conditional))
    }
    guard let variable = member.decl.as(VariableDeclSyntax.self), variable.isStoredInInstances else { continue }
    properties += read(variable, in: context)
  }
  return properties
}

private func read(_ variable: VariableDeclSyntax, in context: some MacroExpansionContext) -> [StoredProperty] {
  if variable.modifiers.contains(where: { $0.name.tokenKind == .keyword(.lazy) }) {
    context.diagnose(TreeDiagnostic.lazy.at(variable))
    return []
  }
  if variable.modifiers.contains(where: { $0.name.tokenKind == .keyword(.weak) }) {
    context.diagnose(TreeDiagnostic.weak.at(variable))
    return []
  }
  let isStatic = variable.attributes.markStatic
  return variable.bindings.filter(\.isStored).compactMap { binding in
    guard let identifier = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier else {
      context.diagnose(TreeDiagnostic.tuplePattern.at(binding.pattern))
      return nil
    }
    if let type = binding.typeAnnotation?.type, let fault = TypeFault(in: type, ofStatic: isStatic) {
      var fixIts: [FixIt] = []
      if case .comparableOnly = fault { fixIts = [fixIt(marking: variable)] }
      context.diagnose(
        TreeDiagnostic.unfitType(name: identifier.text, fault: fault, isStatic: isStatic).at(type, fixIts: fixIts))
      return nil
    }
    if !isStatic, variable.bindingSpecifier.tokenKind == .keyword(.let) {
      context.diagnose(
        TreeDiagnostic.immutableChild(name: identifier.text)
          .at(variable.bindingSpecifier, fixIts: fixIts(forImmutable: variable)))
      return nil
    }
    return StoredProperty(name: identifier.text, isStatic: isStatic)
  }
}

extension VariableDeclSyntax {
  /// Whether at least one of the variables declared takes room in the values of the type.
  var isStoredInInstances: Bool {
    let ofType = modifiers.contains { $0.name.tokenKind == .keyword(.static) || $0.name.tokenKind == .keyword(.class) }
    return !ofType && bindings.contains(where: \.isStored)
  }
}

extension AttributeListSyntax {
  /// Whether `@Static` is among the attributes.
  var markStatic: Bool {
    contains { attribute in
      guard let name = attribute.as(AttributeSyntax.self)?.attributeName else { return false }
      return name.trimmedDescription == "Static" || name.trimmedDescription == "PenzaiMacros.Static"
    }
  }
}

extension String {
  /// A name as a tree key.
  var withoutBackticks: String {
    hasPrefix("`") ? String(dropFirst().dropLast()) : self
  }
}

extension PatternBindingSyntax {
  /// Whether the variable is stored: it has no accessors, or only observers.
  var isStored: Bool {
    switch accessorBlock?.accessors {
    case nil: true
    case .getter: false
    case .accessors(let accessors):
      accessors.allSatisfy { accessor in
        accessor.accessorSpecifier.tokenKind == .keyword(.willSet)
          || accessor.accessorSpecifier.tokenKind == .keyword(.didSet)
      }
    }
  }
}

extension IfConfigDeclSyntax {
  /// Whether some branch declares a stored property.
  fileprivate var declaresStoredProperties: Bool {
    clauses.contains { clause in
      guard case .decls(let members) = clause.elements else { return false }
      return members.contains { member in
        member.decl.as(VariableDeclSyntax.self)?.isStoredInInstances
          ?? member.decl.as(IfConfigDeclSyntax.self)?.declaresStoredProperties ?? false
      }
    }
  }
}
