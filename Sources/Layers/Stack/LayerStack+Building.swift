public import Arrays
public import NamedAxes
internal import Trees
internal import Variables

extension LayerStack {
  /// Builds a stack by a function that builds one layer.
  ///
  /// The function is called once, for all layers at a time; each gets a key of its own. Every named array gets the stack
  /// axis, also one that does not depend on the key; plain arrays do not. Parameters keep their labels, one for all
  /// layers, and state variables become state of each layer's own.
  ///
  /// - Parameters:
  ///   - stackAxis: the axis to stack along.
  ///   - stackAxisSize: the number of layers.
  ///   - key: the base key, split into one for each layer; without one parameters are slots.
  ///   - builder: from a key to a layer.
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` for a negative number of layers,
  ///   ``LayerInputError/stackedVariable(variable:problem:)`` for state that holds anything but named arrays, what the
  ///   builder throws.
  public static func fromSublayerBuilder(
    stackAxis: AxisName, stackAxisSize: Int, key: RandomKey?, builder: (RandomKey?) throws -> any Layer
  ) throws -> LayerStack {
    guard stackAxisSize >= 0 else {
      throw LayerInputError.configuration(
        layer: "LayerStack", problem: "there cannot be \(stackAxisSize) layers along the axis \(stackAxis)")
    }
    // Without a key nothing depends on the numbers, which only say how many layers there are.
    let words = try key?.split([stackAxisSize]).data ?? NDArray.zeros([stackAxisSize, 2], dtype: .uint32)
    var built: BuiltLayer?
    let stacked = try withoutActuallyEscaping(builder) { builder in
      try vmap { (words: NDArray) throws -> [NDArray] in
        let layer = try BuiltLayer(builder(key == nil ? nil : RandomKey(data: words)))
        built = layer
        return try layer.leaves(of: NDArray.self)
      }(words)
    }
    guard let built else {
      throw LayerInputError.configuration(layer: "LayerStack", problem: "the builder was not called")
    }
    return LayerStack(
      try built.stacked(stacked, axis: stackAxis), stackAxis: stackAxis, stackAxisSize: stackAxisSize)
  }
}

/// A layer in the making: slots for its variables, and their values.
private struct BuiltLayer: PyTree {
  var layer: any Layer
  var values: [any FrozenVariable]

  init(_ layer: any Layer) throws {
    let variables: [any Variable]
    (self.layer, variables) = try Self.unbound(layer)
    values = variables.map { $0.freeze() }
  }

  private static func unbound(_ layer: some Layer) throws -> (layer: any Layer, variables: [any Variable]) {
    let (slots, variables) = try unbindVariables(layer)
    return (slots, variables)
  }

  /// The layer with the given arrays, which have the stack axis first, in its own variables.
  func stacked(_ arrays: [NDArray], axis: AxisName) throws -> any Layer {
    let named = Set(try leavesWithPaths(of: NamedArray.self).map(\.path))
    let places = try leavesWithPaths(of: NDArray.self).map(\.path)
    let placed = try zip(places, arrays).map { path, array in
      // Of plain arrays one is as good as another.
      path.parent.map { named.contains($0) } == true ? array : try array[0]
    }
    let filled = try replacingLeaves(of: NDArray.self, with: placed)
      .mapLeaves(of: NamedArray.self) { try $0.tagPrefix([axis]) }
    let variables = try filled.values.map { value -> any Variable in
      let variable = value.unfreezeAsCopy()
      guard variable.kind == .state else { return variable }
      guard let state = variable as? any StackableVariable else {
        throw LayerInputError.stackedVariable(variable: variable.cellName, problem: "must be a StateVariable")
      }
      _ = try state.namedArrays()
      return try state.copy(adding: LayerStackBehavior.metadata([(axis, .perLayer)]))
    }
    return variables.isEmpty ? filled.layer : try bindVariables(filled.layer, variables)
  }

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("layer", &layer)
    try walker.child("values", &values)
  }
}
