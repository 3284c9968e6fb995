import Testing

@testable import Treescope

struct ArrayStatisticsTests {
  private func summary(_ values: [Double], _ kind: ElementKind = .floating) -> String {
    ArrayStatistics(values, kind: kind).summary
  }

  @Test func summaries() {
    #expect(summary([]) == "")
    #expect(summary([0.25]) == " 0.25")
    #expect(summary([.nan]) == " nan")
    #expect(summary([1, 2, 3, 4]) == " ≈2.5 ±1.1 [≥1, ≤4]")
    #expect(summary([0, .nan, .infinity, -.infinity, 2]) == " ≈1 ±1 [≥0, ≤2] zero:1 nan:1 inf:1 -inf:1")
    #expect(summary([.nan, .nan]) == " nan:2")
    #expect(summary([0, 3, -4], .integer) == " [≥-4, ≤3] zero:1 nonzero:2")
    #expect(summary([1, 0, 1], .boolean) == " true:2 false:1")
  }

  @Test func deviationsKeepTheirDigitsFarFromZero() throws {
    let statistics = ArrayStatistics((0..<1_000).map { 1e9 + Double($0 % 2) }, kind: .floating)
    #expect(statistics.mean == 1e9 + 0.5)
    #expect(statistics.deviation == 0.5)
  }

  @Test func numbersToSomeDigits() {
    #expect(significant(0.0123456) == "0.012")
    #expect(significant(0.5) == "0.50")
    #expect(significant(1234.5) == "1.2e3")
    #expect(significant(-0.000012345, digits: 4) == "-1.234e-5" || significant(-0.000012345, digits: 4) == "-1.235e-5")
    #expect(significant(9.99) == "10")
    #expect(significant(123.456, digits: 5) == "123.46")
    #expect(significant(7) == "7")
    #expect(significant(.infinity) == "inf")
    #expect(significant(1e300) == "1.0e300")
  }
}
