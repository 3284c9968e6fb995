/// How a window slides along some axes, for convolutions and folds; one number an axis each.
public struct SlidingWindow: Hashable, Sendable {
  /// How many elements the window moves between two results.
  public var strides: [Int]
  /// How many elements stand before the first one; negative to leave out the first ones.
  public var low: [Int]
  /// How many elements stand after the last one; negative to leave out the last ones.
  public var high: [Int]
  /// The distance of neighbours of the operand, the places between them being empty.
  public var operandDilation: [Int]
  /// The distance of neighbours within the window.
  public var windowDilation: [Int]

  /// A window from all its parts; steps and distances of one and no padding where not given.
  public init(
    rank: Int, strides: [Int]? = nil, low: [Int]? = nil, high: [Int]? = nil, operandDilation: [Int]? = nil,
    windowDilation: [Int]? = nil
  ) {
    let ones = [Int](repeating: 1, count: rank)
    let zeros = [Int](repeating: 0, count: rank)
    self.strides = strides ?? ones
    self.low = low ?? zeros
    self.high = high ?? zeros
    self.operandDilation = operandDilation ?? ones
    self.windowDilation = windowDilation ?? ones
  }
}

extension FunctionBuilder {
  /// A convolution of an operand [batch, features, space...] with a kernel [features of the result, features, space...].
  public mutating func convolution(
    _ operand: Value, _ kernel: Value, _ window: SlidingWindow, featureGroups: Int, batchGroups: Int, shape: [Int]
  ) -> Value {
    let result = define(TensorType(shape, operand.type.element))
    let space = window.strides.indices.map { ", \($0)" }.joined()
    text.append("stablehlo.convolution(")
    text.append(values: [operand, kernel])
    text.append(string: ") dim_numbers = [b, f\(space)]x[o, i\(space)]->[b, f\(space)], window = {stride = ")
    text.append(list: window.strides)
    text.append(", pad = ")
    text.append(pairs: window.low, window.high)
    text.append(", lhs_dilate = ")
    text.append(list: window.operandDilation)
    text.append(", rhs_dilate = ")
    text.append(list: window.windowDilation)
    text.append("} {batch_group_count = ")
    text.append(batchGroups)
    text.append(" : i64, feature_group_count = ")
    text.append(featureGroups)
    text.append(" : i64}")
    endLine(from: [operand, kernel], to: result)
    return result
  }

  /// Folding of several operands together in a window that slides over them.
  ///
  /// - Parameters:
  ///   - operands: values of one shape.
  ///   - initials: a scalar for each operand, to begin with.
  ///   - sizes: the size of the window along each axis.
  ///   - window: how the window slides.
  ///   - shape: the shape of each result.
  ///   - body: takes the left scalars followed by the right ones and gives the folded scalars.
  public mutating func reduceWindow(
    _ operands: [Value], from initials: [Value], sizes: [Int], _ window: SlidingWindow, shape: [Int],
    body: (inout FunctionBuilder, [Value]) -> [Value]
  ) -> [Value] {
    let results = operands.map { fresh(TensorType(shape, $0.type.element)) }
    text.append("  ")
    text.append(values: results)
    text.append(" = \"stablehlo.reduce_window\"(")
    text.append(values: operands + initials)
    text.append(") <{window_dimensions = ")
    text.append(attribute: sizes)
    text.append(", window_strides = ")
    text.append(attribute: window.strides)
    text.append(", base_dilations = ")
    text.append(attribute: window.operandDilation)
    text.append(", window_dilations = ")
    text.append(attribute: window.windowDilation)
    text.append(", padding = dense<")
    text.append(pairs: window.low, window.high)
    text.append("> : tensor<")
    text.append(sizes.count)
    text.append("x2xi64>}> (")
    let scalars = operands.map { TensorType([], $0.type.element) }
    region(scalars + scalars, body)
    text.append(") : (")
    text.append(types: operands + initials)
    text.append(") -> (")
    text.append(types: results)
    text.append(")\n")
    return results
  }
}

extension TextBuffer {
  /// Pairs of numbers: `[[0, 1], [2, 3]]`.
  fileprivate mutating func append(pairs first: [Int], _ second: [Int]) {
    append("[")
    for (position, (x, y)) in zip(first, second).enumerated() {
      if position > 0 { append(", ") }
      append(list: [x, y])
    }
    append("]")
  }
}
