internal import Trees

/// The arguments of a compiled function in words, to tell what changed between two calls.
struct ArgumentDescription {
  private enum Entry: Equatable {
    case array(String)
    case constant(String)
    case node(String)

    var text: String {
      switch self {
      case .array(let text), .node(let text): text
      case .constant(let text): "static value \(text)"
      }
    }
  }

  private var entries: [String: Entry] = [:]
  /// The paths in the order of the walk.
  private var paths: [String] = []
  private var keys: [TreeKey] = []
  private var argument = -1

  mutating func beginArgument() {
    argument += 1
    keys = []
  }

  mutating func enter(_ key: TreeKey) { keys.append(key) }
  mutating func leave() { keys.removeLast() }

  mutating func note(_ array: NDArray) {
    note(.array(array.isWeaklyTyped ? "\(array.type), weakly typed" : "\(array.type)"))
  }

  mutating func note(constant value: Any) { note(.constant("\(value)")) }
  mutating func note(node type: Any.Type) { note(.node("\(type)")) }

  private mutating func note(_ entry: Entry) {
    let path = "argument \(argument)" + keys.map(\.description).joined()
    guard entries.updateValue(entry, forKey: path) == nil else { return }
    paths.append(path)
  }

  /// How the arguments differ from those of an earlier call, a line for each difference.
  func changes(from earlier: ArgumentDescription) -> [String] {
    let missing = earlier.paths.filter { entries[$0] == nil }.map { "structure changed: \($0) is gone" }
    return missing
      + paths.compactMap { path in
        guard let entry = entries[path] else { return nil }
        guard let old = earlier.entries[path] else { return "structure changed: \(path) is new, \(entry.text)" }
        return switch (old, entry) {
        case _ where old == entry: nil
        case (.constant(let old), .constant(let new)): "\(path): static value \(old) -> \(new)"
        default: "\(path): \(old.text) -> \(entry.text)"
        }
      }
  }
}
