@testable import Arrays

extension PrimitiveCases {
  /// Special functions, within ranges where they are smooth.
  static let special: [PrimitiveCase] = [
    elementwise(Entropy(), [.array([2, 4], 0.3...3)]),
    elementwise(
      GreatestCommonDivisor(), [.array([2, 4], integers: -60...60), .array([2, 4], integers: -60...60)]),
    elementwise(GreatestCommonDivisor(), [.array([], integers: 6...60), .array([], integers: 6...60)]),
    // The derivatives by a and b throw.
    elementwise(
      IncompleteBeta(), [.array([2, 4], 0.5...3), .array([2, 4], 0.5...3), .array([2, 4], 0.1...0.9)], order: 0),
    elementwise(IncompleteGamma(isUpper: false), [.array([2, 4], 0.5...3), .array([2, 4], 0.3...5)], order: 1),
    elementwise(IncompleteGamma(isUpper: true), [.array([2, 4], 0.5...3), .array([2, 4], 0.3...5)], order: 1),
    elementwise(IncompleteGammaSlope(), [.array([2, 4], 0.5...3), .array([2, 4], 0.3...5)], order: 0),
    elementwise(
      IncompleteGammaSlope(isOfQuantile: true), [.array([2, 4], 0.5...3), .array([2, 4], 0.3...5)], order: 0),
    elementwise(LogNormalDistribution(), [.array([2, 4], -4...3)]),
    elementwise(Mantissa(), [.array([2, 4], 1.1...1.9)]),
    elementwise(NextAfter(), [.array([2, 4]), .array([2, 4])], order: 0),
    elementwise(NormalQuantile(), [.array([2, 4], 0.1...0.9)]),
    elementwise(ScaledBessel(order: 0), [.array([2, 4], 0.5...4)]),
    elementwise(ScaledBessel(order: 1), [.array([2, 4], -4 ... -0.5)]),
    elementwise(XLogY(isShifted: false), [.array([2, 4], 0.5...3), .array([2, 4], 0.5...3)]),
    elementwise(XLogY(isShifted: true), [.array([2, 4], 0.5...3), .array([2, 4], -0.5...3)]),
    // The derivative by the exponent throws.
    elementwise(Zeta(), [.array([2, 4], 1.5...4), .array([2, 4], 0.5...3)], order: 0),
  ]
}
