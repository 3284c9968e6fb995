internal import Arrays
internal import NamedAxes
internal import Selectors
internal import Trees
internal import Variables

/// A layer taken apart so that it can be compared with others of its kind and be filled with other arrays.
struct UniformLayer {
  /// The layer, its variables frozen under other labels.
  private let frozen: any Layer
  /// Where the variables were.
  private let variablePaths: [TreePath]
  /// Where the named arrays are.
  private let arrayPaths: [TreePath]
  /// The labels that the variables and slots have now, in the order in which they first appear.
  let labels: [VariableLabel]
  /// The named arrays, those of variables included.
  let arrays: [NamedArray]

  /// - Parameter label: from the number and the label of a variable to the label that it gets.
  init(_ layer: any Layer, label: (Int, VariableLabel) -> VariableLabel) throws {
    var labels: [VariableLabel] = []
    var known: [String: VariableLabel] = [:]
    func renamed(_ own: VariableLabel, _ kind: VariableKind) -> VariableLabel {
      let key = "\(kind) \(own)"
      if let label = known[key] { return label }
      let new = label(labels.count, own)
      known[key] = new
      labels.append(new)
      return new
    }
    let variables = try select(layer).at(instancesOf: (any RelabelledVariable).self)
    let withoutVariables = try variables.apply { $0.frozen(labelled: renamed($0.label, $0.kind)) }
    frozen = try select(withoutVariables).at(instancesOf: ParameterSlot.self).apply {
      ParameterSlot(label: renamed($0.label, .parameter))
    }
    variablePaths = variables.paths
    self.labels = labels
    let found = try frozen.leavesWithPaths(of: NamedArray.self)
    arrayPaths = found.map(\.path)
    arrays = found.map(\.node)
  }

  /// The layer with other arrays, in new variables.
  func layer(_ arrays: [NamedArray], adding metadata: [String: String]) throws -> any Layer {
    var made: [String: any Variable] = [:]
    let filled = try Self.replacing(frozen, at: arrayPaths) { place, _ in arrays[place] }
    return try Self.replacing(filled, at: variablePaths) { _, node in
      guard let value = node as? any FrozenVariable else { return node }
      let key = "\(value.kind) \(value.label)"
      let variable = try made[key] ?? Self.variable(value, adding: metadata)
      made[key] = variable
      return variable
    }
  }

  private static func variable(_ value: any FrozenVariable, adding metadata: [String: String]) throws -> any Variable {
    let variable = value.unfreezeAsCopy()
    guard let state = variable as? any StackableVariable else { return variable }
    _ = try state.namedArrays()
    return try state.copy(adding: metadata)
  }

  private static func replacing(
    _ layer: some Layer, at paths: [TreePath], _ transform: (Int, any PyTree) throws -> any PyTree
  ) throws -> any Layer { try layer.replacing(at: paths, transform) }

  /// Checks that another layer differs from this one in the elements of its named arrays only.
  ///
  /// - Throws: ``LayerInputError/differentLayers(index:path:difference:)``.
  func requireLikeness(of other: UniformLayer, index: Int) throws {
    do {
      try frozen.requireStructure(of: other.frozen)
    } catch TreeError.differentStructure(let path, let difference) {
      throw LayerInputError.differentLayers(index: index, path: path, difference: difference)
    }
    for (path, (own, others)) in zip(arrayPaths, zip(arrays, other.arrays)) where own.data.type != others.data.type {
      throw LayerInputError.differentLayers(
        index: index, path: path,
        difference: "\(own.dtype) \(own.namedShape) in the first, \(others.dtype) \(others.namedShape) in this one")
    }
    let named = Set(arrayPaths)
    for (own, others) in zip(try frozen.leavesWithPaths(), try other.frozen.leavesWithPaths())
    where own.path.parent.map({ !named.contains($0) }) ?? true {
      guard try Self.areEqual(own.node, others.node) else {
        throw LayerInputError.differentLayers(
          index: index, path: own.path, difference: "\(own.node) in the first, \(others.node) in this one")
      }
    }
  }

  /// Whether leaves that cannot be stacked are equal.
  private static func areEqual(_ left: any PyTree, _ right: any PyTree) throws -> Bool {
    if let left = left as? NDArray, let right = right as? NDArray {
      return try left.type == right.type && left.bytes() == right.bytes()
    }
    return (left as? AnyHashable) == (right as? AnyHashable)
  }
}

/// A variable whose value can be taken under another label.
private protocol RelabelledVariable: Variable {
  func frozen(labelled label: VariableLabel) -> any FrozenVariable
}

extension Parameter: RelabelledVariable {
  func frozen(labelled label: VariableLabel) -> any FrozenVariable {
    ParameterValue(value, label: label, metadata: metadata)
  }
}

extension StateVariable: RelabelledVariable {
  func frozen(labelled label: VariableLabel) -> any FrozenVariable {
    StateVariableValue(value, label: label, metadata: metadata)
  }
}
