extension FunctionBuilder {
  /// The direction of a comparison.
  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// The left operand equals the right one.
    case equal = "EQ"
    /// The operands differ; NaN differs from everything.
    case notEqual = "NE"
    /// The left operand is less.
    case less = "LT"
    /// The left operand is less or equal.
    case lessOrEqual = "LE"
    /// The left operand is greater.
    case greater = "GT"
    /// The left operand is greater or equal.
    case greaterOrEqual = "GE"
  }

  /// An elementwise operation of the StableHLO dialect on operands of one type, such as `add` or `tanh`.
  public mutating func elementwise(_ operation: StaticString, _ operands: Value...) -> Value {
    elementwise(operation, operands)
  }

  /// An elementwise operation of the StableHLO dialect on operands of one type.
  public mutating func elementwise(_ operation: StaticString, _ operands: [Value]) -> Value {
    let result = define(operands[0].type)
    text.append("stablehlo.")
    text.append(operation)
    text.append(" ")
    text.append(values: operands)
    text.append(" : ")
    text.append(result.type)
    endLine()
    return result
  }

  /// A unary elementwise operation of the CHLO dialect, such as `erf_inv`.
  public mutating func chlo(_ operation: StaticString, _ operand: Value) -> Value {
    let result = define(operand.type)
    text.append("chlo.")
    text.append(operation)
    text.append(" ")
    text.append(operand)
    text.append(" : ")
    text.append(operand.type)
    text.append(" -> ")
    text.append(result.type)
    endLine()
    return result
  }

  /// Elementwise test of floating point values for finiteness.
  public mutating func isFinite(_ operand: Value) -> Value {
    let result = define(TensorType(operand.type.shape, .bool))
    text.append("stablehlo.is_finite ")
    text.append(operand)
    endLine(from: [operand], to: result)
    return result
  }

  /// Elementwise comparison, giving booleans.
  public mutating func compare(_ direction: Comparison, _ left: Value, _ right: Value) -> Value {
    let result = define(TensorType(left.type.shape, .bool))
    text.append("stablehlo.compare ")
    text.append(string: direction.rawValue)
    text.append(", ")
    text.append(values: [left, right])
    text.append(", ")
    text.append(string: left.type.element.comparison.rawValue)
    endLine(from: [left, right], to: result)
    return result
  }

  /// Elementwise choice between two values of one type; the predicate has their shape.
  public mutating func select(_ predicate: Value, _ onTrue: Value, _ onFalse: Value) -> Value {
    let result = define(onTrue.type)
    text.append("stablehlo.select ")
    text.append(values: [predicate, onTrue, onFalse])
    text.append(" : ")
    text.append(types: [predicate, onTrue])
    endLine()
    return result
  }

  /// Elementwise conversion to another element type.
  public mutating func convert(_ operand: Value, to element: ElementType) -> Value {
    unary("convert", operand, TensorType(operand.type.shape, element))
  }

  /// Reinterpretation of the bits of each element as another type of the same width.
  public mutating func bitcastConvert(_ operand: Value, to element: ElementType) -> Value {
    unary("bitcast_convert", operand, TensorType(operand.type.shape, element))
  }

  /// An operation with one operand, no attributes and a result type of its own.
  mutating func unary(_ operation: StaticString, _ operand: Value, _ type: TensorType) -> Value {
    let result = define(type)
    text.append("stablehlo.")
    text.append(operation)
    text.append(" ")
    text.append(operand)
    endLine(from: [operand], to: result)
    return result
  }

  /// A scalar constant, spelled as in `dense<...>`: a number, `true`, or the bits of a float as `0x3F800000`.
  public mutating func constant(_ literal: String, _ type: TensorType) -> Value {
    let result = define(type)
    text.append("stablehlo.constant dense<")
    text.append(string: literal)
    text.append("> : ")
    text.append(type)
    endLine()
    return result
  }
}
