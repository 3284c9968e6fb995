public import NamedAxes
public import Trees

/// The softmax over some axes jointly: exponentials divided by their sum over all positions of those axes.
public struct Softmax: Layer {
  /// The axes.
  public let axes: [AxisName]

  /// A softmax over one axis or several jointly.
  public init(_ axes: AxisName...) { self.axes = axes }

  /// A softmax over one axis or several jointly.
  public init(_ axes: [AxisName]) { self.axes = axes }

  /// The softmax of the input, which must have the axes.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try input.softmax(axes)
  }

  /// Presents the axes as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("axes", axes)
  }
}
