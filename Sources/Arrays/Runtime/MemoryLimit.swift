internal import Glibc

/// The memory of the machine, which no computation on its CPU can exceed.
package enum MemoryLimit {
  /// The bytes of memory that this process may use: those of the machine, or fewer where its control group says so.
  static let byteCount: Double = {
    let machine = Double(sysconf(Int32(_SC_PHYS_PAGES))) * Double(sysconf(Int32(_SC_PAGESIZE)))
    // The file says "max" where there is no bound.
    return min(machine, Double(SystemFile.text("/sys/fs/cgroup/memory.max").filter(\.isNumber)) ?? machine)
  }()

  /// Refuses an amount of memory that is not there.
  ///
  /// - Throws: ``ArrayError/memory(operation:needed:available:)``.
  package static func require(_ needed: Double, for operation: String) throws {
    guard needed <= byteCount else {
      throw ArrayError.memory(operation: operation, needed: needed, available: byteCount)
    }
  }
}
