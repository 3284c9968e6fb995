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
}

extension NDArray {
  /// The length of the vectors along the given axes, or of all elements as one vector.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - kind: which length.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func norm(_ kind: NormKind = .euclidean, axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "norm")
    if kind == .greatest { try checkNotEmpty(axes, for: "norm") }
    return try Norm(kind: kind, axes: axes, keepsAxes: keepingAxes)(self)
  }
}
