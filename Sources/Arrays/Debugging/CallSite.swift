internal import CCallStacks
internal import Synchronization

/// Where an operation was called: a call stack, taken in passing and named only when it is asked for.
public struct CallSite: Hashable, Sendable {
  /// The number of the call stack; 0 for none.
  let number: UInt32

  /// No place.
  static let unknown = CallSite(number: 0)

  private static let locations = Mutex<[CallSite: SourceLocation?]>([unknown: nil])

  init(number: UInt32) { self.number = number }

  /// The place of this call.
  @inline(__always)
  static func current() -> CallSite { CallSite(number: penzai_capture_call_stack()) }

  /// The innermost place outside of this package's own sources, or within them when the stack does not leave them;
  /// `nil` when the program has no symbols.
  ///
  /// The first question about a place reads the program's debug information, a second or two in a large program.
  public var location: SourceLocation? {
    if let known = CallSite.locations.withLock({ $0[self] }) { return known }
    CallSite.locate([self])
    return CallSite.locations.withLock { $0[self] ?? nil }
  }

  /// Finds the locations of several places at once, which costs little more than finding one.
  static func locate(_ sites: some Sequence<CallSite>) {
    let unknown = locations.withLock { known in Set(sites.filter { known[$0] == nil }) }
    guard !unknown.isEmpty else { return }
    let stacks = unknown.map { site in
      var count = 0
      let addresses = penzai_call_stack(site.number, &count)
      return (site, UnsafeBufferPointer(start: addresses, count: count).map { UInt64($0) })
    }
    let frames = DebugInformation.frames(at: Set(stacks.flatMap(\.1)))
    for (site, addresses) in stacks {
      let location = SourceLocation(choosingFrom: addresses.flatMap { frames[$0] ?? [] })
      locations.withLock { $0[site] = .some(location) }
    }
  }
}

extension CallSite: CustomStringConvertible {
  /// The location, as in `Model.swift:12`.
  public var description: String { location?.description ?? "an unknown place" }
}

extension SourceLocation {
  /// The innermost frame of a stack that is the user's own.
  fileprivate init?(choosingFrom frames: [StackFrame]) {
    let placed = frames.filter { $0.path != nil }
    // Without debug information, and in what macros write, only the functions are known.
    guard
      let chosen = placed.first(where: { !$0.isOfPackage })
        ?? frames.first(where: { $0.path == nil && $0.isOfModule && !$0.isOfPackage })
        ?? placed.first(where: { !$0.isOfEngine }) ?? frames.first
    else { return nil }
    self.init(path: chosen.path, line: chosen.line, function: chosen.function)
  }
}
