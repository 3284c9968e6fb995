/// A fold over the elements that are not NaN.
struct NaNFold: Operation {
  var kind: Kind
  var axes: [Int]
  var keepsAxes: Bool

  enum Kind: String {
    case nanSum, nanProduct, nanMax, nanMin, nanMean
  }

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let isNaN = try x.isNaN()
    func filled(_ number: Literal) throws -> NDArray {
      try NDArray.where(isNaN, NDArray.full([], number, dtype: x.dtype), x)
    }
    switch kind {
    case .nanSum: return [try filled(0).sum(axes, keepingAxes: keepsAxes)]
    case .nanProduct: return [try filled(1).product(axes, keepingAxes: keepsAxes)]
    case .nanMax: return [try orNaN(filled(.float(-.infinity)).max(axes, keepingAxes: keepsAxes), isNaN)]
    case .nanMin: return [try orNaN(filled(.float(.infinity)).min(axes, keepingAxes: keepsAxes), isNaN)]
    case .nanMean:
      let count = try isNaN.logicalNot().sum(axes, keepingAxes: keepsAxes).astype(x.dtype)
      return [try filled(0).sum(axes, keepingAxes: keepsAxes) / count]
    }
  }

  private func orNaN(_ result: NDArray, _ isNaN: NDArray) throws -> NDArray {
    let nan = try NDArray.full([], .float(.nan), dtype: result.dtype)
    return try NDArray.where(isNaN.all(axes, keepingAxes: keepsAxes), nan, result)
  }
}

/// The variance of the elements that are not NaN, or its square root.
struct NaNVariance: Operation {
  static let operationName = "nanVariance"

  var axes: [Int]
  var keepsAxes: Bool
  var lostFreedom: Int
  var isRoot: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let dtype = operands[0].dtype.averaging
    let x = try operands[0].astype(dtype.accumulating)
    let isNaN = try x.isNaN()
    let zero = try NDArray.full([], 0, dtype: x.dtype)
    let mean = try x.nanMean(axes, keepingAxes: true)
    let centered = try NDArray.where(isNaN, zero, NDArray.where(isNaN, zero, x) - mean)
    let freedom = try isNaN.logicalNot().sum(axes, keepingAxes: keepsAxes) - lostFreedom
    let hasNone = try freedom.lessOrEqual(NDArray(0))
    let sum = try (centered * centered).sum(axes, keepingAxes: keepsAxes)
    let variance = try sum / NDArray.where(hasNone, NDArray(1), freedom).astype(x.dtype)
    let nan = try NDArray.full([], .float(.nan), dtype: x.dtype)
    let result = try NDArray.where(hasNone, nan, variance).astype(dtype)
    return [isRoot ? try result.sqrt() : result]
  }
}

/// The place of the greatest or least element that is not NaN, -1 where there is none.
struct NaNExtremum: Operation {
  static let operationName = "nanArgmax"

  var axis: Int
  var keepsAxes: Bool
  var isMaximum: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let isNaN = try x.isNaN()
    let worst = try NDArray.full([], .float(isMaximum ? -.infinity : .infinity), dtype: x.dtype)
    let filled = try NDArray.where(isNaN, worst, x)
    let place =
      try isMaximum
      ? filled.argmax(axis: axis, keepingAxes: keepsAxes) : filled.argmin(axis: axis, keepingAxes: keepsAxes)
    return [try NDArray.where(isNaN.all([axis], keepingAxes: keepsAxes), NDArray(-1), place)]
  }
}

extension NDArray {
  /// The sum over the given axes, or over all, of the elements that are not NaN.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: as ``sum(_:keepingAxes:)`` does.
  public func nanSum(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    guard dtype.isFloating else { return try sum(axes, keepingAxes: keepingAxes) }
    return try nanFold(.nanSum, axes, keepingAxes)
  }

  /// The product over the given axes, or over all, of the elements that are not NaN.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: as ``product(_:keepingAxes:)`` does.
  public func nanProduct(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    guard dtype.isFloating else { return try product(axes, keepingAxes: keepingAxes) }
    return try nanFold(.nanProduct, axes, keepingAxes)
  }

  /// The greatest over the given axes, or over all, of the elements that are not NaN; NaN where there are none.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: as ``max(_:keepingAxes:)`` does.
  public func nanMax(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    guard dtype.isFloating else { return try max(axes, keepingAxes: keepingAxes) }
    return try nanFold(.nanMax, axes, keepingAxes)
  }

  /// The least over the given axes, or over all, of the elements that are not NaN; NaN where there are none.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: as ``min(_:keepingAxes:)`` does.
  public func nanMin(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    guard dtype.isFloating else { return try min(axes, keepingAxes: keepingAxes) }
    return try nanFold(.nanMin, axes, keepingAxes)
  }

  /// The mean over the given axes, or over all, of the elements that are not NaN; NaN where there are none.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: as ``mean(_:keepingAxes:)`` does.
  public func nanMean(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    guard dtype.isFloating else { return try mean(axes, keepingAxes: keepingAxes) }
    return try nanFold(.nanMean, axes, keepingAxes)
  }

  /// The variance over the given axes, or over all, of the elements that are not NaN.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - ddof: how much less than the number of those elements the sum of squares is divided by; NaN if nothing is
  ///     left.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: as ``variance(_:ddof:keepingAxes:)`` does.
  public func nanVariance(_ axes: [Int]? = nil, ddof: Int = 0, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "nanVariance")
    return try NaNVariance(axes: axes, keepsAxes: keepingAxes, lostFreedom: ddof, isRoot: false)(self)
  }

  /// The square root of ``nanVariance(_:ddof:keepingAxes:)``.
  ///
  /// - Throws: as that does.
  public func nanStandardDeviation(_ axes: [Int]? = nil, ddof: Int = 0, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "nanStandardDeviation")
    return try NaNVariance(axes: axes, keepsAxes: keepingAxes, lostFreedom: ddof, isRoot: true)(self)
  }

  /// The index of the greatest element along an axis that is not NaN, as `int32`; -1 where there is none.
  ///
  /// - Parameters:
  ///   - axis: the axis; negative to count from the end.
  ///   - keepingAxes: whether the axis stays, with size one.
  /// - Throws: as ``argmax(axis:keepingAxes:)`` does.
  public func nanArgmax(axis: Int = -1, keepingAxes: Bool = false) throws -> NDArray {
    try nanExtremum(axis, keepingAxes, isMaximum: true, for: "nanArgmax")
  }

  /// The index of the least element along an axis that is not NaN, as `int32`; -1 where there is none.
  ///
  /// - Parameters:
  ///   - axis: the axis; negative to count from the end.
  ///   - keepingAxes: whether the axis stays, with size one.
  /// - Throws: as ``argmin(axis:keepingAxes:)`` does.
  public func nanArgmin(axis: Int = -1, keepingAxes: Bool = false) throws -> NDArray {
    try nanExtremum(axis, keepingAxes, isMaximum: false, for: "nanArgmin")
  }

  private func nanExtremum(
    _ axis: Int, _ keepsAxes: Bool, isMaximum: Bool, for operation: String
  ) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: operation)
    try checkNotEmpty([place], for: operation)
    guard dtype.isFloating else {
      return try isMaximum
        ? argmax(axis: place, keepingAxes: keepsAxes) : argmin(axis: place, keepingAxes: keepsAxes)
    }
    return try NaNExtremum(axis: place, keepsAxes: keepsAxes, isMaximum: isMaximum)(self)
  }

  private func nanFold(_ kind: NaNFold.Kind, _ axes: [Int]?, _ keepsAxes: Bool) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: kind.rawValue)
    if kind == .nanMax || kind == .nanMin { try checkNotEmpty(axes, for: kind.rawValue) }
    return try NaNFold(kind: kind, axes: axes, keepsAxes: keepsAxes)(self)
  }
}
