/// Fourier transforms along several axes, one after the other.
private struct AxisTransforms: Operation {
  static let operationName = "fftn"

  var kind: FourierTransform.Kind
  var axes: [Int]
  var lengths: [Int]

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    var x = operands[0]
    let steps = zip(axes, lengths).enumerated().map { ($0.offset, $0.element.0, $0.element.1) }
    // The last axis is halved: first of all on the way there, last of all on the way back.
    for (position, axis, length) in kind == .real ? steps.reversed() : steps {
      let isLast = position == axes.count - 1
      switch kind {
      case .forward: x = try x.fft(length, axis: axis)
      case .inverse: x = try x.ifft(length, axis: axis)
      case .real: x = try isLast ? x.rfft(length, axis: axis) : x.fft(length, axis: axis)
      case .realInverse: x = try isLast ? x.irfft(length, axis: axis) : x.ifft(length, axis: axis)
      }
    }
    return [x]
  }
}

extension NDArray {
  /// The discrete Fourier transform along several axes, or all: ``fft(_:axis:)`` along each.
  ///
  /// - Parameters:
  ///   - counts: the number of points along each axis, to which it is cut off or filled up with zeros; the sizes when
  ///     absent.
  ///   - axes: the axes; as many of the last ones as there are counts when absent, all when both are.
  /// - Throws: as ``fft(_:axis:)`` does, ``ArrayError/repeatedAxis(operation:axis:)``, and
  ///   ``ArrayError/argument(operation:problem:)`` when there are not as many counts as axes.
  public func fftn(_ counts: [Int]? = nil, axes: [Int]? = nil) throws -> NDArray {
    try transform(.forward, counts, axes, "fftn")
  }

  /// The inverse of ``fftn(_:axes:)``.
  ///
  /// - Throws: as that function does.
  public func ifftn(_ counts: [Int]? = nil, axes: [Int]? = nil) throws -> NDArray {
    try transform(.inverse, counts, axes, "ifftn")
  }

  /// The half of the Fourier transform of real numbers along several axes that the other half is the mirror image of:
  /// ``rfft(_:axis:)`` along the last of the axes, ``fft(_:axis:)`` along the others.
  ///
  /// - Throws: as ``fftn(_:axes:)`` does, ``ArrayError/dtype(operation:expected:found:)`` for complex numbers.
  public func rfftn(_ counts: [Int]? = nil, axes: [Int]? = nil) throws -> NDArray {
    try transform(.real, counts, axes, "rfftn")
  }

  /// The inverse of ``rfftn(_:axes:)``: real numbers.
  ///
  /// - Parameters:
  ///   - counts: how many numbers along each axis; along the last one twice the size less two when absent.
  ///   - axes: as in ``fftn(_:axes:)``.
  /// - Throws: as ``fftn(_:axes:)`` does.
  public func irfftn(_ counts: [Int]? = nil, axes: [Int]? = nil) throws -> NDArray {
    try transform(.realInverse, counts, axes, "irfftn")
  }

  /// ``fftn(_:axes:)`` along two axes, the last ones unless given.
  ///
  /// - Throws: as that does.
  public func fft2(_ counts: [Int]? = nil, axes: [Int] = [-2, -1]) throws -> NDArray {
    try transform(.forward, counts, axes, "fft2", axisCount: 2)
  }

  /// ``ifftn(_:axes:)`` along two axes, the last ones unless given.
  ///
  /// - Throws: as that does.
  public func ifft2(_ counts: [Int]? = nil, axes: [Int] = [-2, -1]) throws -> NDArray {
    try transform(.inverse, counts, axes, "ifft2", axisCount: 2)
  }

  /// ``rfftn(_:axes:)`` along two axes, the last ones unless given.
  ///
  /// - Throws: as that does.
  public func rfft2(_ counts: [Int]? = nil, axes: [Int] = [-2, -1]) throws -> NDArray {
    try transform(.real, counts, axes, "rfft2", axisCount: 2)
  }

  /// ``irfftn(_:axes:)`` along two axes, the last ones unless given.
  ///
  /// - Throws: as that does.
  public func irfft2(_ counts: [Int]? = nil, axes: [Int] = [-2, -1]) throws -> NDArray {
    try transform(.realInverse, counts, axes, "irfft2", axisCount: 2)
  }

  private func transform(
    _ kind: FourierTransform.Kind, _ counts: [Int]?, _ axes: [Int]?, _ operation: String, axisCount: Int? = nil
  ) throws -> NDArray {
    guard kind != .real || !dtype.isComplex else {
      throw ArrayError.dtype(
        operation: operation, expected: "a real dtype; use \(operation.dropFirst()) for complex numbers", found: dtype)
    }
    let last = counts.flatMap { $0.count <= rank ? Array(rank - $0.count..<rank) : nil }
    let places = try NDArray.normalize(axes ?? last, rank: rank, for: operation, isSorted: false)
    guard axisCount == nil || places.count == axisCount else {
      throw ArrayError.argument(operation: operation, problem: "there must be two axes, found \(places)")
    }
    if let counts, counts.count != places.count {
      throw ArrayError.argument(
        operation: operation, problem: "\(counts.count) counts were given for \(places.count) axes")
    }
    guard !places.isEmpty else {
      throw ArrayError.argument(operation: operation, problem: "at least one axis is needed, found none")
    }
    var lengths = counts ?? places.map { shape[$0] }
    if counts == nil, kind == .realInverse { lengths[lengths.count - 1] = 2 * (lengths[lengths.count - 1] - 1) }
    for (axis, length) in zip(places, lengths) where length < 1 {
      throw ArrayError.argument(
        operation: operation, problem: "at least one point is needed along axis \(axis), found \(length)")
    }
    return try AxisTransforms(kind: kind, axes: places, lengths: lengths)(self)
  }
}
