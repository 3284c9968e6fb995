internal import StableHLO

/// An elementwise primitive whose value is written in other primitives, while its derivative has a rule of its own.
///
/// Floats of 16 bits are taken as `float32` on the way.
protocol ComposedPrimitive: ElementwisePrimitive {
  /// The result, recorded in the active trace; given operands that ``resultTypes(_:)`` accepts it does not fail.
  func value(_ operands: [NDArray]) throws -> NDArray
}

extension ComposedPrimitive {
  /// The name in StableHLO, which such a primitive has none of.
  static var operation: StaticString { "composed" }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let values = builder.compose(Self.name, operands.map { builder.widened($0) }) { [try value($0)] }
    return zip(values, results).map { builder.converted($0, to: $1.element) }
  }
}

/// An elementwise primitive computed by repeating a step until no element needs another one.
///
/// Floats of 16 bits are taken as `float32` on the way.
protocol IterativePrimitive: ElementwisePrimitive {
  /// The state before the first step; its first array tells which elements need another one.
  func start(_ operands: [NDArray]) throws -> [NDArray]
  /// The state after another step.
  func step(_ state: [NDArray]) throws -> [NDArray]
  /// The result from the last state.
  func finish(_ state: [NDArray]) throws -> NDArray
}

extension IterativePrimitive {
  /// The name in StableHLO, which such a primitive has none of.
  static var operation: StaticString { "iterated" }

  /// More steps than any series or fraction here needs; those that have not settled by then will not.
  private var limit: String { "2000" }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let state = builder.compose(Self.name, operands.map { builder.widened($0) }) { try start($0) }
    let count = TensorType([], .int32)
    let zero = builder.constant("0", count)
    let final = builder.whileLoop([zero] + state) { builder, values in
      let limit = builder.constant(limit, count)
      let isWithinLimit = builder.compare(.less, values[0], limit)
      let none = builder.constant("false", TensorType([], .bool))
      let shape = values[1].type.shape
      let needsMore =
        shape.isEmpty
        ? values[1] : builder.reduce(values[1], from: none, by: "or", axes: Array(shape.indices), shape: [])
      return builder.elementwise("and", isWithinLimit, needsMore)
    } body: { builder, values in
      let one = builder.constant("1", count)
      let next = builder.elementwise("add", values[0], one)
      return [next] + builder.compose(Self.name, Array(values.dropFirst())) { try step($0) }
    }
    let values = builder.compose(Self.name, Array(final.dropFirst())) { [try finish($0)] }
    return zip(values, results).map { builder.converted($0, to: $1.element) }
  }
}

extension FunctionBuilder {
  /// Writes what a function of arrays computes.
  mutating func compose(
    _ name: String, _ operands: [Value], _ body: ([NDArray]) throws -> [NDArray]
  ) -> [Value] {
    let types = operands.map { ArrayType($0.type.shape, DType(element: $0.type.element)) }
    do {
      return try Trace.record(name, types, body).graph.lower(operands, in: &self)
    } catch {
      // The operands' types were checked when the primitive was recorded; what is left is a mistake in its formula.
      preconditionFailure("\(name) cannot be written for \(types): \(error)")
    }
  }

  /// A value in `float32` where its own type is a smaller float.
  mutating func widened(_ value: Value) -> Value {
    let element = value.type.element
    return element == .bfloat16 || element == .float16 ? convert(value, to: .float32) : value
  }

  mutating func converted(_ value: Value, to element: ElementType) -> Value {
    value.type.element == element ? value : convert(value, to: element)
  }
}

extension NDArray {
  /// One number in the shape and dtype of another array.
  static func full(like array: NDArray, _ number: Literal) throws -> NDArray {
    try full(array.shape, number, dtype: array.dtype)
  }
}
