internal import StableHLO

/// A convolution of arrays whose axes stand in any order.
struct ArrangedConvolution: Operation {
  static let operationName = "convolved"

  var body: Convolution
  var inputAxes: [Int]
  var kernelAxes: [Int]
  var outputAxes: [Int]

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (input, kernel) = (try operands[0].transposed(inputAxes), try operands[1].transposed(kernelAxes))
    return [try body(input, kernel).transposed(outputAxes.inverse)]
  }
}

extension NDArray {
  /// The convolution with a kernel, which is not reversed: the cross-correlation that neural networks mean.
  ///
  /// Each result is the sum over features and window of elements times weights.
  /// - Parameters:
  ///   - kernel: the weights; by default of shape [result features, features, space...].
  ///   - strides: how far the window moves along each axis of space; one when absent.
  ///   - padding: how the array is extended with zeros at its edges.
  ///   - inputDilation: the distance of neighbouring elements, zeros standing between them; one when absent.
  ///   - kernelDilation: the distance of neighbouring weights; one when absent.
  ///   - dimensions: which axes are which; batch, features, space when absent.
  ///   - featureGroupCount: into how many groups the features fall, each giving its share of the result features.
  ///   - batchGroupCount: into how many groups the batch falls, each giving its share of the result features.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for ranks, features or groups that do not fit,
  ///   ``ArrayError/argument(operation:problem:)`` for windows that are none.
  public func convolved(
    with kernel: NDArray, strides: [Int]? = nil, padding: WindowPadding = .valid, inputDilation: [Int]? = nil,
    kernelDilation: [Int]? = nil, dimensions: ConvolutionDimensions? = nil, featureGroupCount: Int = 1,
    batchGroupCount: Int = 1
  ) throws -> NDArray {
    let plan = try ConvolutionPlan(self, kernel, dimensions, for: "convolved")
    let strides = try WindowPadding.positive(strides, "strides", count: plan.count, for: "convolved")
    let inputDilation = try WindowPadding.positive(
      inputDilation, "distances within the array", count: plan.count, for: "convolved")
    let kernelDilation = try WindowPadding.positive(
      kernelDilation, "distances within the kernel", count: plan.count, for: "convolved")
    let amounts = try padding.amounts(
      plan.space, extents: plan.extents(kernelDilation), strides: strides, for: "convolved")
    return try plan.run(
      self, kernel,
      SlidingWindow(
        rank: plan.count, strides: strides, low: amounts.low, high: amounts.high, operandDilation: inputDilation,
        windowDilation: kernelDilation),
      featureGroups: featureGroupCount, batchGroups: batchGroupCount)
  }

  /// The transposed, or fractionally strided, convolution: it makes arrays larger by the stride.
  ///
  /// - Parameters:
  ///   - kernel: the weights, as for ``convolved(with:strides:padding:inputDilation:kernelDilation:dimensions:featureGroupCount:batchGroupCount:)``.
  ///   - strides: by how much each axis of space grows; one when absent.
  ///   - padding: with ``WindowPadding/same`` the result is larger by the stride exactly, with ``WindowPadding/valid``
  ///     it holds all that any element contributes to; amounts are those around the spread elements.
  ///   - kernelDilation: the distance of neighbouring weights; one when absent.
  ///   - dimensions: which axes are which; batch, features, space when absent.
  ///   - transposesKernel: whether the kernel is that of the convolution to transpose: its features change places, its
  ///     space is reversed, and the result is the derivative of that convolution by its input.
  /// - Throws: as the convolution does.
  public func convTranspose(
    _ kernel: NDArray, strides: [Int]? = nil, padding: WindowPadding = .same, kernelDilation: [Int]? = nil,
    dimensions: ConvolutionDimensions? = nil, transposesKernel: Bool = false
  ) throws -> NDArray {
    var plan = try ConvolutionPlan(self, kernel, dimensions, for: "convTranspose")
    let strides = try WindowPadding.positive(strides, "strides", count: plan.count, for: "convTranspose")
    let dilation = try WindowPadding.positive(
      kernelDilation, "distances within the kernel", count: plan.count, for: "convTranspose")
    let extents = plan.extents(dilation)
    let amounts: (low: [Int], high: [Int])
    switch padding {
    case .same, .sameLower:
      // Source of this and the next: jax.lax.conv_transpose.
      let low = zip(extents, strides).map { $1 > $0 - 1 ? $0 - 1 : ($0 + $1 - 1) / 2 }
      amounts = (low, plan.space.indices.map { extents[$0] + strides[$0] - 2 - low[$0] })
    case .valid:
      amounts = (extents.map { $0 - 1 }, zip(extents, strides).map { Swift.max($0, $1) - 1 })
    case .amounts:
      amounts = try padding.amounts(plan.space, extents: extents, strides: strides, for: "convTranspose")
    }
    var weights = kernel
    if transposesKernel {
      weights = try kernel.flipped(Array(plan.kernelAxes.dropFirst(2)))
      plan.kernelAxes.swapAt(0, 1)
    }
    return try plan.run(
      self, weights,
      SlidingWindow(
        rank: plan.count, low: amounts.low, high: amounts.high, operandDilation: strides, windowDilation: dilation))
  }
}

/// The axes of a convolution's arrays, and their sizes.
private struct ConvolutionPlan {
  var inputAxes: [Int]
  var kernelAxes: [Int]
  var outputAxes: [Int]
  /// The sizes of the axes of space.
  var space: [Int]
  /// The sizes of the kernel along the axes of space.
  var kernelSpace: [Int]

  var count: Int { space.count }

  init(_ input: NDArray, _ kernel: NDArray, _ dimensions: ConvolutionDimensions?, for operation: String) throws {
    guard input.rank >= 2, kernel.rank == input.rank else {
      throw ArrayError.shape(
        operation: operation, expected: "an array and a kernel of one rank, with two axes beside those of space",
        found: [input.shape, kernel.shape])
    }
    guard input.rank <= 24 else {
      throw ArrayError.rank(operation: operation, expected: "at most 22 axes of space", found: input.rank)
    }
    let dimensions = dimensions ?? .featuresFirst(input.rank - 2)
    (inputAxes, kernelAxes, outputAxes) = try dimensions.axes(rank: input.rank, for: operation)
    space = inputAxes.dropFirst(2).map { input.shape[$0] }
    kernelSpace = kernelAxes.dropFirst(2).map { kernel.shape[$0] }
  }

  /// How far the kernel reaches along each axis of space.
  func extents(_ dilation: [Int]) -> [Int] {
    zip(kernelSpace, dilation).map { size, distance in
      guard size > 0 else { return 0 }
      let (reach, overflows) = (size - 1).multipliedReportingOverflow(by: distance)
      // What reaches so far is refused with the window itself.
      return overflows ? 1 << 48 : Swift.min(reach, 1 << 48) + 1
    }
  }

  func run(
    _ input: NDArray, _ kernel: NDArray, _ window: SlidingWindow, featureGroups: Int = 1, batchGroups: Int = 1
  ) throws -> NDArray {
    let body = Convolution(window: window, featureGroups: featureGroups, batchGroups: batchGroups)
    let operation = ArrangedConvolution(
      body: body, inputAxes: inputAxes, kernelAxes: kernelAxes, outputAxes: outputAxes)
    let type = PromotionType.join(input.promotionType, kernel.promotionType)
    return try operation(input.astype(type.dtype), kernel.astype(type.dtype))
  }
}
