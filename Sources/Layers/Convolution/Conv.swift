internal import Arrays
public import NamedAxes
public import Trees
public import Treescope
public import Variables

/// A convolution over named axes: at each place of a sliding window a linear map of what is in it.
///
/// The kernel is not reversed. Axes of the input that the kernel does not have run along. Axes that the kernel has
/// beside those of space, input and output are parallel: each place has a kernel of its own.
public struct Conv: Layer {
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
  /// The distance of neighbouring elements of the input, zeros standing between them; one where absent.
  public let inputDilation: NamedShape
  /// The distance of neighbouring weights; one where absent.
  public let kernelDilation: NamedShape

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
    let window = try NamedWindow(
      spatialAxisNames, strides: strides, padding: padding, dilation: kernelDilation, inputDilation: inputDilation,
      for: kernel.layerName)
    return try convolution(input, kernel, spatialAxisNames, inputAxisNames, outputAxisNames) { input, kernel in
      try input.convolved(
        with: kernel, strides: window.strides, padding: window.padding, inputDilation: window.inputDilation,
        kernelDilation: window.dilation)
    }
  }

  /// Presents the kernel as a child, everything else as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("kernel", &kernel)
    try walker.constant("spatialAxisNames", spatialAxisNames)
    try walker.constant("inputAxisNames", inputAxisNames)
    try walker.constant("outputAxisNames", outputAxisNames)
    try walker.constant("strides", strides)
    try walker.constant("padding", padding)
    try walker.constant("inputDilation", inputDilation)
    try walker.constant("kernelDilation", kernelDilation)
  }

  /// Orange, as linear maps.
  public var color: PartColor { .rgb(0xEB, 0xA8, 0x75) }
}

/// A convolution layer on plain arrays, for all places of the other axes.
///
/// - Parameter convolve: the convolution of an array [1, features, space...] with a kernel
///   [result features, features, space...].
func convolution(
  _ input: NamedArray, _ kernel: any ParameterLike, _ space: [AxisName], _ features: [AxisName],
  _ outputs: [AxisName], _ convolve: (NDArray, NDArray) throws -> NDArray
) throws -> NamedArray {
  let (weights, name) = (try kernel.value, kernel.layerName)
  let shape = input.namedShape
  try input.requireNoPositionalAxes(for: name)
  try input.requireAxes(weights.namedShape.removing(space + outputs), for: name)
  let missing = space.filter { !shape.contains($0) }
  guard missing.isEmpty else { throw LayerInputError.missingAxes(layer: name, names: missing, found: shape) }
  try input.requireFloating(for: name)
  let taken = outputs.filter { shape.contains($0) && !features.contains($0) }
  guard taken.isEmpty else { throw LayerInputError.outputNames(layer: name, names: taken, found: shape) }

  let outputSizes = outputs.compactMap { weights.namedShape[$0] }
  return try nmap(input.untag(features + space), weights.untag(outputs + features + space)) { input, kernel in
    let featureCount = input.shape.prefix(features.count).reduce(1, *)
    let spatial = Array(input.shape.suffix(space.count))
    let result = try convolve(
      input.reshaped(to: [1, featureCount] + spatial),
      kernel.reshaped(to: [outputSizes.reduce(1, *), featureCount] + kernel.shape.suffix(space.count)))
    let moved = try result.reshaped(to: outputSizes + result.shape.suffix(space.count))
    return try moved.transposed(
      Array(outputs.count..<outputs.count + space.count) + Array(outputs.indices))
  }.tag(space + outputs)
}
