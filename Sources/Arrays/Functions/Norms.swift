/// The length of vectors along some axes.
struct Norm: Operation {
  static let operationName = "norm"

  var kind: NormKind
  var axes: [Int]
  var keepsAxes: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let dtype = operands[0].dtype.averaging
    let x = try operands[0].astype(dtype)
    let result =
      switch kind {
      case .euclidean: try (x * x).sum(axes, keepingAxes: keepsAxes).sqrt()
      case .sum: try x.abs().sum(axes, keepingAxes: keepsAxes)
      case .greatest: try x.abs().max(axes, keepingAxes: keepsAxes)
      case .least: try x.abs().min(axes, keepingAxes: keepsAxes)
      case .count: try x.notEqual(NDArray(0)).astype(dtype).sum(axes, keepingAxes: keepsAxes)
      case .power(let power):
        try x.abs().power(NDArray(power)).sum(axes, keepingAxes: keepsAxes).power(NDArray(1 / power))
      }
    return [result]
  }
}

/// Which length of a vector is meant.
public enum NormKind: Hashable, Sendable {
  /// The square root of the sum of squares.
  case euclidean
  /// The sum of the absolute values.
  case sum
  /// The greatest absolute value.
  case greatest
  /// The least absolute value.
  case least
  /// How many elements are not zero.
  case count
  /// The root, of this degree, of the sum of the absolute values to this power.
  case power(Double)
}

/// The size of matrices along two axes.
struct MatrixNorm: Operation {
  static let operationName = "matrixNorm"

  var kind: MatrixNormKind
  /// The axis of rows and that of columns.
  var axes: [Int]
  var keepsAxes: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = try operands[0].astype(operands[0].dtype.averaging)
    if kind == .frobenius { return [try x.norm(axes: axes, keepingAxes: keepsAxes)] }
    let summed = kind.sumsColumns ? axes[0] : axes[1]
    let other = kind.sumsColumns ? axes[1] : axes[0]
    let sums = try x.abs().sum([summed], keepingAxes: true)
    let result = try kind.isGreatest ? sums.max([other], keepingAxes: true) : sums.min([other], keepingAxes: true)
    return [keepsAxes ? result : try result.reshaped(to: x.shape.removing(axes))]
  }
}

/// Which size of a matrix is meant.
public enum MatrixNormKind: Hashable, Sendable {
  /// The square root of the sum of squares.
  case frobenius
  /// The greatest sum of absolute values in a column.
  case greatestColumn
  /// The least sum of absolute values in a column.
  case leastColumn
  /// The greatest sum of absolute values in a row.
  case greatestRow
  /// The least sum of absolute values in a row.
  case leastRow

  fileprivate var sumsColumns: Bool { self == .greatestColumn || self == .leastColumn }
  fileprivate var isGreatest: Bool { self == .greatestColumn || self == .greatestRow }
}

extension NDArray {
  /// The length of the vectors along the given axes, or of all elements as one vector.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - kind: which length.
  ///   - axes: the axes of the vectors; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``,
  ///   ``ArrayError/argument(operation:problem:)`` for the power zero.
  public func norm(_ kind: NormKind = .euclidean, axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "norm")
    if kind == .greatest || kind == .least { try checkNotEmpty(axes, for: "norm") }
    if kind == .power(0) {
      throw ArrayError.argument(operation: "norm", problem: "there is no root of degree zero; .count counts elements")
    }
    return try Norm(kind: kind, axes: axes, keepsAxes: keepingAxes)(self)
  }

  /// The size of the matrices along two axes.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - kind: which size.
  ///   - axes: the axis of rows and that of columns.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``,
  ///   ``ArrayError/argument(operation:problem:)`` for the greatest or least of none.
  public func matrixNorm(
    _ kind: MatrixNormKind = .frobenius, axes: (Int, Int) = (-2, -1), keepingAxes: Bool = false
  ) throws -> NDArray {
    let axes = try NDArray.normalize([axes.0, axes.1], rank: rank, for: "matrixNorm", isSorted: false)
    if kind != .frobenius { try checkNotEmpty([kind.sumsColumns ? axes[1] : axes[0]], for: "matrixNorm") }
    return try MatrixNorm(kind: kind, axes: axes, keepsAxes: keepingAxes)(self)
  }
}
