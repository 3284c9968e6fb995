internal import Arrays
public import NamedAxes
public import Trees
internal import Variables

/// Sets elements of its input to zero at random, and scales the others up so that the mean stays.
///
/// It always does so. To leave it out, remove the layers from the model, or disable them:
///
/// ```swift
/// try select(model).at(instancesOf: StochasticDropout.self).apply { $0.disabled() }
/// ```
///
/// Source: Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014.
public struct StochasticDropout: Layer {
  /// The probability of each element to become zero, from 0 to 1.
  public var dropRate: Double
  /// Axes along which the same elements are dropped.
  public let shareAcrossAxes: [AxisName]
  /// The side input with the stream of random keys.
  public let randomStreamInputName: SideInputs.Key

  /// A layer that drops elements.
  public init(
    dropRate: Double, shareAcrossAxes: [AxisName] = [], randomStreamInputName: SideInputs.Key = .randomStream
  ) {
    self.dropRate = dropRate
    self.shareAcrossAxes = shareAcrossAxes
    self.randomStreamInputName = randomStreamInputName
  }

  /// Zero where a mask is drawn, x / (1 − rate) elsewhere; each call takes one key of the stream.
  ///
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` for a rate out of range,
  ///   ``LayerInputError/missingSideInput(layer:key:given:)`` without a stream,
  ///   ``LayerInputError/positionalAxes(layer:found:)``, ``LayerInputError/dtype(layer:expected:found:)``.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    guard 0...1 ~= dropRate else {
      throw LayerInputError.configuration(
        layer: "StochasticDropout", problem: "dropRate must be from 0 to 1, found \(dropRate)")
    }
    let stream = try side.require(randomStreamInputName, as: RandomStream.self, for: self)
    try input.requireNoPositionalAxes(for: "StochasticDropout")
    try input.requireFloating(for: "StochasticDropout")
    let shape = input.namedShape.removing(shareAcrossAxes)
    let isDropped = try NamedArray(stream.nextKey().bernoulli(NDArray(dropRate), shape: shape.sizes)).tag(shape.names)
    let kept = dropRate < 1 ? try input / (1 - dropRate) : input
    return try NamedArray.where(isDropped, 0, kept).order(like: input)
  }

  /// A layer in its place that does nothing and remembers how to become it again.
  public func disabled() -> DisabledDropout {
    DisabledDropout(
      dropRate: dropRate, shareAcrossAxes: shareAcrossAxes, randomStreamInputName: randomStreamInputName)
  }

  /// Presents the rate as a child, the names as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("dropRate", &dropRate)
    try walker.constant("shareAcrossAxes", shareAcrossAxes)
    try walker.constant("randomStreamInputName", randomStreamInputName)
  }
}

/// A layer that drops elements, or a disabled one when there is no rate.
///
/// - Parameters:
///   - dropRate: the probability of each element to become zero.
///   - shareAcrossAxes: axes along which the same elements are dropped.
///   - randomStreamInputName: the side input with the stream of random keys.
public func maybeDropout(
  _ dropRate: Double?, shareAcrossAxes: [AxisName] = [], randomStreamInputName: SideInputs.Key = .randomStream
) -> any Layer {
  let dropout = StochasticDropout(
    dropRate: dropRate ?? 0, shareAcrossAxes: shareAcrossAxes, randomStreamInputName: randomStreamInputName)
  return dropRate == nil ? dropout.disabled() : dropout
}
