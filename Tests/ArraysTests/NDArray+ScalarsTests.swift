import Testing

@testable import Arrays

/// Numbers from Swift beside arrays.
@Suite struct NDArrayScalarsTests {
  @Test func numbersAmongThemselvesAreComputedInDoublePrecision() throws {
    let x = try NDArray([1.0], dtype: .float64)
    #expect(try (x * (2 / Double.pi)).doubles() == [2 / Double.pi])
    #expect(try (x * (Double.pi - 3)).doubles() == [Double.pi - 3])
    #expect(try (x * (180 / Double.pi)).dtype == .float64)
    let three = 3.0
    let number = try NDArray(2) / three
    #expect(number.isWeaklyTyped && number.dtype == .float32)
    #expect(try (x * number).doubles() == [2.0 / 3.0])
  }

  @Test func arraysOfOneNumberKeepTheirType() throws {
    let sum = try NDArray.full([], 0.5, dtype: .float16) + 1.0
    #expect(sum.dtype == .float16 && !sum.isWeaklyTyped)
  }
}
