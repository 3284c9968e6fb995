public import Arrays
public import NamedAxes
public import Trees
public import Treescope
public import Variables

/// A linear map: the sum over the input axes of the product of input and weights.
///
/// Axes of the input that the weights do not have run along. Axes that the weights have beside the input and output
/// ones are parallel: each place has weights of its own.
public struct Linear: Layer {
  /// The weights: axes parallel, input, output.
  public var weights: any ParameterLike
  /// The axes that are summed over.
  public let inputAxisNames: [AxisName]
  /// The axes that the result has in their place.
  public let outputAxisNames: [AxisName]

  /// A map with the given weights.
  public init(weights: any ParameterLike, inputAxisNames: [AxisName], outputAxisNames: [AxisName]) {
    self.weights = weights
    self.inputAxisNames = inputAxisNames
    self.outputAxisNames = outputAxisNames
  }

  private var name: String { weights.layerName }

  /// The image of the input.
  ///
  /// - Parameters:
  ///   - input: floating point, with the input and parallel axes in the sizes of the weights, and any others.
  ///   - side: the side inputs, of which none is used.
  /// - Throws: ``LayerInputError``, `VariableError.unbound`.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    let weights = try weights.value
    let shape = input.namedShape
    try input.requireNoPositionalAxes(for: name)
    try input.requireAxes(weights.namedShape.removing(outputAxisNames), for: name)
    try input.requireFloating(for: name)
    let taken = outputAxisNames.filter { shape.contains($0) }
    guard taken.isEmpty else {
      throw LayerInputError.outputNames(layer: name, names: taken, found: shape)
    }
    return try contract(inputAxisNames, input, weights)
  }

  /// Presents the weights as a child, the names as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("weights", &weights)
    try walker.constant("inputAxisNames", inputAxisNames)
    try walker.constant("outputAxisNames", outputAxisNames)
  }

  /// Orange, as in the original.
  public var color: PartColor { .rgb(0xEB, 0xA8, 0x75) }
}

extension Linear {
  /// The axes that are summed over, with their sizes, in the order of the weights.
  ///
  /// - Throws: ``VariableError/unbound(slot:)`` when the weights are a slot.
  public var inputAxes: NamedShape { get throws { try axes { inputAxisNames.contains($0) } } }

  /// The axes that only the result has, with their sizes, in the order of the weights.
  ///
  /// - Throws: as ``inputAxes`` does.
  public var outputAxes: NamedShape { get throws { try axes { outputAxisNames.contains($0) } } }

  /// The axes that input and result have, with weights of their own at each place, in the order of the weights.
  ///
  /// - Throws: as ``inputAxes`` does.
  public var parallelAxes: NamedShape {
    get throws { try axes { !inputAxisNames.contains($0) && !outputAxisNames.contains($0) } }
  }

  private func axes(_ isIncluded: (AxisName) -> Bool) throws -> NamedShape {
    NamedShape(try weights.value.namedShape.filter { isIncluded($0.name) }.map { ($0.name, $0.size) })
  }
}

extension Linear {
  /// Builds a linear map; where an output axis has the name of an input axis, one that renames its result.
  ///
  /// - Parameters:
  ///   - name: the label of the weights is `{name}.weights`.
  ///   - key: the base key of the model; without one the weights are a slot.
  ///   - inputAxes: the axes summed over.
  ///   - outputAxes: the axes of the result.
  ///   - parallelAxes: axes that input and output have, with weights of their own at each place.
  ///   - parallelBroadcastAxes: axes that only the output has, with weights of their own at each place.
  ///   - initializer: gives the first weights.
  ///   - dtype: the type of the weights.
  ///   - renamesOutputs: whether output axes may have names of input axes; the weights call them `{name}_out`.
  /// - Returns: a ``Linear``, or a ``LinearInPlace`` of a linear map and a ``RenameAxes``.
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` when names are given in two roles.
  public static func fromConfig(
    name: String, key: RandomKey?, inputAxes: NamedShape, outputAxes: NamedShape, parallelAxes: NamedShape = [:],
    parallelBroadcastAxes: NamedShape = [:], initializer: Initializer = .xavierUniform, dtype: DType = .float32,
    renamesOutputs: Bool = true
  ) throws -> any Layer {
    let parallel = Set(parallelAxes.names).union(parallelBroadcastAxes.names)
    guard parallel.count == parallelAxes.count + parallelBroadcastAxes.count,
      parallel.isDisjoint(with: inputAxes.names), parallel.isDisjoint(with: outputAxes.names)
    else {
      throw LayerInputError.configuration(
        layer: name,
        problem: "parallelAxes and parallelBroadcastAxes must not overlap with each other or with the other axes; got "
          + "\(parallelAxes), \(parallelBroadcastAxes), inputAxes \(inputAxes), outputAxes \(outputAxes)")
    }
    let renamed = outputAxes.names.filter { inputAxes.contains($0) }
    guard renamesOutputs || renamed.isEmpty else {
      throw LayerInputError.configuration(
        layer: name,
        problem: "inputAxes and outputAxes must not overlap unless renamesOutputs is set; got \(inputAxes), "
          + "\(outputAxes)")
    }
    let inner = NamedShape(
      outputAxes.map { axis in
        (renamed.contains(axis.name) ? "\(axis.name.text)_out" : axis.name, axis.size)
      })
    guard inner.count == outputAxes.count, inner.names.allSatisfy({ !inputAxes.contains($0) }) else {
      throw LayerInputError.configuration(
        layer: name,
        problem: "the output axes \(outputAxes) cannot be renamed apart from the input axes \(inputAxes)")
    }
    let weights = try makeParameter(name: "\(name).weights", key: key) { key in
      try initializer(
        key,
        InitializerAxes(input: inputAxes, output: inner, parallel: parallelAxes.merging(parallelBroadcastAxes)), dtype)
    }
    let linear = Linear(
      weights: weights, inputAxisNames: inputAxes.names,
      outputAxisNames: parallelBroadcastAxes.names + inner.names)
    guard !renamed.isEmpty else { return linear }
    return LinearInPlace([linear, RenameAxes(from: renamed.map { "\($0.text)_out" }, to: renamed)])
  }
}
