import StableHLO
import Testing

@Suite struct TensorTypeTests {
  @Test func printsAsInTheDialect() {
    #expect("\(TensorType([], .float32))" == "tensor<f32>")
    #expect("\(TensorType([2, 30, 0], .bfloat16))" == "tensor<2x30x0xbf16>")
    #expect("\(TensorType([1_234_567_890], .uint64))" == "tensor<1234567890xui64>")
  }

  @Test func elementTypesAreSpelledAsInTheDialect() {
    #expect(
      ElementType.allCases.map(\.rawValue) == [
        "i1", "i8", "i16", "i32", "i64", "ui8", "ui16", "ui32", "ui64", "f16", "bf16", "f32", "f64",
        "complex<f32>", "complex<f64>",
      ])
    #expect(ElementType.allCases.filter(\.isFloating) == [.float16, .bfloat16, .float32, .float64])
  }
}
