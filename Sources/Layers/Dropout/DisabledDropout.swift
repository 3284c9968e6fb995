public import NamedAxes
public import Trees

/// Gives its input: a place in a model where dropout could be, or was.
public struct DisabledDropout: Layer {
  /// The rate of the dropout that it can become.
  public var dropRate: Double
  /// The axes along which that drops the same elements.
  public let shareAcrossAxes: [AxisName]
  /// The side input from which that takes its keys.
  public let randomStreamInputName: SideInputs.Key

  /// A place for dropout.
  public init(
    dropRate: Double, shareAcrossAxes: [AxisName], randomStreamInputName: SideInputs.Key = .randomStream
  ) {
    self.dropRate = dropRate
    self.shareAcrossAxes = shareAcrossAxes
    self.randomStreamInputName = randomStreamInputName
  }

  /// The input.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray { input }
  /// The input, whatever its type.
  public func call(_ input: any LayerValue, _ side: SideInputs) throws -> any LayerValue { input }

  /// The layer that does drop.
  public func enabled() -> StochasticDropout {
    StochasticDropout(
      dropRate: dropRate, shareAcrossAxes: shareAcrossAxes, randomStreamInputName: randomStreamInputName)
  }

  /// Presents the rate as a child, the names as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("dropRate", &dropRate)
    try walker.constant("shareAcrossAxes", shareAcrossAxes)
    try walker.constant("randomStreamInputName", randomStreamInputName)
  }
}
