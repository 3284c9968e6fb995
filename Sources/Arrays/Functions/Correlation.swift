internal import StableHLO

/// Which results a convolution of two sequences keeps.
public enum CorrelationMode: Hashable, Sendable {
  /// All that have any element of both.
  case full
  /// As many as the longer sequence has elements, from the middle.
  case same
  /// Those for which the shorter sequence lies within the longer one.
  case valid
}

/// Sums of products of two sequences at all shifts, the second one reversed for a convolution.
private struct Correlation: Operation {
  static let operationName = "correlate"

  var mode: CorrelationMode
  var isConvolution: Bool
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let arrays = try operands.map { try $0.astype(dtype) }
    let isExchanged = arrays[0].count < arrays[1].count
    let (x, y) = isExchanged ? (arrays[1], arrays[0]) : (arrays[0], arrays[1])
    let count = y.count
    let padding: (low: Int, high: Int) =
      switch mode {
      case .full: (count - 1, count - 1)
      case .same: (count / 2, count - count / 2 - 1)
      case .valid: (0, 0)
      }
    let window = SlidingWindow(rank: 1, low: [padding.low], high: [padding.high])
    let kernel = try isConvolution ? y.flipped() : y
    let result = try Convolution(window: window)(x.expanded(at: [0, 1]), kernel.expanded(at: [0, 1])).flattened()
    // Exchanging the sequences of a correlation reverses the shifts.
    return [try isExchanged && !isConvolution ? result.flipped() : result]
  }
}

extension NDArray {
  /// The convolution of two sequences, the other one reversed: the coefficients of a product of polynomials.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` unless both have one axis,
  ///   ``ArrayError/argument(operation:problem:)`` when one is empty.
  public func convolve(_ other: NDArray, mode: CorrelationMode = .full) throws -> NDArray {
    try correlate(other, mode, isConvolution: true, for: "convolve")
  }

  /// The cross-correlation of two sequences: sums of products at all shifts.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` unless both have one axis,
  ///   ``ArrayError/argument(operation:problem:)`` when one is empty.
  public func correlate(_ other: NDArray, mode: CorrelationMode = .valid) throws -> NDArray {
    try correlate(other, mode, isConvolution: false, for: "correlate")
  }

  private func correlate(
    _ other: NDArray, _ mode: CorrelationMode, isConvolution: Bool, for operation: String
  ) throws -> NDArray {
    for operand in [self, other] {
      guard operand.rank == 1 else {
        throw ArrayError.rank(operation: operation, expected: "sequences, arrays of one axis", found: operand.rank)
      }
      guard operand.count > 0 else {
        throw ArrayError.argument(operation: operation, problem: "the sequences must not be empty")
      }
    }
    let type = PromotionType.join(promotionType, other.promotionType)
    let dtype = type.dtype.averaging
    return try Correlation(mode: mode, isConvolution: isConvolution, dtype: dtype)(self, other)
  }
}
