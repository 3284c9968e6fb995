internal import Arrays
internal import NamedAxes
internal import Trees
internal import Variables

/// The layer of a stack, taken apart into what differs from layer to layer and the rest.
struct StackedParts {
  /// The layer, its parameters frozen, slots in place of the state that each layer has of its own.
  private let template: any Layer
  /// Where in the layer the stacked arrays are.
  private let places: [TreePath]
  /// The state that each layer has of its own, and how many arrays each holds.
  private let states: [(variable: any StackableVariable, count: Int)]
  /// The stacked arrays: those of the layer, then those of the state.
  let arrays: [NamedArray]

  init(_ stack: LayerStack) throws {
    let variables: [any Variable]
    (template, variables) = try Self.takeApart(stack.stackedSublayers, stack.stackAxis)
    states = try variables.map { try Self.perLayer($0, stack) }.map { ($0, try $0.namedArrays().count) }
    try Self.checkShared(template, stack)
    let stacked = try template.leavesWithPaths(of: NamedArray.self).filter {
      $0.node.namedShape.contains(stack.stackAxis)
    }
    for (path, array) in stacked where array.namedShape[stack.stackAxis] != stack.stackAxisSize {
      throw LayerError.located(
        LayerInputError.axes(
          layer: "LayerStack", expected: NamedShape([(stack.stackAxis, stack.stackAxisSize)]),
          found: array.namedShape),
        in: stack, at: ["stackedSublayers"] + path.keys)
    }
    places = stacked.map(\.path)
    arrays = stacked.map(\.node) + (try states.flatMap { try $0.variable.namedArrays() })
  }

  /// A layer with its parameters frozen, and the variables that are not shared out of it.
  private static func takeApart(
    _ layer: some Layer, _ axis: AxisName
  ) throws -> (layer: any Layer, variables: [any Variable]) {
    let frozen = try freezeVariables(layer) { $0.kind == .parameter }
    let (slots, variables) = try unbindVariables(frozen) { variable in
      // What has no behaviour is taken out, too, to be refused later.
      (variable as? any StackableVariable).flatMap { LayerStackBehavior($0.metadata, axis: axis) } != .shared
    }
    return (slots, variables)
  }

  /// One layer, and its state in new variables.
  func layer(_ arrays: [NamedArray]) throws -> (layer: any Layer, states: [any StackableVariable]) {
    var rest = arrays.dropFirst(places.count)
    let locals = try states.map { state in
      defer { rest = rest.dropFirst(state.count) }
      return try state.variable.copy(with: Array(rest.prefix(state.count)))
    }
    return (try Self.filled(template, places, arrays, locals), locals)
  }

  private static func filled(
    _ layer: some Layer, _ places: [TreePath], _ arrays: [NamedArray], _ locals: [any StackableVariable]
  ) throws -> any Layer {
    let filled = try layer.replacing(at: places) { position, _ in arrays[position] }
    return locals.isEmpty ? filled : try bindVariables(filled, locals)
  }

  /// Puts the state after all layers, stacked, into the variables.
  func commit(_ arrays: [NamedArray]) throws {
    var rest = arrays[...]
    for (variable, count) in states {
      let ordered = try zip(rest.prefix(count), variable.namedArrays()).map { try $0.order(like: $1) }
      try variable.update(arrays: ordered)
      rest = rest.dropFirst(count)
    }
  }

  private static func perLayer(_ variable: any Variable, _ stack: LayerStack) throws -> any StackableVariable {
    guard let state = variable as? any StackableVariable,
      LayerStackBehavior(state.metadata, axis: stack.stackAxis) == .perLayer
    else {
      throw LayerInputError.stackedVariable(
        variable: variable.cellName,
        problem:
          "must say for the axis \(stack.stackAxis) whether layers share it or have each their own: make it with "
          + "metadata: LayerStackBehavior.metadata([(\"\(stack.stackAxis)\", .perLayer)]), or .shared")
    }
    for array in try state.namedArrays() where array.namedShape[stack.stackAxis] != stack.stackAxisSize {
      throw LayerInputError.stackedVariable(
        variable: variable.cellName,
        problem:
          "is of each layer's own and must have the axis \(stack.stackAxis) of size \(stack.stackAxisSize), found "
          + "\(array.namedShape)")
    }
    return state
  }

  /// Checks that shared state has no stack axis.
  private static func checkShared(_ layer: any Layer, _ stack: LayerStack) throws {
    for variable in try layer.leaves(of: (any StackableVariable).self)
    where LayerStackBehavior(variable.metadata, axis: stack.stackAxis) == .shared {
      for array in try variable.load().leaves(of: NamedArray.self)
      where array.namedShape.contains(stack.stackAxis) {
        throw LayerInputError.stackedVariable(
          variable: variable.cellName,
          problem: "is shared by all layers and must not have the axis \(stack.stackAxis), found \(array.namedShape)")
      }
    }
  }
}
