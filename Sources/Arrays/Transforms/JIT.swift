public import Trees

/// A function of trees that is traced and compiled once for each structure of its arguments.
///
/// Arrays in the arguments are inputs of the program; all else in them is static, and a call with another static value,
/// shape or dtype compiles anew. Arrays that the function captures are inputs too, always the same ones. Variables,
/// whether they come in arguments or are captured, are read at each call, and what the function changes in them is
/// written back once. Labels and metadata of variables in arguments are static. A variable that the function captures
/// should not come in an argument as well, unless it comes there at every call.
///
/// - Parameters:
///   - donated: positions of arguments whose arrays the program may overwrite; they cannot be used afterwards. Arrays that
///     occur more than once in a call are copied.
///   - donatesVariables: whether the program may overwrite the arrays of variables that it changes.
///   - function: the function to compile; it must depend on nothing else that changes.
/// - Returns: a function of the same arguments. It throws what the function throws, errors of the compiler,
///   ``ArrayError/argument(operation:problem:)`` when `donated` names an argument that there is not, or the same twice,
///   and ``ArrayError/donated(operation:type:function:)`` for an array that was donated before.
@_disfavoredOverload  // One argument alone fits both forms; the plain one is meant.
public func jit<each Argument: PyTree, Result: PyTree>(
  donating donated: [Int] = [], donatingVariables donatesVariables: Bool = false,
  _ function: @escaping (repeat each Argument) throws -> Result
) -> (repeat each Argument) throws -> Result {
  let compiled = CompiledFunctions<Result>(donated, donatesVariables, .current())
  return { (argument: repeat each Argument) in
    try compiled.call { arguments in
      for tree in repeat each argument { try arguments.add(tree) }
    } body: { symbols in
      try function(repeat symbols.take(each argument))
    }
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
  let compiled = CompiledFunctions<Result>(donatesArgument ? [0] : [], donatesVariables, .current())
  return { argument in
    try compiled.call { arguments in
      try arguments.add(argument)
    } body: { symbols in
      try function(symbols.take(argument))
    }
  }
}

/// A function of two trees that is traced and compiled once for each structure of its arguments.
///
/// A form of its own, because Swift 6.3 cannot call the result of a form for any number of arguments at once, as in
/// `jit(f)(x, y)`.
///
/// - Parameters:
///   - donated: positions of arguments whose arrays the program may overwrite; they cannot be used afterwards.
///   - donatesVariables: whether the program may overwrite the arrays of variables that it changes.
///   - function: the function to compile; it must depend on nothing else that changes.
public func jit<First: PyTree, Second: PyTree, Result: PyTree>(
  donating donated: [Int] = [], donatingVariables donatesVariables: Bool = false,
  _ function: @escaping (First, Second) throws -> Result
) -> (First, Second) throws -> Result {
  let compiled = CompiledFunctions<Result>(donated, donatesVariables, .current())
  return { first, second in
    try compiled.call { arguments in
      try arguments.add(first)
      try arguments.add(second)
    } body: { symbols in
      try function(symbols.take(first), symbols.take(second))
    }
  }
}

/// The compiled forms of one function, by the structure of its arguments.
private final class CompiledFunctions<Result: PyTree> {
  private let donated: [Int]
  private let donatesVariables: Bool
  /// Where the function was jitted.
  private let site: CallSite
  private var functions: [ArgumentSignature.Key: [CompiledFunction<Result>]] = [:]
  private var functionCount = 0
  /// How many forms are kept at most.
  private static var limit: Int { 512 }
  /// The form of the last call: most calls are like the one before, and comparing is cheaper than hashing.
  private var last: (key: ArgumentSignature.Key, function: CompiledFunction<Result>)?

  init(_ donated: [Int], _ donatesVariables: Bool, _ site: CallSite) {
    self.donated = donated
    self.donatesVariables = donatesVariables
    self.site = site
  }

  /// Calls the form for the given arguments, made if there is none yet.
  ///
  /// - Parameters:
  ///   - present: shows each argument to what wants to see them.
  ///   - body: the function, on arguments with the given symbols for their arrays.
  @inline(__always)
  func call(
    presenting present: (inout ArgumentVisitor) throws -> Void, body: (inout SymbolSupply) throws -> Result
  ) throws -> Result {
    if let last, try last.function.matchesCapturedCells() {
      var matcher = ArgumentVisitor(matching: last.key, wanting: last.function.wholeArgument)
      try present(&matcher)
      if matcher.isMatch {
        if let result = matcher.whole as? Result, Trace.current == nil { return result }
        return try last.function.call(ArgumentVisitor.signature(plain: true, present))
      }
    }
    let signature = try ArgumentVisitor.signature(present)
    let key = signature.key
    if let known = try functions[key]?.first(where: { try $0.matchesCapturedCells() }) {
      last = (key, known)
      return try known.call(signature)
    }
    try requireArguments(donated, among: signature.argumentCount)
    let described = try ArgumentVisitor.signature(describing: true, present)
    let start = ContinuousClock.now
    let function = try CompiledFunction(signature, described.description) { symbols in
      var supply = SymbolSupply(symbols)
      return try body(&supply)
    }
    CompileLog.note(.trace, "jit", function.graph, since: start, changes: function.changes(from: functions.values))
    function.donate(arguments: donated, variables: donatesVariables, of: signature, at: site)
    // State that changes its structure at every call would otherwise fill the memory with forms of one use.
    if functionCount >= Self.limit {
      functions.removeAll()
      functionCount = 0
    }
    functions[key, default: []].append(function)
    functionCount += 1
    last = (key, function)
    return try function.call(signature)
  }

  /// Refuses positions to donate that no argument has, and repeated ones.
  private func requireArguments(_ positions: [Int], among count: Int) throws {
    var seen: Set<Int> = []
    for position in positions {
      guard (0..<count).contains(position) else {
        throw ArrayError.argument(
          operation: "jit",
          problem: "donating: names argument \(position), the function jitted at \(site) has \(count) "
            + "\(count == 1 ? "argument" : "arguments"), counted from 0")
      }
      guard seen.insert(position).inserted else {
        throw ArrayError.argument(operation: "jit", problem: "donating: names argument \(position) more than once")
      }
    }
  }
}

/// One compiled form of a function: the graph, and how to take its results apart.
private final class CompiledFunction<Result: PyTree> {
  let graph: Graph
  private let arguments: ArgumentDescription?
  private let sources: [Trace.Capture]
  /// The variables that are read but are no arguments, with the structure that their values had.
  private let capturedCells: [(cell: any StateCell, key: ArgumentSignature.Key)]
  private let template: Result
  private let resultCount: Int
  private let weakResults: [Bool]
  private let cells: StateOverlay
  /// The place among the arguments' variables of each changed variable; `nil` for captured ones.
  private let changedPlaces: [Int?]
  private var donation = Donation()
  private var plan: ExecutionPlan?
  /// For each output, the input that it is; no program needs to hand that through.
  private var forwarded: [Int?]
  /// The argument that the result is, as a whole.
  private(set) var wholeArgument: Int?

  init(
    _ signature: ArgumentSignature, _ description: ArgumentDescription?, _ body: ([NDArray]) throws -> Result
  ) throws {
    var template: Result?
    var results: [NDArray] = []
    let arrays = signature.arrays
    let record = try Trace.record(
      "jit", arrays.map(\.type), weak: arrays.map(\.isWeaklyTyped), adoptsCells: true
    ) { symbols in
      let result = try body(symbols)
      try result.requireNoVariables("jit", resultAdvice)
      template = result
      results = try result.arrays()
      return results + (try Trace.required().withCells { try $0.changedArrays() })
    }
    guard let template else {
      throw ArrayError.structure(operation: "jit", problem: "the function gave no result")
    }
    self.template = template
    self.arguments = description
    resultCount = results.count
    weakResults = results.map(\.isWeaklyTyped)
    graph = record.graph.pruned()
    sources = record.sources
    capturedCells = try record.cells.entries.compactMap { entry in
      guard entry.isInput, !signature.cells.contains(where: { $0 === entry.cell }) else { return nil }
      return (entry.cell, try Self.key(of: entry.cell))
    }
    cells = record.cells
    changedPlaces = record.cells.changes.map { entry in
      signature.cells.firstIndex { $0 === entry.cell }
    }
    let inputs = Dictionary(uniqueKeysWithValues: zip(graph.inputs, graph.inputs.indices))
    forwarded = graph.outputs.map { inputs[$0] }
  }

  /// Marks arrays as free to overwrite: those of some arguments, and those of changed variables.
  func donate(arguments: [Int], variables: Bool, of signature: ArgumentSignature, at site: CallSite) {
    let positions = arguments.flatMap { signature.arrayPositions(ofArgument: $0) }
    donation = Donation(positions: positions, function: site)
    defer { forward(signature) }
    guard variables else { return }
    let changed = Set(cells.changes.map { ObjectIdentifier($0.cell) })
    for (position, source) in sources.enumerated() {
      if case .cell(let cell, _) = source, changed.contains(ObjectIdentifier(cell)) {
        donation.positions.append(signature.arrays.count + position)
      }
    }
    let others = signature.cellArrayPositions { changed.contains(ObjectIdentifier($0)) }
    donation.positions += others.filter { !positions.contains($0) }
  }

  /// Finds out which results are arguments as they are; those that are given away are not.
  private func forward(_ signature: ArgumentSignature) {
    forwarded = forwarded.map { $0.flatMap { donation.positions.contains($0) ? nil : $0 } }
    guard cells.changes.isEmpty, capturedCells.isEmpty, !graph.hasEffects else { return }
    wholeArgument = (0..<signature.argumentCount).first { argument in
      let positions = signature.arrayPositions(ofArgument: argument)
      return forwarded == positions.map { $0 }
        && weakResults == positions.map { signature.arrays[$0].isWeaklyTyped }
        && signature.isLike(template, argument: argument)
    }
  }

  /// Whether captured variables hold values of the structure that the function was compiled for.
  @inline(__always)
  func matchesCapturedCells() throws -> Bool {
    if capturedCells.isEmpty { return true }
    return try capturedCells.allSatisfy { try Self.key(of: $0.cell) == $0.key }
  }

  private static func key(of cell: any StateCell) throws -> ArgumentSignature.Key {
    var signature = ArgumentSignature()
    try signature.add(cell.readState())
    return signature.key
  }

  func call(_ signature: ArgumentSignature) throws -> Result {
    let arguments = sources.isEmpty ? signature.arrays : signature.arrays + (try sources.map { try $0.array() })
    let results: [NDArray]
    if let trace = Trace.current {
      results = try trace.inline(graph, arguments)
    } else {
      let engine = try Engine.shared.get()
      results = try run(arguments, on: engine)
    }
    if results.count > resultCount { try commit(results[resultCount...], signature) }
    if resultCount == 1, let result = results[0].weak(weakResults[0]) as? Result { return result }
    return try template.replacingLeaves(
      of: NDArray.self, with: zip(results, weakResults).map { $0.weak($1) })
  }

  private func run(_ arguments: [NDArray], on engine: Engine) throws -> [NDArray] {
    if let checks = NaNChecks.current {
      // A program that failed is run again, so it must keep its arguments.
      let results = try engine.program(for: graph, named: "jit").run(arguments, on: engine)
      try checks.check(results, of: graph, arguments, inside: "jit")
      return results
    }
    let plan = self.plan ?? ExecutionPlan(graph, forwarded: forwarded, donation: donation)
    self.plan = plan
    return try plan.run(arguments, on: engine)
  }

  /// How the arguments differ from those of the closest among other forms; nothing when there are no others.
  func changes(from others: some Sequence<[CompiledFunction]>) -> [String] {
    let changes = others.joined().compactMap { other in
      other.arguments.flatMap { arguments?.changes(from: $0) }
    }
    guard let fewest = changes.min(by: { $0.count < $1.count }) else { return [] }
    return fewest.isEmpty ? ["structure changed: that of the value of a captured variable"] : fewest
  }

  private func commit(_ arrays: ArraySlice<NDArray>, _ signature: ArgumentSignature) throws {
    try cells.commit(arrays) { position, cell in
      changedPlaces[position].map { signature.cells[$0] } ?? cell
    }
  }
}
