internal import Synchronization

/// The name of an axis: a string, or a token that equals nothing but itself.
///
/// Names that differ in case or in Unicode form are different names.
public struct AxisName: Hashable, Sendable, Comparable, ExpressibleByStringInterpolation, CustomStringConvertible {
  private enum Content: Hashable {
    /// The bytes of a string: Swift's own comparison would take canonically equivalent strings for equal.
    case text([UInt8])
    case unique(Int)
  }

  private let content: Content
  /// The string, or what a unique name is called in print.
  public let text: String

  /// A name from a string.
  public init(_ text: String) {
    self.text = text
    content = .text(Array(text.utf8))
  }

  /// A name from a literal.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  private init(unique number: Int, _ text: String) {
    self.text = text
    content = .unique(number)
  }

  /// A name that equals no other, also not one made by another call.
  public static func unique(_ text: String = "axis") -> AxisName {
    AxisName(unique: counter.add(1, ordering: .relaxed).newValue, text)
  }

  /// Whether the name equals nothing but itself.
  public var isUnique: Bool {
    if case .unique = content { true } else { false }
  }

  private static let counter = Atomic<Int>(0)

  /// Whether both are the same name; what unique names are called does not matter.
  public static func == (left: AxisName, right: AxisName) -> Bool { left.content == right.content }

  /// Hashes what makes the name itself.
  public func hash(into hasher: inout Hasher) { hasher.combine(content) }

  /// Strings by their bytes, before all unique names in the order in which they were made.
  public static func < (left: AxisName, right: AxisName) -> Bool {
    switch (left.content, right.content) {
    case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b)
    case (.unique(let a), .unique(let b)): a < b
    case (.text, .unique): true
    case (.unique, .text): false
    }
  }

  /// The string, characters that do not show escaped; unique names as in `axis#3`.
  public var description: String {
    let isPlain = text.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F && $0 != "\"" }
    let shown = isPlain ? text : text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
    if case .unique(let number) = content { return "\(shown)#\(number)" }
    return isPlain ? shown : "\"\(shown)\""
  }
}
