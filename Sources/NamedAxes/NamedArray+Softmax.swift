internal import Arrays

// Each of these runs over some axes jointly and keeps them. They throw
// ``NamedAxisError/missingNames(operation:names:existing:)`` and ``NamedAxisError/repeatedNames(operation:names:existing:)``.

extension NamedArray {
  /// The softmax over axes.
  public func softmax(_ names: AxisName...) throws -> NamedArray { try softmax(names) }
  /// The softmax over a list of axes.
  public func softmax(_ names: [AxisName]) throws -> NamedArray {
    try mapAlong("softmax", names) { try $0.softmax($1) }
  }

  /// The logarithm of the softmax over axes.
  public func logSoftmax(_ names: AxisName...) throws -> NamedArray { try logSoftmax(names) }
  /// The logarithm of the softmax over a list of axes.
  public func logSoftmax(_ names: [AxisName]) throws -> NamedArray {
    try mapAlong("logSoftmax", names) { try $0.logSoftmax($1) }
  }

  /// The elements less their mean, over their standard deviation, over axes.
  public func standardized(_ names: AxisName..., epsilon: Double = 1e-5) throws -> NamedArray {
    try standardized(names, epsilon: epsilon)
  }
  /// The elements less their mean, over their standard deviation, over a list of axes.
  public func standardized(_ names: [AxisName], epsilon: Double = 1e-5) throws -> NamedArray {
    try mapAlong("standardized", names) { try $0.standardized($1, epsilon: epsilon) }
  }
}
