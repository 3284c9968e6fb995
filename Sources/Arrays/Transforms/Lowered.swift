public import Trees

/// A function as it is handed to the compiler, without being run.
public struct LoweredFunction: Sendable, CustomStringConvertible {
  private let graph: Graph
  /// The program as StableHLO text.
  public let stableHLO: String

  init(_ graph: Graph) {
    self.graph = graph
    stableHLO = graph.stableHLO()
  }

  /// The number of elementary operations.
  public var equationCount: Int { graph.equations.count }

  /// The operations in a readable form, one a line.
  public var description: String { graph.description }

  /// The operations in a readable form, one a line, the graphs that they hold indented beneath.
  ///
  /// - Parameter showsLocations: whether lines end with where the operation was called: `// Model.swift:12`.
  public func text(withLocations showsLocations: Bool) -> String { graph.text(withLocations: showsLocations) }
}

/// Traces a function of one tree and lowers it, without compiling or running anything.
///
/// - Parameter function: a function as one would give it to ``jit(donatingArgument:donatingVariables:_:)``.
/// - Returns: a function of the same argument, of whose arrays only shapes and dtypes matter.
/// - Throws: what the function throws.
public func lower<Argument: PyTree, Result: PyTree>(
  _ function: @escaping (Argument) throws -> Result
) -> (Argument) throws -> LoweredFunction {
  { argument in
    let arrays = try argument.arrays()
    let record = try TreeRecord("lower", arrays) { symbols in
      try function(argument.replacingLeaves(of: NDArray.self, with: symbols))
    }
    return LoweredFunction(record.graph.pruned())
  }
}
