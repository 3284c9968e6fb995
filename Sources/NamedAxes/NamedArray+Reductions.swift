internal import Arrays

// Each of these folds axes, which its result lacks: the ones given in a list; or those given one by one, or, where none
// are, all axes, positional ones too. They throw ``NamedAxisError/missingNames(operation:names:existing:)`` and
// ``NamedAxisError/repeatedNames(operation:names:existing:)``.

extension NamedArray {
  /// The sum over axes.
  public func sum(_ names: AxisName...) throws -> NamedArray { try fold("sum", names) { try $0.sum($1) } }
  /// The sum over a list of axes.
  public func sum(_ names: [AxisName]) throws -> NamedArray { try reduce("sum", names) { try $0.sum($1) } }

  /// The product over axes.
  public func product(_ names: AxisName...) throws -> NamedArray { try fold("product", names) { try $0.product($1) } }
  /// The product over a list of axes.
  public func product(_ names: [AxisName]) throws -> NamedArray { try reduce("product", names) { try $0.product($1) } }

  /// The greatest element over axes.
  public func max(_ names: AxisName...) throws -> NamedArray { try fold("max", names) { try $0.max($1) } }
  /// The greatest element over a list of axes.
  public func max(_ names: [AxisName]) throws -> NamedArray { try reduce("max", names) { try $0.max($1) } }

  /// The least element over axes.
  public func min(_ names: AxisName...) throws -> NamedArray { try fold("min", names) { try $0.min($1) } }
  /// The least element over a list of axes.
  public func min(_ names: [AxisName]) throws -> NamedArray { try reduce("min", names) { try $0.min($1) } }

  /// Whether every element is true over axes.
  public func all(_ names: AxisName...) throws -> NamedArray { try fold("all", names) { try $0.all($1) } }
  /// Whether every element is true over a list of axes.
  public func all(_ names: [AxisName]) throws -> NamedArray { try reduce("all", names) { try $0.all($1) } }

  /// Whether any element is true over axes.
  public func any(_ names: AxisName...) throws -> NamedArray { try fold("any", names) { try $0.any($1) } }
  /// Whether any element is true over a list of axes.
  public func any(_ names: [AxisName]) throws -> NamedArray { try reduce("any", names) { try $0.any($1) } }

  /// The mean over axes.
  public func mean(_ names: AxisName...) throws -> NamedArray { try fold("mean", names) { try $0.mean($1) } }
  /// The mean over a list of axes.
  public func mean(_ names: [AxisName]) throws -> NamedArray { try reduce("mean", names) { try $0.mean($1) } }

  /// The median over axes.
  public func median(_ names: AxisName...) throws -> NamedArray { try fold("median", names) { try $0.median($1) } }
  /// The median over a list of axes.
  public func median(_ names: [AxisName]) throws -> NamedArray { try reduce("median", names) { try $0.median($1) } }

  /// The number of elements that are not zero over axes.
  public func countNonzero(_ names: AxisName...) throws -> NamedArray {
    try fold("countNonzero", names) { try $0.countNonzero($1) }
  }
  /// The number of elements that are not zero over a list of axes.
  public func countNonzero(_ names: [AxisName]) throws -> NamedArray {
    try reduce("countNonzero", names) { try $0.countNonzero($1) }
  }

  /// The difference of the greatest and the least element over axes.
  public func peakToPeak(_ names: AxisName...) throws -> NamedArray {
    try fold("peakToPeak", names) { try $0.peakToPeak($1) }
  }
  /// The difference of the greatest and the least element over a list of axes.
  public func peakToPeak(_ names: [AxisName]) throws -> NamedArray {
    try reduce("peakToPeak", names) { try $0.peakToPeak($1) }
  }

  /// The sum of the elements that are not NaN over axes.
  public func nanSum(_ names: AxisName...) throws -> NamedArray { try fold("nanSum", names) { try $0.nanSum($1) } }
  /// The sum of the elements that are not NaN over a list of axes.
  public func nanSum(_ names: [AxisName]) throws -> NamedArray { try reduce("nanSum", names) { try $0.nanSum($1) } }

  /// The product of the elements that are not NaN over axes.
  public func nanProduct(_ names: AxisName...) throws -> NamedArray {
    try fold("nanProduct", names) { try $0.nanProduct($1) }
  }
  /// The product of the elements that are not NaN over a list of axes.
  public func nanProduct(_ names: [AxisName]) throws -> NamedArray {
    try reduce("nanProduct", names) { try $0.nanProduct($1) }
  }

  /// The greatest element that is not NaN over axes.
  public func nanMax(_ names: AxisName...) throws -> NamedArray { try fold("nanMax", names) { try $0.nanMax($1) } }
  /// The greatest element that is not NaN over a list of axes.
  public func nanMax(_ names: [AxisName]) throws -> NamedArray { try reduce("nanMax", names) { try $0.nanMax($1) } }

  /// The least element that is not NaN over axes.
  public func nanMin(_ names: AxisName...) throws -> NamedArray { try fold("nanMin", names) { try $0.nanMin($1) } }
  /// The least element that is not NaN over a list of axes.
  public func nanMin(_ names: [AxisName]) throws -> NamedArray { try reduce("nanMin", names) { try $0.nanMin($1) } }

  /// The mean of the elements that are not NaN over axes.
  public func nanMean(_ names: AxisName...) throws -> NamedArray { try fold("nanMean", names) { try $0.nanMean($1) } }
  /// The mean of the elements that are not NaN over a list of axes.
  public func nanMean(_ names: [AxisName]) throws -> NamedArray { try reduce("nanMean", names) { try $0.nanMean($1) } }

  /// The median of the elements that are not NaN over axes.
  public func nanMedian(_ names: AxisName...) throws -> NamedArray {
    try fold("nanMedian", names) { try $0.nanMedian($1) }
  }
  /// The median of the elements that are not NaN over a list of axes.
  public func nanMedian(_ names: [AxisName]) throws -> NamedArray {
    try reduce("nanMedian", names) { try $0.nanMedian($1) }
  }

  /// The variance over axes; the sum of squares is divided by the count less `ddof`.
  public func variance(_ names: AxisName..., ddof: Int = 0) throws -> NamedArray {
    try fold("variance", names) { try $0.variance($1, ddof: ddof) }
  }
  /// The variance over a list of axes; the sum of squares is divided by the count less `ddof`.
  public func variance(_ names: [AxisName], ddof: Int = 0) throws -> NamedArray {
    try reduce("variance", names) { try $0.variance($1, ddof: ddof) }
  }

  /// The standard deviation over axes; the sum of squares is divided by the count less `ddof`.
  public func standardDeviation(_ names: AxisName..., ddof: Int = 0) throws -> NamedArray {
    try fold("standardDeviation", names) { try $0.standardDeviation($1, ddof: ddof) }
  }
  /// The standard deviation over a list of axes; the sum of squares is divided by the count less `ddof`.
  public func standardDeviation(_ names: [AxisName], ddof: Int = 0) throws -> NamedArray {
    try reduce("standardDeviation", names) { try $0.standardDeviation($1, ddof: ddof) }
  }

  /// The variance of the elements that are not NaN over axes; the sum of squares is divided by the count less `ddof`.
  public func nanVariance(_ names: AxisName..., ddof: Int = 0) throws -> NamedArray {
    try fold("nanVariance", names) { try $0.nanVariance($1, ddof: ddof) }
  }
  /// The variance of the elements that are not NaN over a list of axes; the sum of squares is divided by the count less `ddof`.
  public func nanVariance(_ names: [AxisName], ddof: Int = 0) throws -> NamedArray {
    try reduce("nanVariance", names) { try $0.nanVariance($1, ddof: ddof) }
  }

  /// The standard deviation of the elements that are not NaN over axes; the sum of squares is divided by the count less `ddof`.
  public func nanStandardDeviation(_ names: AxisName..., ddof: Int = 0) throws -> NamedArray {
    try fold("nanStandardDeviation", names) { try $0.nanStandardDeviation($1, ddof: ddof) }
  }
  /// The standard deviation of the elements that are not NaN over a list of axes; the sum of squares is divided by the count less `ddof`.
  public func nanStandardDeviation(_ names: [AxisName], ddof: Int = 0) throws -> NamedArray {
    try reduce("nanStandardDeviation", names) { try $0.nanStandardDeviation($1, ddof: ddof) }
  }

  /// The logarithm of the sum of e to the powers of elements over axes.
  public func logSumExp(_ names: AxisName...) throws -> NamedArray {
    try fold("logSumExp", names) { try $0.logSumExp($1) }
  }
  /// The logarithm of the sum of e to the powers of elements over a list of axes.
  public func logSumExp(_ names: [AxisName]) throws -> NamedArray {
    try reduce("logSumExp", names) { try $0.logSumExp($1) }
  }
}
