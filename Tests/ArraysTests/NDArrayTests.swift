import Arrays
import Testing

/// Making arrays from Swift's values and reading them back.
@Suite struct NDArrayTests {
  private func message(_ body: () throws -> NDArray) -> String {
    do {
      return "no error, but \(try body().type)"
    } catch {
      return "\(error)"
    }
  }

  private func survives<Element: ArrayElement>(_ elements: [Element], _ dtype: DType) throws {
    let array = try NDArray(elements, shape: [1, elements.count])
    #expect(array.type == ArrayType([1, elements.count], dtype))
    #expect(!array.isWeaklyTyped)
    #expect(try array.elements(as: Element.self) == elements)
    #expect(try array.bytes().count == elements.count * dtype.byteCount)
  }

  @Test func elementsOfEveryTypeComeBack() throws {
    try survives([true, false, true], .bool)
    try survives([Int8.min, -1, .max], .int8)
    try survives([Int16.min, -1, .max], .int16)
    try survives([Int32.min, -1, .max], .int32)
    try survives([Int64.min, -1, .max], .int64)
    try survives([UInt8.min, .max], .uint8)
    try survives([UInt16.min, .max], .uint16)
    try survives([UInt32.min, .max], .uint32)
    try survives([UInt64.min, .max], .uint64)
    try survives([BFloat16(1.5), BFloat16(-.infinity)], .bfloat16)
    try survives([Float16.greatestFiniteMagnitude, -0.1], .float16)
    try survives([Float.leastNonzeroMagnitude, .infinity], .float32)
    try survives([Double.pi, -.infinity], .float64)
  }

  @Test func emptyArraysHaveNoElements() throws {
    let empty = try NDArray.zeros([3, 0, 2])
    #expect(empty.count == 0)
    #expect(try empty.doubles() == [])
    #expect(try (empty + 1).shape == [3, 0, 2])
    #expect(try empty.sum([1]).doubles() == [0, 0, 0, 0, 0, 0])
  }

  @Test func swiftNumbersAreWeak() throws {
    let half = try NDArray([1.5], dtype: .bfloat16)
    #expect(try (half * 2.5).dtype == .bfloat16)
    #expect(try (half + 1).dtype == .bfloat16)
    let small = try NDArray([Int8(1)])
    #expect(try (small + 1).dtype == .int8)
    #expect(try (small * 2.5).dtype == .float32)
    let number: NDArray = 2
    #expect(number.isWeaklyTyped && number.dtype == .int32)
    let truth: NDArray = true
    #expect(!truth.isWeaklyTyped && truth.dtype == .bool)
    #expect(try !number.astype(.int32).isWeaklyTyped)
  }

  @Test func swiftNumbersAreNotRoundedOnTheWay() throws {
    let wide = try NDArray([1.0], dtype: .float64)
    #expect(try (wide * 0.1).doubles() == [0.1])
    #expect(try NDArray.where(wide.greater(0), wide, 0.1).dtype == .float64)
    #expect(try wide.clipped(to: 0.1).doubles() == [0.1])
    let long = try NDArray([Int64(1)])
    #expect(try (long + (1 << 40)).elements(as: Int64.self) == [1 << 40 + 1])
  }

  @Test func creationFillsShapes() throws {
    #expect(try NDArray.full([2, 2], 7, dtype: .uint8).elements(as: UInt8.self) == [7, 7, 7, 7])
    #expect(try NDArray.ones([2], dtype: .bool).elements(as: Bool.self) == [true, true])
    #expect(try NDArray.arange(2, 9, step: 3).elements(as: Int32.self) == [2, 5, 8])
    #expect(try NDArray.arange(5, 0, step: -2, dtype: .float16).doubles() == [5, 3, 1])
    #expect(try NDArray.arange(0.5, 2.0, step: 0.5).doubles() == [0.5, 1, 1.5])
    #expect(try NDArray.linspace(0, 10, count: 5, dtype: .int32).elements(as: Int32.self) == [0, 2, 5, 7, 10])
    #expect(try NDArray.linspace(0, 1, count: 4, includesStop: false).doubles() == [0, 0.25, 0.5, 0.75])
    #expect(try NDArray.triangle(2, 3).elements(as: Bool.self) == [true, false, false, true, true, false])
  }

  @Test func mistakesSayWhatIsWrong() throws {
    #expect(message { try NDArray([Float(1)], shape: [2, 3]) } == "NDArray: shape [2, 3] needs 6 values, found 1.")
    #expect(message { try NDArray([1, 300], dtype: .int8) } == "NDArray: 300 cannot be represented as int8.")
    #expect(message { try NDArray([-1], dtype: .uint64) } == "NDArray: -1 cannot be represented as uint64.")
    #expect(message { try NDArray([1.5], dtype: .int32) } == "NDArray: 1.5 cannot be represented as int32.")
    #expect(message { try NDArray.arange(300, dtype: .uint8) } == "NDArray: 299 cannot be represented as uint8.")
    #expect(message { try NDArray.zeros([2, -1]) } == "full: sizes must not be negative, found shape [2, -1].")
    #expect(message { try NDArray.full([1 << 40, 1 << 40], 0) }.contains("more elements than can be held"))
    let pair = try NDArray([1.0, 2])
    #expect(throws: ArrayError.shape(operation: "item", expected: "an array of one element", found: [[2]])) {
      try pair.item(as: Float.self)
    }
    #expect(
      throws: ArrayError.dtype(operation: "elements(as: Int32.self)", expected: "int32", found: .float32)
    ) { try pair.elements(as: Int32.self) }
  }

  @Test func valuesCannotBeReadInsideATrace() throws {
    let doubled = jit { (x: NDArray) in
      _ = try x.doubles()
      return x
    }
    #expect {
      try doubled(NDArray([1.0]))
    } throws: { "\($0)".contains("is not known while jit traces the function") }
  }
}
