internal import Synchronization
internal import Treescope

/// Words that let in once: they may stand where others can read them, as in the arguments of a program.
final class Tickets: Sendable {
  private let valid = Mutex<Set<String>>([])

  /// A new ticket.
  func issue() -> String {
    let ticket = ViewerAddress.randomSecret()
    valid.withLock { _ = $0.insert(ticket) }
    return ticket
  }

  /// Whether a ticket was valid, which it is no more.
  func redeem(_ ticket: some StringProtocol) -> Bool { valid.withLock { $0.remove(String(ticket)) != nil } }
}
