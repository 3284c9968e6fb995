import SwiftCompilerPlugin
import SwiftSyntaxMacros

/// The compiler plugin behind `import PenzaiMacros`.
@main
struct PenzaiMacrosPlugin: CompilerPlugin {
  let providingMacros: [any Macro.Type] = [PyTreeMacro.self, LayerMacro.self, StaticMacro.self]
}
