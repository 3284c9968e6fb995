internal import Foundation

/// Shows how training goes: a bar with loss and speed in a terminal, a plain line now and then otherwise.
public struct TrainingProgress {
  private let total: Int
  private let isTerminal: Bool
  private let write: (String) -> Void
  private let clock = ContinuousClock()
  /// The first step that was asked about, and when: what came before holds the time of compiling.
  private var start: (step: Int, time: ContinuousClock.Instant)?
  private var lastShown: ContinuousClock.Instant
  private let lineInterval: Int

  /// Progress towards a number of steps.
  ///
  /// - Parameters:
  ///   - total: the number of steps.
  ///   - lineCount: about how many lines to write when standard output is no terminal.
  ///   - isTerminal: whether to draw a bar; found out when absent.
  ///   - write: takes the text; standard output when absent.
  public init(
    total: Int, lineCount: Int = 10, isTerminal: Bool? = nil, write: ((String) -> Void)? = nil
  ) {
    self.total = total
    self.isTerminal = isTerminal ?? (isatty(STDOUT_FILENO) == 1)
    self.write =
      write ?? { text in
        // Through print, so that it stays in order with what the program prints itself.
        print(text, terminator: "")
        fflush(nil)
      }
    lineInterval = Swift.max(1, total / Swift.max(1, lineCount))
    lastShown = clock.now
  }

  /// Whether a step is one to show, so that the loss of the others need not be read.
  public mutating func isDue(_ step: Int) -> Bool {
    start = start ?? (step, clock.now)
    if step == total { return true }
    return isTerminal ? clock.now - lastShown > .milliseconds(100) : step % lineInterval == 0
  }

  /// Shows that a number of steps are made, and the loss of the last.
  public mutating func show(_ step: Int, loss: Double) {
    lastShown = clock.now
    let first = start ?? (step, lastShown)
    start = first
    let seconds = (lastShown - first.time) / .seconds(1)
    let isMeasured = step > first.step && seconds > 0
    let speed = isMeasured ? String(format: "  %.0f steps/s", Double(step - first.step) / seconds) : ""
    // Adding zero makes a negative zero a plain one.
    let facts = String(format: "loss %.4f", (loss * 1e4).rounded() / 1e4 + 0) + speed
    if isTerminal {
      let width = 30
      let filled = total > 0 ? Swift.min(Swift.max(step, 0), total) * width / total : width
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
      write("\r\u{1B}[K\(bar) \(step)/\(total)  \(facts)\(step >= total ? "\n" : "")")
    } else {
      write("step \(step)/\(total)  \(facts)\n")
    }
  }
}
