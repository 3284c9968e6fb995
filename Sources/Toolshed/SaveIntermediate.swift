public import Layers
public import NamedAxes
public import Trees
public import Variables

/// Passes its input on and appends it to a list in a state variable.
///
/// ```swift
/// let saved = StateVariable([NamedArray]())
/// let watched = try select(model).at(instancesOf: Elementwise.self).insertAfter(SaveIntermediate(saved))
/// ```
public struct SaveIntermediate: Layer {
  /// What was saved, in the order in which the layers ran.
  public var saved: any StateVariableLike<[NamedArray]>

  /// A layer that saves into the given variable.
  public init(_ saved: any StateVariableLike<[NamedArray]>) { self.saved = saved }

  /// The input.
  ///
  /// - Throws: ``VariableError`` when the variable was taken out or frozen.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try saved.set(saved.value + [input])
    return input
  }

  /// Presents the variable as a child.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("saved", &saved)
  }
}
