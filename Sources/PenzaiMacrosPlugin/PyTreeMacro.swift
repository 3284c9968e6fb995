import SwiftSyntaxMacros

/// `@PyTree`: writes the `walk` of a structure or an enumeration and its conformance to `PyTree`.
public struct PyTreeMacro: TreeMacro {
  static let name = "PyTree"
}

/// `@Layer`: writes the `walk` of a structure or an enumeration and its conformance to `Layer`.
public struct LayerMacro: TreeMacro {
  static let name = "Layer"
}
