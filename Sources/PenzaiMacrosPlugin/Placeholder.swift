import SwiftCompilerPlugin
import SwiftSyntaxMacros

@main
struct PenzaiMacrosPlugin: CompilerPlugin {
  let providingMacros: [any Macro.Type] = []
}
