internal import Arrays
public import NamedAxes
internal import Trees
public import Treescope
public import Variables

/// A layer that multiplies what is in a sliding window by a kernel, forth or back.
public protocol ConvolutionLayer: Layer where Input == NamedArray, Output == NamedArray {
  /// The weights: axes parallel, space, input, output.
  var kernel: any ParameterLike { get set }
  /// The axes that the window slides along.
  var spatialAxisNames: [AxisName] { get }
  /// The axes that are summed over.
  var inputAxisNames: [AxisName] { get }
  /// The axes that the result has in their place.
  var outputAxisNames: [AxisName] { get }
  /// How far the window moves along its axes, or by how much they grow; one where absent.
  var strides: NamedShape { get }
  /// How the input is extended with zeros at its edges.
  var padding: NamedPadding { get }
  /// The distance of neighbouring weights; one where absent.
  var kernelDilation: NamedShape { get }
}

extension ConvolutionLayer {
  /// The result of a function of plain arrays at all places of the other axes: the axes that run along, then space and
  /// output.
  ///
  /// - Parameter convolve: a function of an array [1, features, space...] and a kernel
  ///   [result features, features, space...].
  func convolve(
    _ input: NamedArray, inputDilation: NamedShape = [:],
    by convolve: (NDArray, NDArray, NamedWindow) throws -> NDArray
  ) throws -> NamedArray {
    let (weights, name) = (try kernel.value, kernel.layerName)
    let (space, features, outputs) = (spatialAxisNames, inputAxisNames, outputAxisNames)
    let window = try NamedWindow(
      space, strides: strides, padding: padding, dilation: kernelDilation, inputDilation: inputDilation, for: name)
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
        kernel.reshaped(to: [outputSizes.reduce(1, *), featureCount] + kernel.shape.suffix(space.count)), window)
      let moved = try result.reshaped(to: outputSizes + result.shape.suffix(space.count))
      return try moved.transposed(
        Array(outputs.count..<outputs.count + space.count) + Array(outputs.indices))
    }.tag(space + outputs)
  }

  /// Presents the kernel as a child, everything else as static.
  mutating func walkConvolution<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("kernel", &kernel)
    try walker.constant("spatialAxisNames", spatialAxisNames)
    try walker.constant("inputAxisNames", inputAxisNames)
    try walker.constant("outputAxisNames", outputAxisNames)
    try walker.constant("strides", strides)
    try walker.constant("padding", padding)
    try walker.constant("kernelDilation", kernelDilation)
  }

  /// Orange, as linear maps.
  public var color: PartColor { .rgb(0xEB, 0xA8, 0x75) }
}
