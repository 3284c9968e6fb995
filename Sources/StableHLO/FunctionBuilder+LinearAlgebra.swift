extension FunctionBuilder {
  /// The lower triangular factors of positive definite matrices of the last two axes; what stands above is undefined.
  public mutating func cholesky(_ operand: Value) -> Value {
    let result = define(operand.type)
    text.append("stablehlo.cholesky ")
    text.append(operand)
    text.append(", lower = true : ")
    text.append(result.type)
    endLine()
    return result
  }

  /// Solutions x of op(a) x = b for triangular matrices of the last two axes.
  public mutating func triangularSolve(
    _ matrix: Value, _ right: Value, isLower: Bool, isTransposed: Bool, hasUnitDiagonal: Bool
  ) -> Value {
    let result = define(right.type)
    text.append("\"stablehlo.triangular_solve\"(")
    text.append(values: [matrix, right])
    text.append(") <{left_side = true, lower = ")
    text.append(isLower ? "true" : "false")
    text.append(", transpose_a = #stablehlo<transpose ")
    text.append(isTransposed ? "TRANSPOSE" : "NO_TRANSPOSE")
    text.append(">, unit_diagonal = ")
    text.append(hasUnitDiagonal ? "true" : "false")
    text.append("}>")
    endLine(from: [matrix, right], to: result)
    return result
  }
}
