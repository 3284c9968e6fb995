/// The product over some axes.
struct ReduceProduct: ReducePrimitive {
  static let name = "reduce_product"
  static let operation: StaticString = "multiply"
  static let domain = Domain.numeric

  var axes: [Int]

  func initial(_ dtype: DType) -> String { Literal.integer(1).text(as: dtype) }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    guard var tangent = tangents[0] else { return (try apply(primals), [nil]) }
    // Multiplying halves pairwise keeps the derivative right where factors are zero, which dividing the product
    // by each factor would not.
    let kept = primals[0].shape.indices.filter { !axes.contains($0) }
    let shape = kept.map { primals[0].shape[$0] } + [axes.reduce(1) { $0 * primals[0].shape[$1] }]
    var primal = try primals[0].transposed(kept + axes).reshaped(to: shape)
    tangent = try tangent.transposed(kept + axes).reshaped(to: shape)
    let last = kept.count
    while let size = primal.shape.last, size > 1 {
      let half = size / 2
      let (a, b) = (try primal.sliced(0..<half, axis: last), try primal.sliced(half..<2 * half, axis: last))
      let (da, db) = (try tangent.sliced(0..<half, axis: last), try tangent.sliced(half..<2 * half, axis: last))
      let (rest, restTangent) = (
        try primal.sliced(2 * half..<size, axis: last), try tangent.sliced(2 * half..<size, axis: last)
      )
      primal = try NDArray.concatenate([a * b, rest], axis: last)
      tangent = try NDArray.concatenate([da * b + a * db, restTangent], axis: last)
    }
    return ([try apply(primals)[0]], [try ReduceSum(axes: [last])(tangent)])
  }
}

extension NDArray {
  /// The product over the given axes, or over all.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func product(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "product")
    return try Folding(body: ReduceProduct(axes: axes), keepsAxes: keepingAxes, operand: .asTerms)(self)
  }
}
