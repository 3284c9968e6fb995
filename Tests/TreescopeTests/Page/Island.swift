import Foundation

@testable import Treescope

/// The data that a page carries.
struct Island {
  /// The members of the fragment.
  let fragment: [String: Any]

  /// The data of a value.
  init(_ value: Any, options: RenderOptions = RenderOptions()) throws {
    try self.init(json: PageFragment(value, title: "t", options: options).json)
  }

  init(json: String) throws {
    fragment = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
  }

  /// The parts of the value.
  var root: Any { fragment["root"] ?? [] }

  /// What the pictures are drawn from, in order.
  var pictures: [[String: Any]] { pictures(in: root) }

  private func pictures(in part: Any) -> [[String: Any]] {
    guard let parts = part as? [Any] else { return [] }
    if parts.first as? Int == 9, let data = parts[1] as? [String: Any] { return [data] }
    return parts.flatMap { pictures(in: $0) }
  }

  /// All strings in order.
  var strings: [String] { strings(in: root) }

  private func strings(in part: Any) -> [String] {
    if let string = part as? String { return [string] }
    if let object = part as? [String: Any] { return object.keys.sorted().flatMap { strings(in: object[$0] ?? []) } }
    return (part as? [Any])?.flatMap { strings(in: $0) } ?? []
  }
}
