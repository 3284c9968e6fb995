import Testing
import Toolshed

@Suite struct TrainingProgressTests {
  /// What `body` writes.
  private func text(
    total: Int, lineCount: Int = 10, isTerminal: Bool, _ body: (inout TrainingProgress) -> Void
  ) -> String {
    var text = ""
    var progress = TrainingProgress(total: total, lineCount: lineCount, isTerminal: isTerminal) { text += $0 }
    body(&progress)
    return text
  }

  /// The steps that are due, without a terminal.
  private func dueSteps(total: Int, lineCount: Int) -> [Int] {
    var progress = TrainingProgress(total: total, lineCount: lineCount, isTerminal: false) { _ in }
    return (1...total).filter { progress.isDue($0) }
  }

  // MARK: In a terminal

  @Test func aBarIsDrawnOverTheOneBefore() throws {
    let text = text(total: 60, isTerminal: true) { progress in
      _ = progress.isDue(1)
      progress.show(30, loss: 0.123456)
    }
    let match = try #require(try #/\r\x{1B}\[K(█+)(░+) 30/60  loss 0\.1235  \d+ steps/s/#.wholeMatch(in: text))
    #expect(match.1.count == 15)
    #expect(match.2.count == 15)
  }

  @Test func theLastBarIsFullAndEndsItsLine() throws {
    let text = text(total: 7, isTerminal: true) { progress in
      for step in 1...7 { progress.show(step, loss: 1) }
    }
    let lines = text.split(separator: "\r", omittingEmptySubsequences: true)
    #expect(lines.count == 7)
    #expect(lines.dropLast().allSatisfy { !$0.hasSuffix("\n") && $0.contains("░") })
    #expect(lines[6].hasSuffix("steps/s\n"))
    #expect(lines[6].hasPrefix("\u{1B}[K" + String(repeating: "█", count: 30) + " 7/7  loss 1.0000"))
    #expect(lines.allSatisfy { $0.count { "█░".contains($0) } == 30 })
  }

  @Test func barsComeTenTimesASecondAtMost() async throws {
    var progress = TrainingProgress(total: 1000, isTerminal: true) { _ in }
    // A busy machine may pause for longer than the interval between two lines of this test; not twenty times.
    let isQuiet = (0..<20).contains { _ in
      progress.show(1, loss: 1)
      return !progress.isDue(2)
    }
    #expect(isQuiet)
    let isLastDue = progress.isDue(1000)
    #expect(isLastDue)
    try await Task.sleep(for: .milliseconds(150))
    let isNextDue = progress.isDue(2)
    #expect(isNextDue)
  }

  @Test func stepsBeyondTheLastKeepTheBarWhole() {
    for step in [-3, 11, 1_000] {
      let text = text(total: 10, isTerminal: true) { $0.show(step, loss: 1) }
      #expect(text.count { "█░".contains($0) } == 30)
    }
  }

  @Test func negativeZeroIsShownAsZero() {
    let text = text(total: 10, isTerminal: false) { $0.show(1, loss: -0.00001) }
    #expect(text.contains("loss 0.0000"))
  }

  // MARK: Without one

  @Test func linesArePlain() throws {
    let text = text(total: 200, isTerminal: false) { progress in
      progress.show(20, loss: 2)
      progress.show(200, loss: 0.00004)
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3)
    // The time before the first line is mostly that of compiling, so no speed is made of it.
    #expect(lines[0] == "step 20/200  loss 2.0000")
    #expect(try #/step 200/200  loss 0\.0000  \d+ steps/s/#.wholeMatch(in: lines[1]) != nil)
    #expect(lines[2].isEmpty)
    #expect(!text.contains("\r") && !text.contains("\u{1B}"))
  }

  @Test func aboutAsManyLinesAsAskedForAreDue() {
    #expect(dueSteps(total: 100, lineCount: 10) == [10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    #expect(dueSteps(total: 25, lineCount: 3) == [8, 16, 24, 25])
    #expect(dueSteps(total: 3, lineCount: 10) == [1, 2, 3])
    #expect(dueSteps(total: 5, lineCount: 1) == [5])
    #expect(dueSteps(total: 5, lineCount: 0) == [5])
  }

  @Test(arguments: [true, false]) func lossesThatAreNoNumbersAreShown(_ isTerminal: Bool) {
    #expect(text(total: 2, isTerminal: isTerminal) { $0.show(1, loss: .nan) }.contains("loss nan"))
    #expect(text(total: 2, isTerminal: isTerminal) { $0.show(1, loss: .infinity) }.contains("loss inf"))
  }

  @Test func progressTowardsNothingIsComplete() {
    let text = text(total: 0, isTerminal: true) { $0.show(0, loss: 0) }
    #expect(text.contains(String(repeating: "█", count: 30) + " 0/0"))
    #expect(text.hasSuffix("\n"))
  }
}
