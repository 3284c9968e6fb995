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
    if path != nil { return module.map(Self.modules.contains) ?? false }
    return Self.modules.contains { isIn($0) }
  }

  /// Whether the function belongs to the array engine.
  var isOfEngine: Bool { path != nil ? module == "Arrays" : isIn("Arrays") }

  /// The folder in this package's sources that holds the file, if it lies there.
  ///
  /// The path of a function that was inlined is relative to where the compiler ran.
  private var module: String? {
    guard let parts = path?.split(separator: "/"), let place = parts.lastIndex(of: "Sources"),
      place + 1 < parts.count, Self.sources.hasSuffix("/\(parts[...place].joined(separator: "/"))/")
    else { return nil }
    return String(parts[place + 1])
  }

  /// Whether the symbol's name begins with that of some module, other than the standard library's: `$s5Model...`.
  var isOfModule: Bool { symbol.hasPrefix("$s") && symbol.dropFirst(2).first?.isNumber == true }

  /// Whether the symbol's name begins with a module's: `$s6Arrays...`.
  private func isIn(_ module: String) -> Bool { symbol.hasPrefix("$s\(module.utf8.count)\(module)") }
}
