public import Trees

/// A function of trees that is traced and compiled once for each structure of its arguments.
///
/// Arrays in the arguments are inputs of the program; all else in them is static, and a call with another static value,
/// shape or dtype compiles anew. Arrays that the function captures are inputs too, always the same ones. Variables,
/// whether they come in arguments or are captured, are read at each call, and what the function changes in them is
/// written back once.
///
/// - Parameters:
///   - donated: positions of arguments whose arrays the program may overwrite; they cannot be used afterwards.
///   - donatesVariables: whether the program may overwrite the arrays of variables that it changes.
///   - function: the function to compile; it must depend on nothing else that changes.
/// - Returns: a function of the same arguments. It throws what the function throws, and errors of the compiler.
@_disfavoredOverload
public func jit<each Argument: PyTree, Result: PyTree>(
  donating donated: [Int] = [], donatingVariables donatesVariables: Bool = false,
  _ function: @escaping (repeat each Argument) throws -> Result
) -> (repeat each Argument) throws -> Result {
  let cache = CompiledFunctions<Result>()
  return { (argument: repeat each Argument) in
    var signature = ArgumentSignature()
    var boundaries: [Int] = []
    for tree in repeat each argument {
      try signature.add(tree)
      boundaries.append(signature.arrays.count)
    }
    let key = signature.key
    if let compiled = try cache.find(key) { return try compiled.call(signature) }
    let compiled = try CompiledFunction(signature) { symbols in
      var rest = symbols[...]
      var seen: Set<ObjectIdentifier> = []
      return try function(repeat (each argument).traced(&rest, &seen))
    } donated: { position in
      let argument = boundaries.firstIndex { position < $0 }
      return argument.map { donated.contains($0) } ?? false
    }
    if donatesVariables { compiled.donateChangedVariables(of: signature) }
    cache.insert(compiled, for: key)
    return try compiled.call(signature)
  }
}

/// A function of one tree that is traced and compiled once for each structure of its argument.
///
/// As the form for several arguments; Swift 6.3 cannot infer a pack of one from a closure.
///
/// - Parameters:
///   - donatesArgument: whether the program may overwrite the arrays of the argument.
///   - donatesVariables: whether the program may overwrite the arrays of variables that it changes.
///   - function: the function to compile; it must depend on nothing else that changes.
public func jit<Argument: PyTree, Result: PyTree>(
  donatingArgument donatesArgument: Bool = false, donatingVariables donatesVariables: Bool = false,
  _ function: @escaping (Argument) throws -> Result
) -> (Argument) throws -> Result {
  let compiled = jit(
    donating: donatesArgument ? [0] : [], donatingVariables: donatesVariables
  ) { (argument: Argument, _: Nothing) in try function(argument) }
  return { argument in try compiled(argument, Nothing()) }
}

/// A tree of nothing.
private struct Nothing: PyTree {
  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {}
}

/// The compiled forms of one function, by the structure of its arguments.
private final class CompiledFunctions<Result: PyTree> {
  private var entries: [ArgumentSignature.Key: [CompiledFunction<Result>]] = [:]

  /// The form for arguments of a structure, if captured variables still have the types that it was compiled for.
  func find(_ key: ArgumentSignature.Key) throws -> CompiledFunction<Result>? {
    guard let candidates = entries[key] else { return nil }
    if candidates.count == 1, candidates[0].hasNoCapturedCells { return candidates[0] }
    return try candidates.first { try $0.matchesCapturedCells() }
  }

  func insert(_ function: CompiledFunction<Result>, for key: ArgumentSignature.Key) {
    entries[key, default: []].append(function)
  }
}

/// One compiled form of a function: the graph, and how to take its results apart.
private final class CompiledFunction<Result: PyTree> {
  private let graph: Graph
  private let sources: [Trace.Capture]
  private let sourceTypes: [ArrayType]
  private let template: Result
  private let resultCount: Int
  private let weakResults: [Bool]
  private let cells: StateOverlay
  /// The place among the arguments' variables of each changed variable; `nil` for captured ones.
  private let changedPlaces: [Int?]
  private var donated: [Int]
  private var program: Program?
  let hasNoCapturedCells: Bool

  init(
    _ signature: ArgumentSignature, _ body: ([NDArray]) throws -> Result, donated isDonated: (Int) -> Bool
  ) throws {
    var template: Result?
    var results: [NDArray] = []
    let arrays = signature.arrays
    let record = try Trace.record(
      "jit", arrays.map(\.type), weak: arrays.map(\.isWeaklyTyped), adoptsCells: true
    ) { symbols in
      let result = try body(symbols)
      template = result
      results = try result.arrays()
      return results + (try Trace.required().withCells { try $0.changedArrays() })
    }
    guard let template else {
      throw ArrayError.structure(operation: "jit", problem: "the function gave no result")
    }
    self.template = template
    resultCount = results.count
    weakResults = results.map(\.isWeaklyTyped)
    graph = record.graph.pruned()
    sources = record.sources
    sourceTypes = try record.captures.map(\.type)
    cells = record.cells
    changedPlaces = record.cells.entries.filter(\.hasChanged).map { entry in
      signature.cells.firstIndex { $0 === entry.cell }
    }
    hasNoCapturedCells = !record.sources.contains { if case .cell = $0 { true } else { false } }
    donated = arrays.indices.filter(isDonated)
  }

  /// Marks the arrays of changed variables as free to overwrite.
  func donateChangedVariables(of signature: ArgumentSignature) {
    let changed = Set(cells.entries.filter(\.hasChanged).map { ObjectIdentifier($0.cell) })
    for (position, source) in sources.enumerated() {
      if case .cell(let cell, _) = source, changed.contains(ObjectIdentifier(cell)) {
        donated.append(signature.arrays.count + position)
      }
    }
    donated += signature.cellArrayPositions { changed.contains(ObjectIdentifier($0)) }
  }

  func matchesCapturedCells() throws -> Bool {
    for (source, type) in zip(sources, sourceTypes) {
      guard case .cell(let cell, let position) = source else { continue }
      let arrays = try cell.readState().arrays()
      guard position < arrays.count, arrays[position].type == type else { return false }
    }
    return true
  }

  func call(_ signature: ArgumentSignature) throws -> Result {
    let arguments = sources.isEmpty ? signature.arrays : signature.arrays + (try sources.map { try $0.array() })
    let results: [NDArray]
    if let trace = Trace.current {
      results = try trace.inline(graph, arguments)
    } else {
      let engine = try Engine.shared.get()
      let program = try self.program ?? engine.program(for: graph, donating: donated)
      self.program = program
      results = try program.run(arguments, on: engine)
    }
    if results.count > resultCount { try commit(results[resultCount...], signature) }
    if resultCount == 1, let result = results[0].weak(weakResults[0]) as? Result { return result }
    return try template.replacingLeaves(
      of: NDArray.self, with: zip(results, weakResults).map { $0.weak($1) })
  }

  private func commit(_ arrays: ArraySlice<NDArray>, _ signature: ArgumentSignature) throws {
    try cells.commit(arrays) { position, cell in
      changedPlaces[position].map { signature.cells[$0] } ?? cell
    }
  }
}
