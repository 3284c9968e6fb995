public import Arrays
public import NamedAxes
public import Trees
public import Treescope
public import Variables

/// Adds a bias, matched by name.
public struct AddBias: Layer {
  /// The bias.
  public var bias: any ParameterLike
  /// Axes of the bias that the input lacks and the result has.
  public let newAxisNames: [AxisName]

  /// A layer that adds the given bias.
  public init(bias: any ParameterLike, newAxisNames: [AxisName] = []) {
    self.bias = bias
    self.newAxisNames = newAxisNames
  }

  /// Builds a bias.
  ///
  /// - Parameters:
  ///   - name: the label of the bias is `{name}.bias`.
  ///   - key: the base key; without one the parameter is a slot.
  ///   - biasedAxes: axes of input and bias.
  ///   - newOutputAxes: axes that only the bias has.
  ///   - initializer: draws the bias.
  ///   - dtype: the type of the elements.
  /// - Throws: what the initializer throws.
  public static func fromConfig(
    name: String, key: RandomKey?, biasedAxes: NamedShape, newOutputAxes: NamedShape = [:],
    initializer: Initializer = .zero, dtype: DType = .float32
  ) throws -> AddBias {
    let bias = try makeParameter(name: "\(name).bias", key: key) { key in
      try initializer(key, InitializerAxes(output: biasedAxes.merging(newOutputAxes)), dtype)
    }
    return AddBias(bias: bias, newAxisNames: newOutputAxes.names)
  }

  /// `input + bias`.
  ///
  /// - Throws: ``LayerInputError/axes(layer:expected:found:)`` when an axis of the bias is missing in the input and is
  ///   not declared as new, `NamedAxisError.sizes`.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    let bias = try bias.value
    try input.requireAxes(bias.namedShape.removing(newAxisNames), for: self.bias.layerName)
    return try input + bias
  }

  /// Presents the bias as a child, the names as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("bias", &bias)
    try walker.constant("newAxisNames", newAxisNames)
  }

  /// Green, as in the original.
  public var color: PartColor { .rgb(0x65, 0xCF, 0xBC) }
}
