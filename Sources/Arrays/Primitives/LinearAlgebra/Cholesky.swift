internal import StableHLO

/// The lower triangular L with L Lᵀ = (A + Aᵀ)/2 for positive definite matrices of the last two axes; NaN for others.
///
/// Derivative: L Φ(L⁻¹ Ȧ L⁻ᵀ), where Φ keeps the lower triangle and halves the diagonal. Source: I. Murray,
/// "Differentiation of the Cholesky decomposition", 2016.
struct Cholesky: Primitive {
  static let name = "cholesky"

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    try operands[0].requireSquareMatrices(for: Self.name)
    return operands
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let symmetric = builder.compose(Self.name, [builder.widened(operands[0])]) { [try $0[0].symmetrized()] }
    let factor = builder.cholesky(symmetric[0])
    let lower = builder.compose(Self.name, [factor]) { [try $0[0].lowerTriangle()] }
    return zip(lower, results).map { builder.converted($0, to: $1.element) }
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let factor = try self(primals[0])
    guard let tangent = tangents[0] else { return ([factor], [nil]) }
    let solve = TriangularSolve(isLower: true)
    // L⁻¹ Ȧ L⁻ᵀ is symmetric, so the second solution may be taken of the transpose of the first.
    let first = try solve(factor, tangent.symmetrized())
    let inner = try solve(factor, first.swappingAxes(-1, -2))
    let half = try inner.lowerTriangle() - inner.mainDiagonal() * 0.5
    return ([factor], [try factor.matmul(half)])
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try self(operands[0].placed(at: 0, size: size)), axis: 0)]
  }
}

extension ArrayType {
  /// Refuses what is not a square matrix of floating point numbers, or several.
  func requireSquareMatrices(for operation: String) throws {
    guard rank >= 2, shape[rank - 1] == shape[rank - 2] else {
      throw ArrayError.shape(operation: operation, expected: "square matrices on the last two axes", found: [shape])
    }
    guard dtype.isFloating else {
      throw ArrayError.dtype(operation: operation, expected: Domain.floating.rawValue, found: dtype)
    }
  }
}

extension NDArray {
  /// The mean of the matrices of the last two axes and their transposes.
  fileprivate func symmetrized() throws -> NDArray { try (self + swappingAxes(-1, -2)) * 0.5 }

  /// The matrices of the last two axes with zeros beside the diagonal.
  fileprivate func mainDiagonal() throws -> NDArray { try lowerTriangle().upperTriangle() }
}
