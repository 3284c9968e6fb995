internal import FoundationEssentials
internal import Runtime
internal import Synchronization

/// The functions and lines of this process's own code, from its debug information.
enum DebugInformation {
  private static let known = Mutex<[UInt64: [StackFrame]]>([:])

  /// The functions that return addresses lie in, from the innermost outwards where some were inlined into others.
  static func frames(at addresses: Set<UInt64>) -> [UInt64: [StackFrame]] {
    // The lock is held throughout: each look-up reads much of the program into memory.
    known.withLock { known in
      let missing = addresses.filter { known[$0] == nil }
      let found = missing.isEmpty ? [:] : lookUp(Array(missing))
      for address in missing { known[address] = found[address] ?? [] }
      return known.filter { addresses.contains($0.key) }
    }
  }

  private static func lookUp(_ addresses: [UInt64]) -> [UInt64: [StackFrame]] {
    // The runtime takes addresses from outside only in its compact format, which the Swift repository describes in
    // docs/CompactBacktraceFormat.md: here 64-bit words, and each frame as a return address in full.
    var bytes: [UInt8] = [0x02]
    for address in addresses {
      bytes.append(0x2f)
      withUnsafeBytes(of: address.bigEndian) { bytes.append(contentsOf: $0) }
    }
    let fields = ["architecture": architecture, "backtrace": Data(bytes).base64EncodedString()]
    guard let json = try? JSONEncoder().encode(fields),
      let symbols = try? JSONDecoder().decode(Backtrace.self, from: json).symbolicated()
    else { return [:] }
    var result: [UInt64: [StackFrame]] = [:]
    for frame in symbols.frames {
      guard case .returnAddress(let place) = frame.captured, let address = UInt64(place), let symbol = frame.symbol,
        !frame.isSystem, !frame.isSwiftThunk, !frame.isSwiftRuntimeFailure
      else { continue }
      let source = symbol.sourceLocation.flatMap { isWritten($0.path) && $0.line > 0 ? $0 : nil }
      result[address, default: []].append(
        StackFrame(function: symbol.name, symbol: symbol.rawName, path: source?.path, line: source?.line ?? 0))
    }
    return result
  }

  /// Whether a file was written by a human: the compiler and macros have files that are not on disk.
  private static func isWritten(_ path: String) -> Bool {
    !path.contains("<compiler-generated>") && !path.contains("@__swiftmacro_")
  }

  #if arch(x86_64)
    private static let architecture = "x86_64"
  #else
    private static let architecture = "arm64"
  #endif
}
