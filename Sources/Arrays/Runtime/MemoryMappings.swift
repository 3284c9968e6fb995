internal import FoundationEssentials

/// The mappings of memory that a process may have: a compiled program takes a few for each of its kernels, and when none
/// are left the compiler fails.
enum MemoryMappings {
  /// How many the system grants; `nil` where it does not say.
  static let limit: Int? = read("/proc/sys/vm/max_map_count").flatMap { Int($0.filter(\.isNumber)) }

  /// How many this process has.
  static var count: Int { read("/proc/self/maps")?.utf8.count { $0 == UInt8(ascii: "\n") } ?? 0 }

  /// Whether programs should be given up, so that others can be compiled.
  static var areScarce: Bool { limit.map { count > $0 / 2 } ?? false }

  private static func read(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
}
