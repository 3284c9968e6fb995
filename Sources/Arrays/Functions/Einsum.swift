/// A sum of products by an equation, contracted pair by pair.
struct Einsum: Operation {
  static let operationName = "einsum"

  var equation: String
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let equation = try EinsumEquation(equation, shapes: operands.map(\.shape))
    var terms = try zip(operands, equation.inputs).map { operand, labels in
      try Factor(array: operand.astype(dtype), labels: labels).simplified(equation.sizes)
    }
    while terms.count > 1 {
      let (i, j) = cheapestPair(terms, equation)
      let (x, y) = (terms[i], terms[j])
      terms.remove(at: j)
      terms.remove(at: i)
      let labels = terms.isEmpty ? equation.output : remaining(x, y, terms, equation.output)
      let product = try Contraction(left: x.labels, right: y.labels, result: labels).apply(x.array, y.array)
      // In its place, so that equal costs are settled from left to right.
      terms.insert(Factor(array: product, labels: labels), at: i)
    }
    return [try terms[0].arranged(equation.output)]
  }

  /// The pair whose product has the fewest elements; of equal ones the first.
  private func cheapestPair(_ terms: [Factor], _ equation: EinsumEquation) -> (Int, Int) {
    var best = (0, 1)
    var least = Int.max
    for i in terms.indices {
      for j in terms.indices where j > i {
        let others = terms.enumerated().filter { $0.offset != i && $0.offset != j }.map(\.element)
        let labels = remaining(terms[i], terms[j], others, equation.output)
        let size = labels.reduce(1) { $0.multipliedReportingOverflow(by: equation.sizes[$1] ?? 1).partialValue }
        if size < least { (best, least) = ((i, j), size) }
      }
    }
    return best
  }

  /// The labels of a product that other factors or the result still need.
  private func remaining(_ x: Factor, _ y: Factor, _ others: [Factor], _ output: [Int]) -> [Int] {
    let needed = Set(output + others.flatMap(\.labels))
    let all = x.labels + y.labels.filter { !x.labels.contains($0) }
    // Axes that run together stand first, where the product leaves them.
    let kept = all.filter(needed.contains)
    let shared = kept.filter { x.labels.contains($0) && y.labels.contains($0) }
    return shared + kept.filter { !shared.contains($0) }
  }

  /// An operand, or a product of several, with the labels of its axes.
  private struct Factor {
    var array: NDArray
    var labels: [Int]

    /// Without labels that stand twice, and without the axes of size one that broadcast.
    func simplified(_ sizes: [Int: Int]) throws -> Factor {
      var factor = self
      let single = labels.indices.filter { array.shape[$0] == 1 && sizes[labels[$0]] != 1 }
      factor.array = try array.reshaped(to: array.shape.removing(single))
      factor.labels = labels.removing(single)
      while let second = factor.labels.indices.first(where: { factor.labels[..<$0].contains(factor.labels[$0]) }) {
        guard let first = factor.labels.firstIndex(of: factor.labels[second]) else { break }
        factor.array = try factor.array.mainDiagonal(first, second)
        factor.labels = factor.labels.removing([first, second]) + [factor.labels[first]]
      }
      return factor
    }

    /// The array with the axes of the result, the others summed over.
    func arranged(_ output: [Int]) throws -> NDArray {
      let dropped = labels.indices.filter { !output.contains(labels[$0]) }
      let summed = dropped.isEmpty ? array : try ReduceSum(axes: dropped)(array)
      return try summed.transposed(labels: labels.removing(dropped), to: output)
    }
  }
}

extension NDArray {
  /// The elements at equal places along two axes of one size, on a new last axis.
  fileprivate func mainDiagonal(_ first: Int, _ second: Int) throws -> NDArray {
    let size = shape[first]
    let rest = shape.indices.filter { $0 != first && $0 != second }
    let kept = rest.map { shape[$0] }
    // In row-major order the diagonal is every (size + 1)-th element.
    let flat = try transposed(rest + [first, second]).reshaped(to: kept + [size * size])
    let zeros = kept.map { _ in 0 }
    return try Slice(
      starts: zeros + [0], limits: kept + [size * size], strides: kept.map { _ in 1 } + [Swift.max(size, 1) + 1])(flat)
  }

  /// A sum of products of the operands' elements, by Einstein's summation convention.
  ///
  /// The equation names the axes of each operand by letters, and after `->` those of the result; axes whose label the
  /// result lacks are summed over, axes of one label run together. Without an arrow the result has the labels that
  /// stand once, in alphabetical order. `...` stands for any further axes, which broadcast. More than two operands are
  /// multiplied pair by pair, the pair with the smallest product first.
  ///
  ///     try NDArray.einsum("bqhd,bkhd->bhqk", queries, keys)
  ///
  /// - Throws: ``ArrayError/einsum(equation:problem:)`` when the equation does not parse or does not fit the operands.
  public static func einsum(_ equation: String, _ operands: NDArray...) throws -> NDArray {
    try einsum(equation, operands)
  }

  /// A sum of products of the operands in a list, by Einstein's summation convention.
  ///
  /// - Throws: ``ArrayError/einsum(equation:problem:)`` when the equation does not parse or does not fit the operands.
  public static func einsum(_ equation: String, _ operands: [NDArray]) throws -> NDArray {
    guard let first = operands.first else {
      throw ArrayError.einsum(equation: equation, problem: "at least one operand is needed")
    }
    let type = operands.dropFirst().reduce(first.promotionType) { PromotionType.join($0, $1.promotionType) }
    return try Einsum(equation: equation, dtype: type.dtype).apply(operands)[0]
  }
}
