/// What a piece of text is, from which each kind of output chooses its style.
public enum TextRole: Hashable, Sendable, CaseIterable {
  /// Punctuation and everything without a role of its own.
  case plain
  /// The name of a type with its delimiters; takes the colour of its node.
  case typeName
  /// The label of a field that is a child of a tree.
  case childLabel
  /// The label of a field that is no child: a setting.
  case staticLabel
  /// A number.
  case number
  /// A keyword or constant: `nil`, `true`.
  case keyword
  /// A string literal.
  case string
  /// A value told in one line, such as an array by its shape.
  case summary
  /// A type expression, a function or a metatype.
  case type
  /// A remark.
  case comment
  /// What stands for something left out.
  case abbreviation
  /// An error.
  case error
  /// The marker and the note of a highlighted part.
  case highlight
}
