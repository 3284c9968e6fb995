/// A mistake in the use of arrays: what was asked, what was found, and what to do.
///
/// The facts are in the cases; the wording is in `ArrayError+Description.swift`.
public enum ArrayError: Error, Hashable, Sendable {
  /// Shapes that cannot be broadcast together.
  case shapesDoNotBroadcast(operation: String, shapes: [[Int]])
  /// An operand whose shape does not fit the operation.
  case shape(operation: String, expected: String, found: [[Int]])
  /// An operand whose rank does not fit the operation.
  case rank(operation: String, expected: String, found: Int)
  /// An element type the operation does not accept.
  case dtype(operation: String, expected: String, found: DType)
  /// An axis that the array does not have.
  case axisOutOfRange(operation: String, axis: Int, rank: Int)
  /// An axis named twice.
  case repeatedAxis(operation: String, axis: Int)
  /// An index outside the array.
  case indexOutOfRange(operation: String, index: Int, axis: Int, size: Int)
  /// A number of indices that does not fit the rank.
  case tooManyIndices(count: Int, rank: Int)
  /// A reshape that changes the number of elements.
  case reshape(from: [Int], to: [Int])
  /// A negative size.
  case negativeSize(operation: String, shape: [Int])
  /// A number of host values that does not fill the shape.
  case elementCount(expected: Int, found: Int, shape: [Int])
  /// A number that the element type cannot hold.
  case notRepresentable(value: String, dtype: DType)
  /// An einsum equation that does not parse or does not fit its operands.
  case einsum(equation: String, problem: String)
  /// An argument with an impossible value.
  case argument(operation: String, problem: String)
  /// A value was read that exists only as a symbol while a function is traced.
  case readInsideTrace(operation: String, transformation: String, type: ArrayType)
  /// A placeholder was used as if it had elements.
  case placeholder(operation: String, type: ArrayType)
  /// A symbol of a trace that has ended was used; `holder` is the variable in which it was left.
  case escapedTracer(
    operation: String, transformation: String, type: ArrayType, origin: SymbolOrigin, holder: String?, use: CallSite)
  /// An operation gave a number that is not finite from numbers that are, found by ``withNaNChecks(infinities:_:)``.
  case notFinite(operation: String, operands: [ArrayType], found: String, transformation: String?, site: CallSite)
  /// Memory was asked for that the machine does not have, in bytes.
  case memory(operation: String, needed: Double, available: Double)
  /// A function whose gradient was asked gives something other than one floating point number.
  case gradientOfNonScalar(found: String)
  /// A derivative with respect to values that have none.
  case notDifferentiable(path: String, dtype: DType)
  /// A variable in an argument of a transformation that needs values, or in a result of one.
  case variable(operation: String, path: String, variable: String, advice: String)
  /// A primitive without the rule that a transformation needs.
  case missingRule(primitive: String, rule: String, advice: String)
  /// Values for a transformation that do not match in structure.
  case structure(operation: String, problem: String)
  /// A variable was changed where a transformation cannot carry the change out.
  case stateChange(variable: String, transformation: String, problem: String)
}

/// How a symbol inside a transformation came to be.
public enum SymbolOrigin: Hashable, Sendable {
  /// As an argument of the function, or something that it captured; where the transformation was called.
  case argument(call: CallSite)
  /// As the result of an operation; where that was called.
  case result(operation: String, CallSite)
}
