import PenzaiMacrosPlugin
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacrosGenericTestSupport
import Testing

/// Compares what the macros make of a source with what they should, diagnostics included.
func expectExpansion(
  _ source: String, expandsTo expanded: String, diagnostics: [DiagnosticSpec] = [], applying fixIts: [String]? = nil,
  fixed: String? = nil, location: Testing.SourceLocation = #_sourceLocation
) {
  assertMacroExpansion(
    source,
    expandedSource: expanded,
    diagnostics: diagnostics,
    macroSpecs: [
      "PyTree": MacroSpec(type: PyTreeMacro.self, conformances: ["PyTree"]),
      "Layer": MacroSpec(type: LayerMacro.self, conformances: ["Layer"]),
      "Static": MacroSpec(type: StaticMacro.self),
    ],
    applyFixIts: fixIts,
    fixedSource: fixed,
    indentationWidth: .spaces(2),
    failureHandler: { Issue.record("\($0.message)", sourceLocation: location) })
}
