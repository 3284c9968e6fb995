public import NamedAxes
public import Trees
public import Treescope

/// Applies a function to each element of its input.
public struct Elementwise: Layer {
  /// The function.
  public let function: ElementwiseFunction

  /// A layer from a function.
  public init(_ function: ElementwiseFunction) { self.function = function }

  /// The function of each element.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try input.mapElements { try function($0) }
  }

  /// Presents the function as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("function", function)
  }

  /// A colour from the function's name.
  public var color: PartColor { .named(after: function.name) }
  /// The name of the type and the function.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    renderer.constructor(
      "Elementwise", [.static("function", Part.text(function.name, .keyword))], color: color)
  }
}
