internal import Synchronization

/// The name of an axis: a string, or a token that equals nothing but itself.
///
/// Names that differ in case or in Unicode form are different names.
public struct AxisName: Hashable, Sendable, Comparable, ExpressibleByStringInterpolation, CustomStringConvertible {
  /// The number of the text in ``AxisNameTable``.
  private let textNumber: Int32
  /// What tells a unique name from all others; 0 for strings.
  private let uniqueNumber: Int

  /// The string, or what a unique name is called in print.
  public var text: String { AxisNameTable.text(textNumber) }

  /// A name from a string.
  public init(_ text: String) {
    textNumber = AxisNameTable.number(of: text)
    uniqueNumber = 0
  }

  /// A name from a literal.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  private init(unique number: Int, _ text: String) {
    textNumber = AxisNameTable.number(of: text)
    uniqueNumber = number
  }

  /// A name that equals no other, also not one made by another call.
  public static func unique(_ text: String = "axis") -> AxisName {
    AxisName(unique: counter.add(1, ordering: .relaxed).newValue, text)
  }

  /// Whether the name equals nothing but itself.
  public var isUnique: Bool { uniqueNumber != 0 }

  private static let counter = Atomic<Int>(0)

  /// Whether both are the same name; what unique names are called does not matter.
  @inline(__always)
  public static func == (left: AxisName, right: AxisName) -> Bool {
    left.uniqueNumber == right.uniqueNumber && (left.isUnique || left.textNumber == right.textNumber)
  }

  /// Hashes what makes the name itself.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(isUnique ? uniqueNumber : -1 - Int(textNumber))
  }

  /// Strings by their bytes, before all unique names in the order in which they were made.
  public static func < (left: AxisName, right: AxisName) -> Bool {
    if left.isUnique || right.isUnique { return left.uniqueNumber < right.uniqueNumber }
    return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  /// The string, characters that do not show escaped; unique names as in `axis#3`.
  public var description: String {
    let text = text
    let isPlain = text.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F && $0 != "\"" }
    let shown = isPlain ? text : text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
    if isUnique { return "\(shown)#\(uniqueNumber)" }
    return isPlain ? shown : "\"\(shown)\""
  }
}
