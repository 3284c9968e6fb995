internal import Arrays
public import NamedAxes
public import Trees
public import Variables

/// A transposed convolution over named axes, which makes them longer by the stride.
public struct ConvTranspose: ConvolutionLayer {
  /// The weights: axes parallel, space, input, output.
  public var kernel: any ParameterLike
  /// The axes that grow.
  public let spatialAxisNames: [AxisName]
  /// The axes that are summed over.
  public let inputAxisNames: [AxisName]
  /// The axes that the result has in their place.
  public let outputAxisNames: [AxisName]
  /// By how much the axes grow; one where absent.
  public let strides: NamedShape
  /// With ``NamedPadding/same`` axes grow by the stride exactly, with ``NamedPadding/valid`` they hold all that any
  /// element contributes to; amounts are those around the spread elements.
  public let padding: NamedPadding
  /// The distance of neighbouring weights; one where absent.
  public let kernelDilation: NamedShape

  /// A transposed convolution with the given kernel.
  public init(
    kernel: any ParameterLike, spatialAxisNames: [AxisName], inputAxisNames: [AxisName], outputAxisNames: [AxisName],
    strides: NamedShape = [:], padding: NamedPadding = .same, kernelDilation: NamedShape = [:]
  ) {
    self.kernel = kernel
    self.spatialAxisNames = spatialAxisNames
    self.inputAxisNames = inputAxisNames
    self.outputAxisNames = outputAxisNames
    self.strides = strides
    self.padding = padding
    self.kernelDilation = kernelDilation
  }

  /// The grown input: the axes that run along, then space and output.
  ///
  /// - Throws: as ``Conv/callAsFunction(_:_:)`` does.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try convolve(input) { input, kernel, window in
      try input.convTranspose(
        kernel, strides: window.strides, padding: window.padding, kernelDilation: window.dilation)
    }
  }

  /// Presents the kernel as a child, everything else as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws { try walkConvolution(&walker) }
}
