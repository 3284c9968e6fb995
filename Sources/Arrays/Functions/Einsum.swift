/// A sum of products by an equation, contracted pair by pair.
struct Einsum: Operation {
  static let operationName = "einsum"

  var equation: EinsumEquation.Notation
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let equation = try EinsumEquation(equation, shapes: operands.map(\.shape))
    let factors = try zip(operands, equation.inputs).map { operand, labels in
      try Factor(array: operand.astype(dtype), labels: labels).simplified(equation.sizes)
    }
    let order = ContractionOrder(factors.map(\.labels), output: equation.output, sizes: equation.sizes)
    return [try contract(order.tree, factors, keeping: equation.output).arranged(equation.output)]
  }

  /// The product of the factors below a node, with the labels that the rest needs.
  private func contract(
    _ tree: ContractionOrder.Tree, _ factors: [Factor], keeping labels: [Int]
  ) throws -> Factor {
    guard case .product(let left, let right) = tree else { return factors[tree.leaves[0]] }
    func labelsOf(_ side: ContractionOrder.Tree) -> [Int] { side.leaves.flatMap { factors[$0].labels } }
    let x = try contract(left, factors, keeping: labels + labelsOf(right))
    let y = try contract(right, factors, keeping: labels + labelsOf(left))
    let kept = remaining(x, y, needed: Set(labels))
    // The last product puts the axes in their places.
    let result = Set(kept) == Set(labels) && kept.count == labels.count ? labels : kept
    return Factor(
      array: try Contraction(left: x.labels, right: y.labels, result: result).apply(x.array, y.array), labels: result)
  }

  /// The labels of a product that are still needed.
  private func remaining(_ x: Factor, _ y: Factor, needed: Set<Int>) -> [Int] {
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
  /// multiplied pair by pair, in the order that takes the fewest multiplications as far as it is found.
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
    try einsum(.text(equation), operands)
  }

  /// A sum of products of operands whose axes are named by numbers, by Einstein's summation convention.
  ///
  /// Axes whose number the result lacks are summed over, axes of one number run together.
  ///
  ///     try NDArray.einsum([(x, [0, 1]), (y, [1, 2])], [0, 2])
  ///
  /// - Parameters:
  ///   - operands: arrays, each with a number for each axis.
  ///   - output: the numbers of the axes of the result; those that stand once, in ascending order, when absent.
  /// - Throws: ``ArrayError/einsum(equation:problem:)`` when the numbers do not fit the operands.
  public static func einsum(_ operands: [(NDArray, [Int])], _ output: [Int]? = nil) throws -> NDArray {
    try einsum(.numbers(operands.map(\.1), output: output), operands.map(\.0))
  }

  private static func einsum(_ equation: EinsumEquation.Notation, _ operands: [NDArray]) throws -> NDArray {
    guard let first = operands.first else {
      throw ArrayError.einsum(equation: "\(equation)", problem: "at least one operand is needed")
    }
    let type = operands.dropFirst().reduce(first.promotionType) { PromotionType.join($0, $1.promotionType) }
    return try Einsum(equation: equation, dtype: type.dtype).apply(operands)[0]
  }
}
