import StableHLO
import Testing

/// The text of every method of the builder.
///
/// That the compiler takes it is for the conformance tests to show.
@Suite struct FunctionBuilderTests {
  /// The lines of a function of arguments of the given types.
  private func lines(_ arguments: [TensorType], _ body: (inout FunctionBuilder, [Value]) -> [Value]) -> String {
    var builder = FunctionBuilder()
    let values = arguments.map { builder.argument($0) }
    let results = body(&builder, values)
    let text = builder.module(returning: results)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst(2).prefix { !$0.hasPrefix("  return") }.map { $0.dropFirst(2) }.joined(separator: "\n")
  }

  private let matrix = TensorType([2, 3], .float32)
  private let integers = TensorType([2, 3], .int32)

  // MARK: Functions

  @Test func modulesHaveOneFunction() {
    var builder = FunctionBuilder()
    let x = builder.argument(matrix, attributes: "tf.aliasing_output = 0 : i32")
    let y = builder.argument(TensorType([], .int8))
    #expect(x.id == 0 && y.id == 1)
    #expect(
      builder.module(returning: [y, x], attributes: "mhlo.num_partitions = 4 : i32") == """
        module @penzai attributes {mhlo.num_partitions = 4 : i32} {
        func.func public @main(%0: tensor<2x3xf32> {tf.aliasing_output = 0 : i32}, %1: tensor<i8>) -> \
        (tensor<i8>, tensor<2x3xf32>) {
          return %1, %0 : tensor<i8>, tensor<2x3xf32>
        }
        }

        """)
  }

  @Test func functionsMayReturnNothing() {
    #expect(FunctionBuilder().module(returning: []).hasSuffix("@main() -> () {\n  return\n}\n}\n"))
  }

  // MARK: Elementwise

  @Test func elementwise() {
    #expect(
      lines([matrix, matrix]) { [$0.elementwise("add", $1[0], $1[1])] }
        == "%2 = stablehlo.add %0, %1 : tensor<2x3xf32>")
    #expect(lines([matrix]) { [$0.elementwise("tanh", $1)] } == "%1 = stablehlo.tanh %0 : tensor<2x3xf32>")
  }

  @Test func chlo() {
    #expect(
      lines([matrix]) { [$0.chlo("erf_inv", $1[0])] } == "%1 = chlo.erf_inv %0 : tensor<2x3xf32> -> tensor<2x3xf32>")
  }

  @Test func chloOfTwo() {
    #expect(
      lines([matrix, matrix]) { [$0.chlo("polygamma", $1[0], $1[1])] }
        == "%2 = chlo.polygamma %0, %1 : tensor<2x3xf32>, tensor<2x3xf32> -> tensor<2x3xf32>")
  }

  @Test func isFinite() {
    #expect(
      lines([matrix]) { [$0.isFinite($1[0])] }
        == "%1 = stablehlo.is_finite %0 : (tensor<2x3xf32>) -> tensor<2x3xi1>")
  }

  @Test func compareTellsHowNumbersOrder() {
    #expect(
      lines([matrix, matrix]) { [$0.compare(.lessOrEqual, $1[0], $1[1])] }
        == "%2 = stablehlo.compare LE, %0, %1, FLOAT : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>")
    #expect(lines([integers, integers]) { [$0.compare(.equal, $1[0], $1[1])] }.contains("EQ, %0, %1, SIGNED"))
    let unsigned = TensorType([2], .uint8)
    #expect(lines([unsigned, unsigned]) { [$0.compare(.greater, $1[0], $1[1])] }.contains("GT, %0, %1, UNSIGNED"))
    let booleans = TensorType([2], .bool)
    #expect(lines([booleans, booleans]) { [$0.compare(.notEqual, $1[0], $1[1])] }.contains("NE, %0, %1, UNSIGNED"))
  }

  @Test func select() {
    #expect(
      lines([TensorType([2, 3], .bool), matrix, matrix]) { [$0.select($1[0], $1[1], $1[2])] }
        == "%3 = stablehlo.select %0, %1, %2 : tensor<2x3xi1>, tensor<2x3xf32>")
  }

  @Test func conversions() {
    #expect(
      lines([matrix]) { [$0.convert($1[0], to: .int32)] }
        == "%1 = stablehlo.convert %0 : (tensor<2x3xf32>) -> tensor<2x3xi32>")
    #expect(
      lines([matrix]) { [$0.bitcastConvert($1[0], to: .uint32)] }
        == "%1 = stablehlo.bitcast_convert %0 : (tensor<2x3xf32>) -> tensor<2x3xui32>")
  }

  @Test func constant() {
    #expect(
      lines([]) { builder, _ in [builder.constant("0x3F800000", TensorType([], .float32))] }
        == "%0 = stablehlo.constant dense<0x3F800000> : tensor<f32>")
  }

  // MARK: Shapes

  @Test func iota() {
    #expect(
      lines([]) { builder, _ in [builder.iota(axis: 1, integers)] } == "%0 = stablehlo.iota dim = 1 : tensor<2x3xi32>")
  }

  @Test func broadcast() {
    #expect(
      lines([TensorType([3], .float32)]) { [$0.broadcast($1[0], to: [2, 3], axes: [1])] }
        == "%1 = stablehlo.broadcast_in_dim %0, dims = [1] : (tensor<3xf32>) -> tensor<2x3xf32>")
  }

  @Test func reshape() {
    #expect(
      lines([matrix]) { [$0.reshape($1[0], to: [6])] }
        == "%1 = stablehlo.reshape %0 : (tensor<2x3xf32>) -> tensor<6xf32>")
  }

  @Test func transpose() {
    #expect(
      lines([matrix]) { [$0.transpose($1[0], [1, 0])] }
        == "%1 = stablehlo.transpose %0, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>")
  }

  @Test func reverse() {
    #expect(
      lines([matrix]) { [$0.reverse($1[0], axes: [0, 1])] }
        == "%1 = stablehlo.reverse %0, dims = [0, 1] : tensor<2x3xf32>")
  }

  @Test func concatenate() {
    #expect(
      lines([matrix, matrix]) { [$0.concatenate($1, axis: 0, shape: [4, 3])] }
        == "%2 = stablehlo.concatenate %0, %1, dim = 0 : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<4x3xf32>")
  }

  @Test func pad() {
    #expect(
      lines([matrix, TensorType([], .float32)]) {
        [$0.pad($1[0], with: $1[1], low: [-1, 0], high: [2, 10], interior: [0, 1], shape: [3, 15])]
      }
        == "%2 = stablehlo.pad %0, %1, low = [-1, 0], high = [2, 10], interior = [0, 1] : "
        + "(tensor<2x3xf32>, tensor<f32>) -> tensor<3x15xf32>")
  }

  @Test func slice() {
    #expect(
      lines([matrix]) { [$0.slice($1[0], starts: [0, 1], limits: [2, 3], strides: [1, 2], shape: [2, 1])] }
        == "%1 = stablehlo.slice %0 [0:2:1, 1:3:2] : (tensor<2x3xf32>) -> tensor<2x1xf32>")
  }

  // MARK: Reductions

  @Test func reduceByAnOperation() {
    #expect(
      lines([matrix, TensorType([], .float32)]) {
        [$0.reduce($1[0], from: $1[1], by: "maximum", axes: [0, 1], shape: [])]
      }
        == "%2 = stablehlo.reduce(%0 init: %1) applies stablehlo.maximum across dimensions = [0, 1] : "
        + "(tensor<2x3xf32>, tensor<f32>) -> tensor<f32>")
  }

  @Test func reduceByAFunction() {
    let scalars = [TensorType([], .float32), TensorType([], .int32)]
    #expect(
      lines([matrix, integers] + scalars) { builder, values in
        builder.reduce(Array(values[..<2]), from: Array(values[2...]), axes: [1], shape: [2]) { builder, scalars in
          [builder.elementwise("add", scalars[0], scalars[2]), scalars[1]]
        }
      } == """
        %4, %5 = "stablehlo.reduce"(%0, %1, %2, %3) <{dimensions = array<i64: 1>}> ({
        ^bb0(%6: tensor<f32>, %7: tensor<i32>, %8: tensor<f32>, %9: tensor<i32>):
        %10 = stablehlo.add %6, %8 : tensor<f32>
        stablehlo.return %10, %7 : tensor<f32>, tensor<i32>
        }) : (tensor<2x3xf32>, tensor<2x3xi32>, tensor<f32>, tensor<i32>) -> (tensor<2xf32>, tensor<2xi32>)
        """)
  }

  @Test func reduceWindow() {
    #expect(
      lines([matrix, TensorType([], .float32)]) {
        [$0.reduceWindow($1[0], from: $1[1], by: "add", window: [1, 3], padding: [(0, 0), (2, 0)], shape: [2, 3])]
      } == """
        %2 = "stablehlo.reduce_window"(%0, %1) <{window_dimensions = array<i64: 1, 3>, \
        padding = dense<[[0, 0], [2, 0]]> : tensor<2x2xi64>}> ({
        ^bb0(%3: tensor<f32>, %4: tensor<f32>):
        %5 = stablehlo.add %3, %4 : tensor<f32>
        stablehlo.return %5 : tensor<f32>
        }) : (tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>
        """)
  }

  @Test func dotGeneral() {
    let type = TensorType([2, 2], .float32)
    #expect(
      lines([matrix, matrix]) {
        [
          $0.dotGeneral(
            $1[0], $1[1], batching: ([], []), contracting: ([1], [1]), precision: "HIGHEST", type: type)
        ]
      }
        == "%2 = stablehlo.dot_general %0, %1, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : "
        + "(tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x2xf32>")
    #expect(
      lines([matrix, matrix]) {
        [
          $0.dotGeneral(
            $1[0], $1[1], batching: ([0], [0]), contracting: ([1], [1]), precision: "DEFAULT",
            type: TensorType([2], .float32))
        ]
      }.contains("%0, %1, batching_dims = [0] x [0], contracting_dims = [1] x [1], "))
  }

  // MARK: Indexing

  private let rows = GatherDimensions(
    offsetDims: [1], collapsedSliceDims: [0], operandBatchingDims: [2], startIndicesBatchingDims: [3],
    startIndexMap: [0], indexVectorDim: 1)

  @Test func gather() {
    #expect(
      lines([matrix, TensorType([4, 1], .int32)]) {
        [$0.gather($1[0], $1[1], rows, sliceSizes: [1, 3], shape: [4, 3])]
      }
        == "%2 = \"stablehlo.gather\"(%0, %1) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], "
        + "collapsed_slice_dims = [0], operand_batching_dims = [2], start_indices_batching_dims = [3], "
        + "start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 3>, "
        + "indices_are_sorted = false}> : (tensor<2x3xf32>, tensor<4x1xi32>) -> tensor<4x3xf32>")
    #expect(
      lines([TensorType([], .float32), TensorType([0], .int32)]) {
        [$0.gather($1[0], $1[1], rows, sliceSizes: [], shape: [])]
      }.contains("slice_sizes = array<i64>,"))
  }

  @Test func scatter() {
    #expect(
      lines([matrix, TensorType([4, 1], .int32), TensorType([4, 3], .float32)]) {
        [
          $0.scatter($1[0], $1[1], $1[2], rows, promises: IndexPromises(areUnique: true)) { builder, old, new in
            builder.elementwise("add", old, new)
          }
        ]
      } == """
        %3 = "stablehlo.scatter"(%0, %1, %2) <{scatter_dimension_numbers = #stablehlo.scatter<\
        update_window_dims = [1], inserted_window_dims = [0], input_batching_dims = [2], \
        scatter_indices_batching_dims = [3], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, \
        indices_are_sorted = false, unique_indices = true}> ({
        ^bb0(%4: tensor<f32>, %5: tensor<f32>):
        %6 = stablehlo.add %4, %5 : tensor<f32>
        stablehlo.return %6 : tensor<f32>
        }) : (tensor<2x3xf32>, tensor<4x1xi32>, tensor<4x3xf32>) -> tensor<2x3xf32>
        """)
  }

  @Test func promisesOfOrderStandInTheText() {
    let arguments = [matrix, TensorType([4, 1], .int32), TensorType([4, 3], .float32)]
    let sorted = IndexPromises(areSorted: true)
    #expect(
      lines(arguments) { [$0.gather($1[0], $1[1], rows, sliceSizes: [1, 3], shape: [4, 3], promises: sorted)] }
        .contains("indices_are_sorted = true}>"))
    #expect(
      lines(arguments) { [$0.scatter($1[0], $1[1], $1[2], rows, promises: sorted) { $2 }] }
        .contains("indices_are_sorted = true, unique_indices = false}>"))
  }

  @Test func sortsTakeTheScalarsOfEachOperandSideBySide() {
    #expect(
      lines([matrix, integers]) {
        $0.sort($1, axis: 1, isStable: true) { builder, firsts, seconds in
          builder.compare(.less, firsts[0], seconds[0])
        }
      } == """
        %2, %3 = "stablehlo.sort"(%0, %1) <{dimension = 1 : i64, is_stable = true}> ({
        ^bb0(%4: tensor<f32>, %5: tensor<f32>, %6: tensor<i32>, %7: tensor<i32>):
        %8 = stablehlo.compare LT, %4, %5, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
        stablehlo.return %8 : tensor<i1>
        }) : (tensor<2x3xf32>, tensor<2x3xi32>) -> (tensor<2x3xf32>, tensor<2x3xi32>)
        """)
  }

  @Test func dynamicSlices() {
    let scalar = TensorType([], .int32)
    #expect(
      lines([matrix, scalar, scalar]) { [$0.dynamicSlice($1[0], starts: [$1[1], $1[2]], sizes: [1, 2])] }
        == "%3 = stablehlo.dynamic_slice %0, %1, %2, sizes = [1, 2] : "
        + "(tensor<2x3xf32>, tensor<i32>, tensor<i32>) -> tensor<1x2xf32>")
    #expect(
      lines([matrix, TensorType([1, 2], .float32), scalar, scalar]) {
        [$0.dynamicUpdateSlice($1[0], $1[1], starts: [$1[2], $1[3]])]
      }
        == "%4 = stablehlo.dynamic_update_slice %0, %1, %2, %3 : "
        + "(tensor<2x3xf32>, tensor<1x2xf32>, tensor<i32>, tensor<i32>) -> tensor<2x3xf32>")
  }
}
