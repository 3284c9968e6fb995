extension ArrayError: CustomStringConvertible {
  /// The message: what was asked, what was found, what to do.
  public var description: String {
    switch self {
    case .shapesDoNotBroadcast(let operation, let shapes):
      "\(operation): shapes \(list(shapes)) do not broadcast together. Sizes must agree, counted from the last "
        + "axis, or be 1; use expanded(at:) or reshaped(to:) to line the axes up."
    case .shape(let operation, let expected, let found):
      "\(operation): expected \(expected), found \(list(found))."
    case .rank(let operation, let expected, let found):
      "\(operation): expected \(expected), found an array with \(count(found, "axis", "axes"))."
    case .dtype(let operation, let expected, let found):
      "\(operation): expected \(expected), found \(found). Convert with astype(_:) first."
    case .axisOutOfRange(let operation, let axis, let rank):
      rank == 0
        ? "\(operation): axis \(axis) was asked of an array without axes."
        : "\(operation): axis \(axis) is out of range for an array with \(count(rank, "axis", "axes")) "
          + "(valid: \(-rank)..<\(rank))."
    case .repeatedAxis(let operation, let axis):
      "\(operation): axis \(axis) is given more than once. Name each axis once."
    case .indexOutOfRange(let operation, let index, let axis, let size):
      "\(operation): index \(index) is out of range for axis \(axis) of size \(size) (valid: \(-size)..<\(size))."
    case .tooManyIndices(let count, let rank):
      "Indexing: \(count) indices were given for an array with \(self.count(rank, "axis", "axes"))."
    case .reshape(let from, let to):
      "reshaped: shape \(from) has \(from.reduce(1, *)) elements, shape \(to) would have "
        + "\(to.contains(-1) ? "a number that does not divide them" : "\(to.reduce(1, *))"). "
        + "The number of elements must stay; one size may be -1 and is then worked out."
    case .negativeSize(let operation, let shape):
      "\(operation): sizes must not be negative, found shape \(shape)."
    case .elementCount(let expected, let found, let shape):
      "NDArray: shape \(shape) needs \(count(expected, "value", "values")), found \(found)."
    case .notRepresentable(let value, let dtype):
      "NDArray: \(value) cannot be represented as \(dtype)."
    case .einsum(let equation, let problem):
      "einsum(\"\(equation)\"): \(problem)."
    case .argument(let operation, let problem):
      "\(operation): \(problem)."
    case .readInsideTrace(let operation, let transformation, let type):
      "\(operation): the value of this \(type) array is not known while \(transformation) traces the function. "
        + "Return it from the function and read it outside, or use where(_:_:_:) in place of a Swift condition on it."
    case .placeholder(let operation, let type):
      "\(operation): this \(type) array is a placeholder and has no elements. Give an array with values, or use it "
        + "with evaluateShapes(_:) and lower(_:) alone."
    case .escapedTracer(let operation, let transformation, let type, let origin, let holder, let use):
      "\(operation): this \(type) array is a symbol from inside \(transformation), which has ended. "
        + "It is \(origin) and is used at \(use). "
        + (holder.map { "The variable \($0) holds it. Return its value from the function instead." }
          ?? "It was stored somewhere outside the function; return it from the function instead.")
    case .notFinite(let operation, let operands, let found, let transformation, let site):
      "\(operation) at \(site)\(transformation.map { ", inside \($0)," } ?? "") gave \(found) from finite numbers. "
        + "Its operands are \(operands.isEmpty ? "none" : operands.map(\.description).joined(separator: ", ")). "
        + "Print them with debugPrint(_:_:) before the call, or keep them in the operation's domain."
    case .memory(let operation, let needed, let available):
      "\(operation): this needs \(gigabytes(needed)) of memory, the machine has \(gigabytes(available)). "
        + "Use smaller arrays, or compute in parts."
    case .gradientOfNonScalar(let found):
      "grad: the function must give one floating point number, found \(found). Reduce it first, with sum() or mean()."
    case .notDifferentiable(let path, let dtype):
      "grad: the argument\(path.isEmpty ? "" : " at \(path)") has dtype \(dtype), which has no derivative. "
        + "Pass it as a later argument, or capture it."
    case .variable(let operation, let path, let variable, let advice):
      "\(operation): there is the variable \(variable)\(path.isEmpty ? "" : " at \(path)"). \(advice)"
    case .missingRule(let primitive, let rule, let advice):
      "\(primitive) has no \(rule) rule. \(advice)"
    case .structure(let operation, let problem):
      "\(operation): \(problem)."
    case .stateChange(let variable, let transformation, let problem):
      "\(variable) was changed inside \(transformation): \(problem)."
    }
  }

  private func gigabytes(_ bytes: Double) -> String {
    "\((bytes / 1e9 * 10).rounded() / 10) GB"
  }

  private func list(_ shapes: [[Int]]) -> String {
    shapes.map(\.description).joined(separator: " and ")
  }

  private func count(_ number: Int, _ singular: String, _ plural: String) -> String {
    "\(number) \(number == 1 ? singular : plural)"
  }
}

extension SymbolOrigin: CustomStringConvertible {
  /// As it stands in a message: `the result of sin at Model.swift:12`.
  public var description: String {
    switch self {
    case .argument(let call): "an argument of the function, transformed at \(call),"
    case .result(let operation, let site): "the result of \(operation) at \(site)"
    }
  }
}
