public import NamedAxes
public import Trees
public import Treescope

/// A layer that runs its sublayers one after the other: a sequence, or one with something beside it.
public protocol LayerGroup: Layer where Input == NamedArray, Output == NamedArray {
  /// The layers, in the order in which they run.
  var sublayers: [any Layer] { get set }
}

/// A layer that is nothing but its sublayers: ``Sequential``, or a kind of it with a name of its own.
///
/// A kind with a name is one declaration and a way to build it:
///
/// ```swift
/// struct FeedForward: SequentialLayer {
///   var sublayers: [any Layer]
///   init(_ sublayers: [any Layer]) { self.sublayers = sublayers }
/// }
/// ```
public protocol SequentialLayer: LayerGroup {
  /// A layer that runs the given ones.
  init(_ sublayers: [any Layer])
}

extension LayerGroup {
  /// What the last sublayer gives; without any, the input.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    let output = try call(input, side)
    guard let array = output as? NamedArray else {
      throw LayerInputError.outputType(
        layer: "\(Self.self)", expected: "NamedArray", found: "\(type(of: output as Any))")
    }
    return array
  }

  /// What the last sublayer gives; the first takes a value of whatever type it wants.
  public func call(_ input: any LayerValue, _ side: SideInputs) throws -> any LayerValue {
    try runSublayers(input, side)
  }

  /// What the last sublayer gives for a value of any type.
  func runSublayers(_ input: any LayerValue, _ side: SideInputs) throws -> any LayerValue {
    var value = input
    for (position, layer) in sublayers.enumerated() {
      value = try run(layer, at: "sublayers", .index(position), input: value, side: side)
    }
    return value
  }
}

extension SequentialLayer {
  /// Presents the sublayers as children.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("sublayers", &sublayers)
  }

  /// A colour from the name of the type, around the layers.
  public var color: PartColor { .outlined(.named(after: "\(Self.self)")) }

  /// That this is a kind of sequential layer.
  public var printedComment: String? { "Sequential" }
}

/// Runs its sublayers one after the other; without any it gives its input.
public struct Sequential: SequentialLayer {
  /// The layers, in the order in which they run.
  public var sublayers: [any Layer]

  /// A layer that runs the given ones.
  public init(_ sublayers: [any Layer]) { self.sublayers = sublayers }

  /// Grey: a plain sequence says nothing of what it does.
  public var color: PartColor { .outlined(.rgb(0xCD, 0xCD, 0xCD)) }
  /// Nothing: the name says it.
  public var printedComment: String? { nil }
}
