public import Arrays
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

  /// The function of each element of a plain array.
  public func callAsFunction(_ input: NDArray) throws -> NDArray { try function(input) }

  /// The function of each element, of a plain array as of a named one.
  ///
  /// - Throws: ``LayerInputError/inputType(layer:expected:found:)`` for anything else.
  public func call(_ input: any LayerValue, _ side: SideInputs) throws -> any LayerValue {
    switch input {
    case let array as NamedArray: return try callAsFunction(array, side)
    case let array as NDArray: return try function(array)
    default:
      throw LayerInputError.inputType(
        layer: "Elementwise", expected: "NamedArray or NDArray", found: "\(type(of: input as Any))")
    }
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
