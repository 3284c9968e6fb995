import Penzai

/// How much some parameters hold together.
struct ParameterSum {
  private let count: Int
  private let elementCount: Int
  private let byteCount: Int
  private let dtypes: [String]

  init(_ types: [ArrayType]) {
    count = types.count
    elementCount = types.reduce(0) { $0 + $1.count }
    byteCount = types.reduce(0) { $0 + $1.byteCount }
    dtypes = Set(types.map { "\($0.dtype)" }).sorted()
  }

  /// The sum in words; empty when nothing was added.
  func text(_ name: String) -> String {
    guard count > 0 else { return "no \(name)s" }
    return "\(Self.grouped(elementCount)) numbers in \(count) \(name)\(count == 1 ? "" : "s"), "
      + "\(Self.bytes(byteCount)), \(dtypes.joined(separator: ", "))"
  }

  static func bytes(_ count: Int) -> String { "\(grouped(count)) bytes" }

  /// A number with commas between thousands.
  private static func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in "\(number)".reversed().enumerated() {
      if place > 0, place.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
