/// The mappings of memory that a process may have: a compiled program takes a few for each of its kernels, and when none
/// are left the compiler fails.
enum MemoryMappings {
  /// How many the system grants; `nil` where it does not say.
  static let limit: Int? = Int(SystemFile.text("/proc/sys/vm/max_map_count").filter(\.isNumber))

  /// How many this process has.
  static var count: Int {
    var count = 0
    SystemFile.read("/proc/self/maps") { piece in count += piece.count { $0 == UInt8(ascii: "\n") } }
    return count
  }

  /// Whether programs should be given up, so that others can be compiled.
  static var areScarce: Bool { limit.map { count > $0 / 2 } ?? false }
}
