internal import Arrays
public import NamedAxes
public import Trees
public import Variables

/// A convolution over named axes: at each place of a sliding window a linear map of what is in it.
///
/// The kernel is not reversed. Axes of the input that the kernel does not have run along. Axes that the kernel has
/// beside those of space, input and output are parallel: each place has a kernel of its own.
public struct Conv: ConvolutionLayer {
  /// The weights: axes parallel, space, input, output.
  public var kernel: any ParameterLike
  /// The axes that the window slides along.
  public let spatialAxisNames: [AxisName]
  /// The axes that are summed over.
  public let inputAxisNames: [AxisName]
  /// The axes that the result has in their place.
  public let outputAxisNames: [AxisName]
  /// How far the window moves along its axes; one where absent.
  public let strides: NamedShape
  /// How the input is extended with zeros at its edges.
  public let padding: NamedPadding
  /// The distance of neighbouring weights; one where absent.
  public let kernelDilation: NamedShape
  /// The distance of neighbouring elements of the input, zeros standing between them; one where absent.
  public let inputDilation: NamedShape

  /// A convolution with the given kernel.
  public init(
    kernel: any ParameterLike, spatialAxisNames: [AxisName], inputAxisNames: [AxisName], outputAxisNames: [AxisName],
    strides: NamedShape = [:], padding: NamedPadding = .same, inputDilation: NamedShape = [:],
    kernelDilation: NamedShape = [:]
  ) {
    self.kernel = kernel
    self.spatialAxisNames = spatialAxisNames
    self.inputAxisNames = inputAxisNames
    self.outputAxisNames = outputAxisNames
    self.strides = strides
    self.padding = padding
    self.inputDilation = inputDilation
    self.kernelDilation = kernelDilation
  }

  /// The convolved input: the axes that run along, then space and output.
  ///
  /// - Parameters:
  ///   - input: floating point, with the input and parallel axes in the sizes of the kernel, and the axes of space in
  ///     any.
  ///   - side: the side inputs, of which none is used.
  /// - Throws: ``LayerInputError``, `VariableError.unbound`, `ArrayError.argument` for windows that are none.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try convolve(input, inputDilation: inputDilation) { input, kernel, window in
      try input.convolved(
        with: kernel, strides: window.strides, padding: window.padding, inputDilation: window.inputDilation,
        kernelDilation: window.dilation)
    }
  }

  /// Presents the kernel as a child, everything else as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walkConvolution(&walker)
    try walker.constant("inputDilation", inputDilation)
  }
}
