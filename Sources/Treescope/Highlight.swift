/// A place to point out, and why.
public struct Highlight: Hashable, Sendable {
  /// The place.
  public var path: PartPath
  /// What to say there, such as `selected` or the message of an error; lines after the first stand below.
  public var note: String?
  /// The style of marker and note: `.highlight`, or `.error` for something wrong.
  public var role: TextRole

  /// A place to point out.
  public init(_ path: PartPath, note: String? = nil, role: TextRole = .highlight) {
    self.path = path
    self.note = note
    self.role = role
  }

  /// One highlight that says what both say, for two of the same place.
  func merged(with other: Highlight) -> Highlight {
    let notes = [note, other.note].compactMap { $0 }
    return Highlight(
      path, note: notes.isEmpty ? nil : notes.joined(separator: "\n"), role: role == .error ? role : other.role)
  }
}
