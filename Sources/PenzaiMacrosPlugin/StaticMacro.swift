public import SwiftSyntax
public import SwiftSyntaxMacros

/// `@Static`: a mark that the tree macros read; it expands to nothing.
public struct StaticMacro: PeerMacro {
  /// Nothing; says so when the mark stands where no tree macro reads it.
  public static func expansion(
    of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
    in context: some MacroExpansionContext
  ) throws -> [DeclSyntax] {
    if declaration.as(VariableDeclSyntax.self)?.isStoredInInstances != true, !declaration.is(EnumCaseDeclSyntax.self) {
      context.diagnose(TreeDiagnostic.staticOnNothing.at(node))
    }
    return []
  }
}
