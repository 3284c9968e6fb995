internal import Arrays
public import NamedAxes
public import Variables

extension LayerStack {
  /// Stacks layers that are alike: of the same types, settings and shapes, with parameters of their own.
  ///
  /// The parameters of the stack are new; those of the layers stay as they are. State variables become state of each
  /// layer's own.
  ///
  /// - Parameters:
  ///   - layers: at least one layer, in order.
  ///   - stackAxis: the axis to stack along.
  ///   - label: from the label of a variable in the first layer to that in the stack; the same by default.
  /// - Throws: ``LayerInputError/differentLayers(index:path:difference:)`` for a layer that differs from the first one,
  ///   ``LayerInputError/configuration(layer:problem:)`` without layers.
  public static func stacking(
    _ layers: [any Layer], stackAxis: AxisName, label: (VariableLabel) -> VariableLabel = { $0 }
  ) throws -> LayerStack {
    guard let first = layers.first else {
      throw LayerInputError.configuration(layer: "LayerStack", problem: "there must be at least one layer to stack")
    }
    let template = try UniformLayer(first) { _, own in label(own) }
    let parts = try layers.enumerated().map { index, layer in
      let part = try UniformLayer(layer) { place, own in
        template.labels.indices.contains(place) ? template.labels[place] : own
      }
      try template.requireLikeness(of: part, index: index)
      return part
    }
    let stacks = try template.arrays.indices.map { place in
      try NamedArray.stack(parts.map { $0.arrays[place] }, axis: stackAxis)
    }
    return LayerStack(
      try template.layer(stacks, adding: LayerStackBehavior.metadata([(stackAxis, .perLayer)])),
      stackAxis: stackAxis, stackAxisSize: layers.count)
  }

  /// The layers of the stack, each with parameters and state of its own.
  ///
  /// - Parameter label: from the label of a variable in the stack and the number of the layer to that in the layer.
  /// - Throws: errors of the array engine, for arrays whose stack axis has another size.
  public func unstacked(label: (VariableLabel, Int) -> VariableLabel) throws -> [any Layer] {
    let items = try UniformLayer(stackedSublayers) { $1 }.arrays.map { array in
      array.namedShape.contains(stackAxis)
        ? try array.unstacked(axis: stackAxis) : [NamedArray](repeating: array, count: stackAxisSize)
    }
    return try (0..<stackAxisSize).map { index in
      let part = try UniformLayer(stackedSublayers) { _, own in label(own, index) }
      return try part.layer(items.map { $0[index] }, adding: [:])
    }
  }
}
