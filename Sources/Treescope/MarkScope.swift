/// The marks around the current part, and the way to the part from where they start.
struct MarkScope {
  /// The steps to the current part; nil where no path leads.
  var path: [PathStep]? = []
  /// Whether the current part lies in a highlighted one.
  var isInside = false
  private let foldsRest: Bool
  /// The highlights that have not been met yet.
  private var pending: [PartPath: Highlight]
  private let replacements: [PartPath: Part]

  init(_ marks: Marks) {
    foldsRest = marks.foldsRest
    pending = Dictionary(
      marks.highlights.map { (Self.canonical($0.path.steps), $0) }, uniquingKeysWith: { $0.merged(with: $1) })
    replacements = Dictionary(
      marks.replacements.map { (Self.canonical($0.key.steps), $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a node here stays folded unless a highlight lies within.
  var folds: Bool { foldsRest && !isInside }

  /// What stands in the place of the current part; nil for itself.
  var replacement: Part? {
    guard !replacements.isEmpty, let path else { return nil }
    return replacements[Self.canonical(path)]
  }

  /// The highlight of the current part, which is then met; nil where there is none.
  mutating func takeHighlight() -> Highlight? {
    guard !pending.isEmpty, let path else { return nil }
    return pending.removeValue(forKey: Self.canonical(path))
  }

  /// A line for each highlight whose place was not found, followed by the further lines of its note.
  var missed: [(String, TextRole)] {
    let highlights = pending.map { (path: "\($0.key)", note: noteLines($0.value.note), role: $0.value.role) }
    return highlights.sorted { $0.path < $1.path }.flatMap { path, note, role in
      [("Not shown: \(path)" + (note.first.map { " (\($0))" } ?? ""), role)] + note.dropFirst().map { ($0, role) }
    }
  }

  /// A path without the steps into optionals, which lead to the same place.
  private static func canonical(_ steps: [PathStep]) -> PartPath {
    PartPath(steps.contains(.unwrapped) ? steps.filter { $0 != .unwrapped } : steps)
  }
}

/// The lines of a note.
func noteLines(_ note: String?) -> [String] {
  note?.split(whereSeparator: \.isNewline).map(String.init) ?? []
}
