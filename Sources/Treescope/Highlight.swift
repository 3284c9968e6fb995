/// A place to point out, and why.
public struct Highlight: Hashable, Sendable {
  /// The place.
  public var path: PartPath
  /// What to say there, such as `selected` or the message of an error.
  public var note: String?
  /// The style of marker and note: `.highlight`, or `.error` for something wrong.
  public var role: TextRole

  /// A place to point out.
  public init(_ path: PartPath, note: String? = nil, role: TextRole = .highlight) {
    self.path = path
    self.note = note
    self.role = role
  }
}
