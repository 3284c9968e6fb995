public import NamedAxes
public import Trees

/// A layer that runs several layers on one input and joins what they give.
public protocol BranchingLayer: Layer where Input == NamedArray, Output == NamedArray {
  /// The layers that are run, at least one.
  var branches: [any Layer] { get set }
  /// A layer of the given branches.
  init(_ branches: [any Layer])
}

extension BranchingLayer {
  /// What the branches give, joined from left to right.
  ///
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` without branches.
  func join(
    _ input: NamedArray, _ side: SideInputs, by combine: (NamedArray, NamedArray) throws -> NamedArray
  ) throws -> NamedArray {
    guard let first = branches.first else {
      throw LayerInputError.configuration(layer: "\(Self.self)", problem: "\(Self.self) requires at least one branch")
    }
    var result: NamedArray = try run(first, at: "branches", .index(0), input: input, side: side)
    for (position, branch) in branches.enumerated().dropFirst() {
      let output: NamedArray = try run(branch, at: "branches", .index(position), input: input, side: side)
      result = try combine(result, output)
    }
    return result
  }

  /// Presents the branches as children.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("branches", &branches)
  }
}

/// Runs several layers on one input and adds what they give.
public struct BranchAndAddTogether: BranchingLayer {
  /// The layers, at least one.
  public var branches: [any Layer]

  /// A sum of what the given layers give.
  public init(_ branches: [any Layer]) { self.branches = branches }

  /// The sum, from left to right.
  ///
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` without branches.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try join(input, side) { try $0 + $1 }
  }
}

/// Runs several layers on one input and multiplies what they give.
public struct BranchAndMultiplyTogether: BranchingLayer {
  /// The layers, at least one.
  public var branches: [any Layer]

  /// A product of what the given layers give.
  public init(_ branches: [any Layer]) { self.branches = branches }

  /// The product, from left to right.
  ///
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` without branches.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try join(input, side) { try $0 * $1 }
  }
}
