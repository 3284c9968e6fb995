internal import StableHLO

/// The solution X of A X = B, or of Aᵀ X = B, for triangular matrices of the last two axes; linear in B.
///
/// Of A only the triangle is read. Derivative: A⁻¹ (Ḃ − Ȧ X).
struct TriangularSolve: Primitive {
  static let name = "triangular_solve"

  var isLower: Bool
  var isTransposed = false
  var hasUnitDiagonal = false

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let (matrix, right) = (operands[0], operands[1])
    try matrix.requireSquareMatrices(for: "triangularSolve")
    guard right.rank == matrix.rank, right.shape.dropLast() == matrix.shape.dropLast() else {
      throw ArrayError.shape(
        operation: "triangularSolve",
        expected: "a right side with as many rows as the matrix, and the same axes before",
        found: [matrix.shape, right.shape])
    }
    guard right.dtype == matrix.dtype else {
      throw ArrayError.dtype(
        operation: "triangularSolve", expected: "a right side of dtype \(matrix.dtype)", found: right.dtype)
    }
    return [right]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    // Nothing is to be solved, and XLA's algorithm would divide by the size.
    guard !results[0].shape.contains(0) else { return [operands[1]] }
    let (matrix, right) = (builder.widened(operands[0]), builder.widened(operands[1]))
    let solution = builder.triangularSolve(
      matrix, right, isLower: isLower, isTransposed: isTransposed, hasUnitDiagonal: hasUnitDiagonal)
    return [builder.converted(solution, to: results[0].element)]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let solution = try self(primals[0], primals[1])
    var right = tangents[1]
    if let tangent = tangents[0] {
      let offset = hasUnitDiagonal ? 1 : 0
      let triangle = try isLower ? tangent.lowerTriangle(offset: -offset) : tangent.upperTriangle(offset: offset)
      let change = try (isTransposed ? triangle.swappingAxes(-1, -2) : triangle).matmul(solution)
      right = try total(right, -change)
    }
    return ([solution], [try right.map { try self(primals[0], $0) }])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let cotangent = cotangents[0], let matrix = operands[0].known else { return [nil, nil] }
    var turned = self
    turned.isTransposed.toggle()
    return [nil, try turned(matrix, cotangent)]
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    guard operands[0].axis == nil else {
      return [
        Batched(
          array: try self(operands[0].placed(at: 0, size: size), operands[1].placed(at: 0, size: size)), axis: 0)
      ]
    }
    // One matrix for all: the mapped axis is more columns.
    let rank = operands[0].array.rank
    let right = try operands[1].placed(at: rank, size: size)
    let columns = Array(right.shape.dropLast(2)) + [right.shape[rank - 1] * size]
    let solution = try self(operands[0].array, right.reshaped(to: columns))
    return [Batched(array: try solution.reshaped(to: right.shape), axis: rank)]
  }
}
