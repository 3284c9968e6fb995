/// A place in source code.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// The path of the file; `nil` where the program was built without debug information.
  public var path: String?
  /// The line, counted from one; 0 without a file.
  public var line: Int
  /// The function, as Swift spells it.
  public var function: String

  /// The last part of the path.
  public var file: String? { path?.split(separator: "/").last.map(String.init) }

  /// File and line as in `Model.swift:12`, or the function when they are not known.
  public var description: String { file.map { "\($0):\(line)" } ?? function }
}
