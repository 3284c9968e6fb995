public import Trees

/// One difference between two trees: where, and what.
public struct TreeChange: Hashable, Sendable {
  /// What differs.
  public enum Kind: Hashable, Sendable {
    /// A node of another type, or another variable.
    case replaced(old: String, new: String)
    /// An element of an array, or an entry, that only the second tree has.
    case inserted(type: String)
    /// An element of an array, or an entry, that only the first tree has.
    case removed(type: String)
    /// Another static value.
    case constant(name: String, old: String, new: String)
    /// Another value of a leaf.
    case leaf(old: String, new: String)
    /// Another label of a variable.
    case label(old: String, new: String)
    /// Another shape, dtype, or weakness of the dtype of an array.
    case arrayType(old: String, new: String)
    /// Other elements in an array: how many of them, and the greatest of the differences; NaN where one is a NaN.
    case elements(count: Int, of: Int, maximumDifference: Double)
  }

  /// Where: in the first tree; of what was inserted, in the second one.
  public let path: TreePath
  /// What differs.
  public let kind: Kind

  /// A difference at a path.
  public init(path: TreePath, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}

extension TreeChange: CustomStringConvertible {
  /// The path and the difference in one line.
  public var description: String { "\(path): \(kind)" }
}

extension TreeChange.Kind: CustomStringConvertible {
  /// The difference in a few words.
  public var description: String {
    switch self {
    case .replaced(let old, let new):
      old == new ? "another \(new) in its place" : "\(new) in place of \(old)"
    case .inserted(let type): "\(type) inserted"
    case .removed(let type): "\(type) removed"
    case .constant(let name, let old, let new): "\(name) is \(new) instead of \(old)"
    case .leaf(let old, let new): "\(new) instead of \(old)"
    case .label(let old, let new): "the label is \(new) instead of \(old)"
    case .arrayType(let old, let new): "\(new) instead of \(old)"
    case .elements(let count, let total, let difference):
      "\(count) of \(total) \(total == 1 ? "element" : "elements") differ, by at most \(difference)"
    }
  }
}
