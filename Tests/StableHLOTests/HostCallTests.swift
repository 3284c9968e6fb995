import StableHLO
import Testing

@Suite struct HostCallTests {
  @Test func laterCallsWaitForEarlierOnes() {
    var builder = FunctionBuilder()
    let x = builder.argument(TensorType([2, 3], .float32))
    builder.hostCall("target", [x], attributes: [("function", "f"), ("text", "a\"\n\\é")], orderedAttribute: "ordered")
    builder.hostCall("target", [], attributes: [("function", "g")], orderedAttribute: "ordered")
    #expect(
      builder.module(returning: []) == """
        module @penzai {
        func.func public @main(%0: tensor<2x3xf32>) -> () {
          %1 = stablehlo.custom_call @target(%0) {api_version = 4 : i32, has_side_effect = true, backend_config = \
        {function = "f", text = "a\\22\\0A\\5C\\C3\\A9"}, operand_layouts = [dense<[1, 0]> : tensor<2xindex>], \
        result_layouts = [dense<> : tensor<0xindex>]} : (tensor<2x3xf32>) -> tensor<i32>
          %2 = stablehlo.custom_call @target(%1) {api_version = 4 : i32, has_side_effect = true, backend_config = \
        {function = "g", ordered = ""}, operand_layouts = [dense<> : tensor<0xindex>], \
        result_layouts = [dense<> : tensor<0xindex>]} : (tensor<i32>) -> tensor<i32>
          return
        }
        }

        """)
  }
}
