import Arrays
import TestSupport
import Testing

/// The types of results against JAX's.
@Suite struct PromotionGoldenTests {
  struct Record: Decodable, Sendable {
    var left: String
    var right: String
    var result: String
    var weak: Bool
    var resultWithoutX64: String?

    enum CodingKeys: String, CodingKey {
      case left, right, result, weak
      case resultWithoutX64 = "result_without_x64"
    }
  }

  private func operand(_ name: String) throws -> NDArray {
    switch name {
    case "weak bool": true
    case "weak int": 1
    case "weak float": 1.5
    default: try NDArray.full([2], 1, dtype: #require(DType(rawValue: name)))
    }
  }

  @Test func everyPairAgrees() throws {
    let records = try Golden<Record>.load("promotion")
    #expect(records.count == 256)
    for record in records {
      let (left, right) = (try operand(record.left), try operand(record.right))
      let result = try left * right
      // Where only numbers without a type of their own decide, the type is the default one: that of 32 bits here, in
      // JAX with x64 that of 64.
      let narrowed = record.weak && record.result == "float64" ? "float32" : record.result
      let isOfIntegers = [record.left, record.right].allSatisfy { $0.hasSuffix("int64") }
      let wanted = isOfIntegers ? record.result : record.resultWithoutX64 ?? narrowed
      #expect(result.dtype.rawValue == wanted, "\(record.left) and \(record.right)")
      #expect(result.isWeaklyTyped == record.weak, "\(record.left) and \(record.right)")
      if let (x, y) = DType(rawValue: record.left).flatMap({ x in DType(rawValue: record.right).map { (x, $0) } }) {
        #expect(x.promoted(with: y).rawValue == wanted)
      }
    }
  }
}
