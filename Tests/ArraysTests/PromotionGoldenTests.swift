import TestSupport
import Testing

@testable import Arrays

/// The types of results against JAX's.
@Suite struct PromotionGoldenTests {
  struct Record: Decodable, Sendable {
    var left: String
    var right: String
    var result: String
    var weak: Bool
  }

  private func operand(_ name: String) throws -> NDArray {
    switch name {
    case "weak bool": return true
    case "weak int": return 1
    case "weak float": return 1.5
    case "weak complex": return NDArray(literal: .complex(1, 2))
    default:
      guard let dtype = DType(rawValue: name) else {
        throw ArrayError.argument(operation: "golden data", problem: "unknown dtype \(name)")
      }
      return try NDArray.full([2], 1, dtype: dtype)
    }
  }

  @Test func everyPairAgrees() throws {
    let records = try Golden<Record>.load("promotion")
    #expect(records.count == 361)
    for record in records {
      let (left, right) = (try operand(record.left), try operand(record.right))
      let result = try left * right
      // Where numbers without a type of their own decide, the type is the default one: that of 32 bits here, in JAX
      // with x64 that of 64.
      let areIntegers = [record.left, record.right].allSatisfy { DType(rawValue: $0) != nil }
      let narrow = ["float64": "float32", "int64": "int32", "complex128": "complex64"]
      let wanted = record.weak && !areIntegers ? narrow[record.result] ?? record.result : record.result
      #expect(result.dtype.rawValue == wanted, "\(record.left) and \(record.right)")
      #expect(result.isWeaklyTyped == record.weak, "\(record.left) and \(record.right)")
      if let (x, y) = DType(rawValue: record.left).flatMap({ x in DType(rawValue: record.right).map { (x, $0) } }) {
        #expect(x.promoted(with: y).rawValue == wanted)
      }
    }
  }

  /// The printed table says for every pair what JAX gives.
  @Test func theTableAgrees() throws {
    let rows = "\(PromotionTable())".split(separator: "\n").map { row in
      row.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        .map { $0.trimmingPrefix { $0 == " " }.split(separator: " ").first.map(String.init) ?? "" }
    }
    let names = Array(rows[0].dropFirst())
    #expect(names.count == DType.allCases.count + 3)
    let weak = ["weak int": "integer*", "weak float": "float*", "weak complex": "complex*"]
    for record in try Golden<Record>.load("promotion") where record.left != "weak bool" && record.right != "weak bool" {
      let row = try #require(rows.dropFirst(2).first { $0[0] == weak[record.left] ?? record.left })
      let column = try #require(names.firstIndex(of: weak[record.right] ?? record.right))
      let cell = row[column + 1]
      let narrow = ["float64": "float32", "int64": "int32", "complex128": "complex64"]
      let areTyped = [record.left, record.right].allSatisfy { DType(rawValue: $0) != nil }
      let wanted = record.weak && !areTyped ? narrow[record.result] ?? record.result : record.result
      #expect(cell == (record.weak ? wanted + "*" : wanted), "\(record.left) and \(record.right)")
    }
  }
}
