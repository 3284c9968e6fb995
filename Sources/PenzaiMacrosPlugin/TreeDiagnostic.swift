import SwiftDiagnostics
import SwiftSyntax

/// What a tree macro refuses, and what to write instead.
enum TreeDiagnostic: DiagnosticMessage {
  case notAStructure(macro: String, kind: String)
  case immutableChild(name: String)
  case tuplePattern
  case unfitType(name: String, fault: TypeFault, isStatic: Bool)
  case lazy
  case weak
  case conditional
  case staticOnNothing

  var message: String {
    switch self {
    case .notAStructure(let macro, "class"):
      """
      @\(macro) writes the walk of a struct or an enum, not of a class; \
      a class is a leaf: write 'TreeLeaf' in its inheritance clause, or make it a struct
      """
    case .notAStructure(let macro, let kind):
      "@\(macro) writes the walk of a struct or an enum, not of \(kind.article); make it one, or write 'walk' by hand"
    case .immutableChild(let name):
      """
      '\(name)' is a child of the tree, which must be replaceable: write 'var', \
      or mark it '@Static' to make it part of the structure
      """
    case .tuplePattern:
      "a tree cannot name the parts of a tuple pattern; declare each property by itself: 'var a = ...', 'var b = ...'"
    case .unfitType(let name, let fault, let isStatic):
      "'\(name)' \(fault.sentence(isStatic: isStatic))"
    case .weak:
      "a tree owns its children, so a weak property cannot be one; declare it strong, or keep it outside of the tree"
    case .lazy:
      "a lazy property cannot be part of a tree; make it a computed property, or store its value in a 'var'"
    case .conditional:
      "a tree macro does not see stored properties and cases inside '#if'; declare them outside, or write 'walk' by hand"
    case .staticOnNothing:
      "'@Static' marks stored properties of a struct, or cases of an enum, with @PyTree or @Layer; remove it here"
    }
  }

  var diagnosticID: MessageID {
    let id =
      switch self {
      case .notAStructure: "notAStructure"
      case .immutableChild: "immutableChild"
      case .tuplePattern: "tuplePattern"
      case .unfitType: "unfitType"
      case .lazy: "lazy"
      case .weak: "weak"
      case .conditional: "conditional"
      case .staticOnNothing: "staticOnNothing"
      }
    return MessageID(domain: "PenzaiMacros", id: id)
  }

  var severity: DiagnosticSeverity { .error }

  /// The diagnostic at a place in the source.
  func at(_ node: some SyntaxProtocol, fixIts: [FixIt] = []) -> Diagnostic {
    Diagnostic(node: node, message: self, fixIts: fixIts)
  }
}

extension String {
  /// The noun with its indefinite article.
  fileprivate var article: String {
    (first.map("aeiou".contains) == true ? "an " : "a ") + self
  }
}

/// The two ways out for a child declared with `let`.
func fixIts(forImmutable variable: VariableDeclSyntax) -> [FixIt] {
  var mutable = variable
  mutable.bindingSpecifier.tokenKind = .keyword(.var)
  return [
    FixIt(message: TreeFixIt.writeVar, changes: [.replace(oldNode: Syntax(variable), newNode: Syntax(mutable))]),
    fixIt(marking: variable),
  ]
}

/// The way out for a property that can be compared, but is no tree.
func fixIt(marking variable: VariableDeclSyntax) -> FixIt {
  var marked = variable
  marked.leadingTrivia = []
  marked.attributes.insert(
    .attribute(
      AttributeSyntax(attributeName: IdentifierTypeSyntax(name: .identifier("Static")), trailingTrivia: .space)),
    at: marked.attributes.startIndex)
  marked.leadingTrivia = variable.leadingTrivia
  return FixIt(message: TreeFixIt.markStatic, changes: [.replace(oldNode: Syntax(variable), newNode: Syntax(marked))])
}

/// The changes that a diagnostic offers.
private enum TreeFixIt: String, FixItMessage {
  case writeVar = "write 'var'"
  case markStatic = "mark it '@Static'"

  var message: String { rawValue }
  var fixItID: MessageID { MessageID(domain: "PenzaiMacros", id: rawValue) }
}
