extension FunctionBuilder {
  /// Folding of some axes by one elementwise operation, such as `add` or `maximum`.
  public mutating func reduce(
    _ operand: Value, from initial: Value, by operation: StaticString, axes: [Int], shape: [Int]
  ) -> Value {
    let result = define(TensorType(shape, operand.type.element))
    text.append("stablehlo.reduce(")
    text.append(operand)
    text.append(" init: ")
    text.append(initial)
    text.append(") applies stablehlo.")
    text.append(operation)
    text.append(" across dimensions = ")
    text.append(list: axes)
    endLine(from: [operand, initial], to: result)
    return result
  }

  /// Folding of several operands together by a function of two tuples of scalars.
  ///
  /// - Parameters:
  ///   - operands: values of one shape.
  ///   - initials: a scalar for each operand, to begin with.
  ///   - axes: the axes to fold.
  ///   - shape: the shape of each result.
  ///   - body: takes the left scalars followed by the right ones and gives the folded scalars.
  public mutating func reduce(
    _ operands: [Value], from initials: [Value], axes: [Int], shape: [Int],
    body: (inout FunctionBuilder, [Value]) -> [Value]
  ) -> [Value] {
    let results = operands.map { fresh(TensorType(shape, $0.type.element)) }
    text.append("  ")
    text.append(values: results)
    text.append(" = \"stablehlo.reduce\"(")
    text.append(values: operands + initials)
    text.append(") <{dimensions = ")
    text.append(attribute: axes)
    text.append("}> (")
    let scalars = operands.map { TensorType([], $0.type.element) }
    region(scalars + scalars, body)
    text.append(") : (")
    text.append(types: operands + initials)
    text.append(") -> (")
    text.append(types: results)
    text.append(")\n")
    return results
  }

  /// Contraction of two operands over pairs of axes, with other pairs running along as batch axes.
  ///
  /// Axes of the result: batch axes, free axes of the left operand, free axes of the right one.
  public mutating func dotGeneral(
    _ left: Value, _ right: Value, batching: ([Int], [Int]), contracting: ([Int], [Int]), precision: String,
    type: TensorType
  ) -> Value {
    let result = define(type)
    text.append("stablehlo.dot_general ")
    text.append(values: [left, right])
    if !batching.0.isEmpty {
      text.append(", batching_dims = ")
      text.append(list: batching.0)
      text.append(" x ")
      text.append(list: batching.1)
    }
    text.append(", contracting_dims = ")
    text.append(list: contracting.0)
    text.append(" x ")
    text.append(list: contracting.1)
    text.append(", precision = [")
    text.append(string: precision)
    text.append(", ")
    text.append(string: precision)
    text.append("]")
    endLine(from: [left, right], to: result)
    return result
  }
}
