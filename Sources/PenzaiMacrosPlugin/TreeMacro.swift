import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// A macro that writes the `walk` of a structure or an enumeration and a conformance to the protocol of its own name.
protocol TreeMacro: MemberMacro, ExtensionMacro {
  /// The name of the macro and of the protocol.
  static var name: String { get }
}

extension TreeMacro {
  /// The method `walk`, which presents every stored property, or the case and its values.
  public static func expansion(
    of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax, conformingTo: [TypeSyntax],
    in context: some MacroExpansionContext
  ) throws -> [DeclSyntax] {
    let statements: [String]
    let modifiers: DeclModifierListSyntax
    if let structure = declaration.as(StructDeclSyntax.self) {
      modifiers = structure.modifiers
      statements = storedProperties(of: structure, in: context).map { property in
        property.isStatic
          ? "try walker.constant(\"\(property.key)\", self.\(property.name))"
          : "try walker.child(\"\(property.key)\", &self.\(property.name))"
      }
    } else if let enumeration = declaration.as(EnumDeclSyntax.self) {
      modifiers = enumeration.modifiers
      statements = ["switch self {"] + enumCases(of: enumeration, in: context).flatMap(\.statements) + ["}"]
    } else {
      context.diagnose(TreeDiagnostic.notAStructure(macro: name, kind: declaration.kindName).at(node))
      return []
    }
    let header =
      "\(access(modifiers, in: context))mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws"
    let body = statements.isEmpty ? "{}" : "{\n\(statements.map { "  \($0)" }.joined(separator: "\n"))\n}"
    return ["\(raw: header) \(raw: body)"]
  }

  /// The conformance, unless the type declares it already.
  public static func expansion(
    of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
    providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) throws -> [ExtensionDeclSyntax] {
    guard declaration.is(StructDeclSyntax.self) || declaration.is(EnumDeclSyntax.self), !protocols.isEmpty else {
      return []
    }
    return [try ExtensionDeclSyntax("extension \(type.trimmed): \(raw: name) {}")]
  }

  /// The access level that `walk` needs: that of the type, where it is wider than the default.
  private static func access(_ modifiers: DeclModifierListSyntax, in context: some MacroExpansionContext) -> String {
    if let level = accessLevel(in: modifiers) { return level.isWide ? "\(level.text) " : "" }
    // In `public extension Outer { struct Inner {} }` the structure is public and its members are not.
    guard let outer = context.lexicalContext.first?.as(ExtensionDeclSyntax.self),
      let level = accessLevel(in: outer.modifiers), level.isWide
    else { return "" }
    return "\(level.text) "
  }

  private static func accessLevel(in modifiers: DeclModifierListSyntax) -> (text: String, isWide: Bool)? {
    for modifier in modifiers where modifier.detail == nil {
      switch modifier.name.tokenKind {
      case .keyword(.public), .keyword(.package): return (modifier.name.text, true)
      case .keyword(.internal), .keyword(.fileprivate), .keyword(.private): return (modifier.name.text, false)
      default: continue
      }
    }
    return nil
  }
}

extension DeclGroupSyntax {
  /// What the declaration is, for a message.
  fileprivate var kindName: String {
    switch kind {
    case .classDecl: "class"
    case .actorDecl: "actor"
    case .protocolDecl: "protocol"
    default: "declaration"
    }
  }
}
