/// The search for the operation that first gives a number that is not finite.
struct NaNChecks: Sendable {
  /// Whether infinities count too.
  var findsInfinities: Bool
  var isOff = false

  /// The checks of this task; those of the environment unless given.
  @TaskLocal private static var scoped: NaNChecks?

  private static let environment: NaNChecks? =
    ProcessEnvironment.isOn("PENZAI_CHECK_NANS") ? NaNChecks(findsInfinities: false) : nil

  /// The checks to carry out now, if any.
  static var current: NaNChecks? {
    guard let checks = scoped ?? environment, !checks.isOff else { return nil }
    return checks
  }

  func during<Result>(_ body: () throws -> Result) rethrows -> Result {
    try NaNChecks.$scoped.withValue(self) { try body() }
  }

  /// Looks at the results of a graph; runs it again, equation by equation, when there is something to find.
  ///
  /// - Parameter transformation: what made the graph, for the message; `nil` for an operation run on its own.
  /// - Throws: ``ArrayError/notFinite(operation:operands:found:transformation:site:)`` for the first equation that gives
  ///   such a number, unless the arguments have one already.
  func check(
    _ results: [NDArray], of graph: @autoclosure () throws -> Graph, _ arguments: [NDArray],
    inside transformation: String?
  ) throws {
    guard let found = try results.lazy.compactMap(problem).first else { return }
    guard try arguments.allSatisfy({ try $0.isFiniteThroughout }) else { return }
    let graph = try graph()
    try NaNChecks(findsInfinities: findsInfinities, isOff: true).during {
      _ = try search(graph, arguments, transformation)
    }
    // Compiled together the operations round otherwise than alone.
    throw ArrayError.notFinite(
      operation: transformation ?? "the operation", operands: graph.inputTypes, found: found,
      transformation: transformation, site: .current())
  }

  /// Runs a graph equation by equation; throws at the first that gives such a number, within loops and the like, too.
  private func search(_ graph: Graph, _ arguments: [NDArray], _ transformation: String?) throws -> [NDArray] {
    // What is printed was printed by the first run.
    let graph = graph.withoutEffects()
    var values = [NDArray?](repeating: nil, count: graph.types.count)
    for (input, argument) in zip(graph.inputs, arguments) { values[Int(input)] = argument }
    for equation in graph.equations {
      let operands = graph.operands(of: equation).compactMap { values[Int($0)] }
      let results = try Eager.run(equation.primitive, operands)
      if let found = try results.lazy.compactMap(problem).first {
        if let caller = equation.primitive as? any CallingPrimitive {
          _ = try caller.interpret(operands) { body, arguments, call in
            try search(body, arguments, [call, transformation].compactMap { $0 }.joined(separator: ", inside "))
          }
        }
        throw ArrayError.notFinite(
          operation: type(of: equation.primitive).name, operands: operands.map(\.type), found: found,
          transformation: transformation, site: equation.site)
      }
      for (id, result) in zip(equation.results, results) { values[Int(id)] = result }
    }
    return graph.outputs.compactMap { values[Int($0)] }
  }

  /// What is wrong with the numbers of an array, in words; `nil` when nothing is.
  private func problem(_ array: NDArray) throws -> String? {
    guard array.dtype.isInexact else { return nil }
    let numbers = try array.doubles()
    if numbers.contains(where: \.isNaN) { return "NaN" }
    return findsInfinities && numbers.contains(where: \.isInfinite) ? "an infinity" : nil
  }
}

extension NDArray {
  fileprivate var isFiniteThroughout: Bool {
    get throws { try !dtype.isInexact || doubles().allSatisfy(\.isFinite) }
  }
}

/// Makes computations during a call fail at the operation that first gives NaN from finite numbers.
///
/// Every program is looked at when it has run, and one with NaN in its results is run again, an operation at a time, so
/// everything is slower; nothing is donated meanwhile. The environment variable `PENZAI_CHECK_NANS=1` does the same for
/// a whole process.
///
/// - Parameters:
///   - infinities: whether infinities count as well.
///   - body: the call.
/// - Throws: what the call throws; computations inside it throw
///   ``ArrayError/notFinite(operation:operands:found:transformation:site:)``.
public func withNaNChecks<Result>(infinities: Bool = false, _ body: () throws -> Result) rethrows -> Result {
  try NaNChecks(findsInfinities: infinities).during(body)
}
