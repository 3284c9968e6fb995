internal import Synchronization
internal import Trees

/// A graph in the making: while a trace is active on a task, operations on arrays are recorded in it.
final class Trace: Sendable {
  /// The trace that records the operations of this task, if one is active.
  @TaskLocal static var current: Trace?

  /// The transformation that started the trace, for messages.
  let transformation: String
  /// The trace that was active when this one began.
  let parent: Trace?
  /// Where the transformation was called.
  let site: CallSite
  /// Whether variables that the function reads become inputs, so that the graph holds for any value of theirs.
  private let adoptsCells: Bool
  /// The axes that the recorded function is mapped over.
  private let mappedAxes: [MappedAxis]

  private let state: Mutex<State>

  private struct State {
    var graph = Graph()
    var captures: [Capture] = []
    var captured: [CaptureKey: ValueID] = [:]
    var cells = StateOverlay()
    var hasEnded = false
    /// The variables in which values were left that belong inside the function, for messages.
    var holders: [ValueID: String] = [:]
    /// Where the equations that a rule records come from; `nil` while the user's own function runs.
    var inheritedSite: CallSite?

    /// The place to note for a new equation.
    var site: CallSite { inheritedSite ?? CallSite.current() }
  }

  /// What makes two captured arrays the same.
  private enum CaptureKey: Hashable {
    case device(ObjectIdentifier)
    case tracer(ObjectIdentifier, ValueID)
    case literal(Literal, ArrayType)
    case placeholder(ArrayType)
  }

  private init(_ transformation: String, adoptsCells: Bool, mapping mappedAxes: [MappedAxis]) {
    self.transformation = transformation
    self.adoptsCells = adoptsCells
    self.mappedAxes = mappedAxes
    parent = Trace.current
    site = CallSite.current()
    state = Mutex(State())
  }

  /// The active trace.
  static func required() throws -> Trace {
    guard let trace = current else {
      throw ArrayError.argument(operation: "trace", problem: "no trace is active on this task")
    }
    return trace
  }

  /// A function recorded as a graph, with what it took from outside itself.
  struct Record: Sendable {
    var graph: Graph
    /// Where the values of the graph's inputs that follow the arguments come from.
    var sources: [Capture]
    /// Variables that the function read or changed.
    var cells: StateOverlay

    /// The arrays that the function took from outside, as they are now.
    var captures: [NDArray] {
      get throws { try sources.map { try $0.array() } }
    }
  }

  /// An array that a function takes from outside itself.
  enum Capture: Sendable {
    /// An array, always the same.
    case array(NDArray)
    /// One of the arrays of a variable, whatever it holds when the function is called.
    case cell(any StateCell, Int)

    func array() throws -> NDArray {
      switch self {
      case .array(let array): array
      case .cell(let cell, let position): try cell.readState().arrays()[position]
      }
    }
  }

  /// Records a function of arrays of the given types; what it captures from outside becomes further inputs.
  ///
  /// - Throws: what the function throws.
  static func record(
    _ transformation: String, _ types: [ArrayType], weak: [Bool] = [], adoptsCells: Bool = false,
    mapping mappedAxes: [MappedAxis] = [], _ body: ([NDArray]) throws -> [NDArray]
  ) throws -> Record {
    let trace = Trace(transformation, adoptsCells: adoptsCells, mapping: mappedAxes)
    let arguments = types.enumerated().map { position, type in
      trace.addInput(type, isWeak: position < weak.count && weak[position])
    }
    defer {
      trace.state.withLock { $0.hasEnded = true }
      trace.withCells { $0 }.settleLocalCells()
    }
    let results = try $current.withValue(trace) { try body(arguments) }
    let outputs = try trace.state.withLock { state in
      try results.map { try trace.resolve($0, for: transformation, in: &state) }
    }
    return trace.state.withLock { state in
      state.graph.outputs = outputs
      return Record(graph: state.graph, sources: state.captures, cells: state.cells)
    }
  }

  /// The innermost mapped axis of a name, of this trace or one around it.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when there is none.
  static func mappedAxis(_ name: AxisLabel, for operation: String) throws -> MappedAxis {
    var trace = current
    var known: [String] = []
    while let active = trace {
      if let axis = active.mappedAxes.first(where: { $0.name == name }) { return axis }
      known += active.mappedAxes.compactMap { $0.name?.description }
      trace = active.parent
    }
    throw ArrayError.argument(
      operation: operation,
      problem: "no axis named \(name) is mapped here"
        + (known.isEmpty ? "" : ", only \(known.joined(separator: ", "))")
        + ". Call it inside vmap(axisName: \(name)) { ... }")
  }

  /// A new input of the graph as an array.
  func addInput(_ type: ArrayType, isWeak: Bool = false) -> NDArray {
    let id = state.withLock { $0.graph.addInput(type) }
    return NDArray(Tracer(trace: self, id: id), type, isWeak: isWeak)
  }

  /// Records one equation, its result types worked out and checked.
  func record(_ primitive: some Primitive, _ operands: [NDArray]) throws -> [NDArray] {
    try record(primitive, operands, primitive.resultTypes(operands.map(\.type)))
  }

  /// Records one equation whose result types are known.
  func record(_ primitive: any Primitive, _ operands: [NDArray], _ types: some Collection<ArrayType>) throws
    -> [NDArray]
  {
    let results = try state.withLock { state in
      try requireRunning(state, for: Swift.type(of: primitive).name)
      let ids = try operands.map { try resolve($0, for: Swift.type(of: primitive).name, in: &state) }
      for type in types { try NDArray.checkSizes(type.shape, for: Swift.type(of: primitive).name) }
      return state.graph.append(primitive, ids, types, from: state.site)
    }
    return zip(results, types).map { NDArray(Tracer(trace: self, id: $0), $1, isWeak: false) }
  }

  /// Records all equations of a graph, called on the given arrays.
  func inline(_ graph: Graph, _ arguments: [NDArray]) throws -> [NDArray] {
    try state.withLock { state in
      try requireRunning(state, for: "call")
      let ids = try arguments.map { try resolve($0, for: "call", in: &state) }
      return zip(state.graph.inline(graph, ids), graph.outputs).map { id, output in
        NDArray(Tracer(trace: self, id: id), graph.type(output), isWeak: false)
      }
    }
  }

  /// Makes what a rule records from now on point to where the user asked for the given equation.
  func inheritSite(of equation: Equation) {
    state.withLock { $0.inheritedSite = equation.site }
  }

  /// How a value of the graph came to be.
  fileprivate func origin(of id: ValueID) -> SymbolOrigin {
    state.withLock { state in
      // Results are numbered in the order of their equations.
      let equations = state.graph.equations
      var (low, high) = (0, equations.count)
      while low < high {
        let middle = (low + high) / 2
        if equations[middle].results.upperBound <= id { low = middle + 1 } else { high = middle }
      }
      guard low < equations.count, equations[low].results.contains(id) else { return .argument(call: site) }
      return .result(operation: Swift.type(of: equations[low].primitive).name, equations[low].site)
    }
  }

  /// Takes note that a variable holds a value of the graph.
  fileprivate func noteHolder(_ name: String, of id: ValueID) { state.withLock { $0.holders[id] = name } }

  /// The variable that holds a value of the graph, if one was noted.
  fileprivate func holder(of id: ValueID) -> String? { state.withLock { $0.holders[id] } }

  /// Refuses what tasks that outlive the function would still record.
  private func requireRunning(_ state: borrowing State, for operation: String) throws {
    guard !state.hasEnded else {
      throw ArrayError.argument(
        operation: operation,
        problem: "this task began inside \(transformation), which has ended. Wait for the task inside the function")
    }
  }

  /// Reads or writes the variables as this trace sees them.
  func withCells<Result>(_ body: (inout StateOverlay) throws -> Result) rethrows -> Result {
    try state.withLock { state in
      // Trees hold values that are not Sendable as such; they stay under the lock or pass out as copies.
      try body(&state.cells)
    }
  }

  /// What a variable holds where this trace began; reading it so takes nothing into the trace.
  func valueOutside(of cell: any StateCell) -> any StateValue {
    Trace.$current.withValue(parent) { cell.readState() }
  }

  /// Takes a variable that is read for the first time as an input; `nil` when this trace leaves it to its parent.
  func adopt(_ cell: any StateCell) -> (any StateValue)? {
    guard adoptsCells else { return nil }
    let outside = valueOutside(of: cell)
    var position = 0
    // A tree whose arrays cannot be replaced is one that has none.
    guard
      let symbols = try? outside.mappingArrays({ array in
        defer { position += 1 }
        let id = state.withLock { state in
          state.captures.append(.cell(cell, position))
          return state.graph.addInput(array.type)
        }
        return NDArray(Tracer(trace: self, id: id), array.type, isWeak: array.isWeaklyTyped)
      })
    else { return nil }
    state.withLock { $0.cells.set(cell, to: symbols, hasChanged: false) }
    return symbols
  }

  /// The number of an array in this graph; an array from outside is captured as a new input.
  private func resolve(_ array: NDArray, for operation: String, in state: inout State) throws -> ValueID {
    let key: CaptureKey
    switch array.storage {
    case .traced(let tracer):
      if tracer.trace === self { return tracer.id }
      guard isInside(tracer.trace) else {
        throw tracer.escaped(array.type, into: operation)
      }
      key = .tracer(ObjectIdentifier(tracer.trace), tracer.id)
    case .device(let buffers):
      key = .device(ObjectIdentifier(buffers))
    case .placeholder:
      // Nothing tells one placeholder from another of its type, and nothing needs to.
      key = .placeholder(array.type)
    case .literal(let literal):
      key = .literal(literal, array.type)
      if let id = state.captured[key] { return id }
      try literal.requireRange(of: array.dtype)
      let id = state.graph.append(
        Full(literal: literal, shape: array.shape, dtype: array.dtype), EmptyCollection(), [array.type],
        from: state.site
      ).lowerBound
      state.captured[key] = id
      return id
    }
    if let id = state.captured[key] { return id }
    let id = state.graph.addInput(array.type)
    state.captured[key] = id
    state.captures.append(.array(array))
    return id
  }

  /// Whether this trace runs within another one that has not ended.
  private func isInside(_ other: Trace) -> Bool {
    var trace = parent
    while let candidate = trace {
      if candidate === other { return true }
      trace = candidate.parent
    }
    return false
  }
}

extension PyTree where Self: Sendable {
  /// The tree with each array replaced, as the value of a variable.
  fileprivate func mappingArrays(_ transform: (NDArray) throws -> NDArray) throws -> any StateValue {
    try mapLeaves(of: NDArray.self, transform)
  }
}

extension NDArray {
  /// Takes note that a variable holds the array, should it be a symbol from outside the active trace.
  func noteHolder(_ name: String) {
    guard case .traced(let tracer) = storage, tracer.trace !== Trace.current else { return }
    tracer.trace.noteHolder(name, of: tracer.id)
  }
}

/// A value of a graph that is being recorded.
struct Tracer: Sendable {
  let trace: Trace
  let id: ValueID

  /// How the value came to be.
  var origin: SymbolOrigin { trace.origin(of: id) }

  /// The error for a use outside of the trace.
  func escaped(_ type: ArrayType, into operation: String) -> ArrayError {
    .escapedTracer(
      operation: operation, transformation: trace.transformation, type: type, origin: origin, holder: trace.holder(of: id),
      use: .current())
  }
}
