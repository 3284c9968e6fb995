import Testing

@testable import Edits

struct ListAlignmentTests {
  private func rows(_ old: String, _ new: String) -> [String] {
    let (one, other) = (Array(old), Array(new))
    let alignment = ListAlignment([
      (one.map { "\($0)" }, other.map { "\($0)" }),
      (one.map { "\($0.isUppercase)" }, other.map { "\($0.isUppercase)" }),
    ])
    return alignment.rows.map { row in "\(row.old.map { "\(one[$0])" } ?? "")|\(row.new.map { "\(other[$0])" } ?? "")" }
  }

  @Test(arguments: [
    ("", "", []), ("ab", "", ["a|", "b|"]), ("", "ab", ["|a", "|b"]), ("abc", "abc", ["a|a", "b|b", "c|c"]),
    ("abc", "axbc", ["a|a", "|x", "b|b", "c|c"]), ("abc", "ac", ["a|a", "b|", "c|c"]),
    ("abc", "aXc", ["a|a", "b|X", "c|c"]), ("abC", "aXyC", ["a|a", "|X", "b|y", "C|C"]),
    ("aab", "ab", ["a|a", "a|", "b|b"]),
  ])
  func elementsAreAligned(old: String, new: String, expected: [String]) {
    #expect(rows(old, new) == expected)
  }

  /// Both lists are kept in order, and as many equal elements are paired as there can be.
  @Test(arguments: 0..<100)
  func alignmentsAreCompleteAndLongest(seed: Int) {
    var random = SeededGenerator(state: UInt64(seed))
    func letters() -> [Int] {
      (0..<Int.random(in: 0...9, using: &random)).map { _ in Int.random(in: 0...3, using: &random) }
    }
    let (old, new) = (letters(), letters())
    let rows = ListAlignment([(old, new), (old.map { $0 & 1 }, new.map { $0 & 1 })]).rows
    #expect(rows.compactMap(\.old) == Array(old.indices))
    #expect(rows.compactMap(\.new) == Array(new.indices))
    let equal = rows.count { row in row.old.map { old[$0] } == row.new.map { new[$0] } }
    #expect(equal == longest(old[...], new[...]))
  }

  private func longest(_ one: ArraySlice<Int>, _ other: ArraySlice<Int>) -> Int {
    guard let first = one.first, let second = other.first else { return 0 }
    if first == second { return 1 + longest(one.dropFirst(), other.dropFirst()) }
    return max(longest(one.dropFirst(), other), longest(one, other.dropFirst()))
  }

  @Test func longListsAreAlignedAroundWhatStandsOnceInBoth() {
    var (old, new) = (Array(0..<6000), Array(0..<6000))
    new.remove(at: 3000)
    new.insert(-1, at: 10)
    new.insert(contentsOf: [7, 7], at: 5000)
    var rows = ListAlignment([(old, new)]).rows
    #expect(rows.filter { $0.old == nil }.map(\.new) == [10, 5000, 5001])
    #expect(rows.filter { $0.new == nil }.map(\.old) == [3000])
    old = Array(repeating: 1, count: 3000)
    new = [2] + Array(repeating: 1, count: 2000) + [2]
    rows = ListAlignment([(old, new)]).rows
    #expect(rows.compactMap(\.old) == Array(old.indices) && rows.compactMap(\.new) == Array(new.indices))
  }
}
