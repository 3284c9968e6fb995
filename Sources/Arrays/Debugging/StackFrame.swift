/// A function on a call stack.
struct StackFrame: Sendable {
  /// The function as Swift spells it.
  var function: String
  /// The name by which the linker knows it.
  var symbol: String
  /// The file; `nil` where it is not known or was written by the compiler.
  var path: String?
  /// The line, counted from one; 0 without a file.
  var line: Int

  /// The folder that holds the folders of this package's modules.
  private static let sources =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/") + "/"

  private static let modules = [
    "Arrays", "Checkpoints", "Layers", "Models", "NamedAxes", "Optimizers", "Selectors", "Toolshed", "Trees",
    "Treescope", "Variables",
  ]

  /// Whether the function belongs to one of this package's modules.
  var isOfPackage: Bool {
    if let path { return path.hasPrefix(Self.sources) }
    return Self.modules.contains { isIn($0) }
  }

  /// Whether the function belongs to the array engine.
  var isOfEngine: Bool {
    if let path { return path.hasPrefix(Self.sources + "Arrays/") }
    return isIn("Arrays")
  }

  /// Whether the symbol's name begins with that of some module, other than the standard library's: `$s5Model...`.
  var isOfModule: Bool { symbol.hasPrefix("$s") && symbol.dropFirst(2).first?.isNumber == true }

  /// Whether the symbol's name begins with a module's: `$s6Arrays...`.
  private func isIn(_ module: String) -> Bool { symbol.hasPrefix("$s\(module.utf8.count)\(module)") }
}
