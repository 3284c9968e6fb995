/// Operations outside of every trace: each is a compiled program, found by its key and run at once.
enum Eager {
  static func run(_ operation: some Operation, _ operands: [NDArray]) throws -> [NDArray] {
    let engine = try Engine.shared.get()
    let key = EagerKey(operation: operation, types: operands.map(\.type))
    let name = type(of: operation).operationName
    if let program = engine.eagerPrograms.find(key) {
      let results = try program.run(operands, on: engine, for: name)
      try NaNChecks.current?.check(results, of: graph(operation, key.types), operands, inside: nil)
      return results
    }
    let graph = try graph(operation, key.types)
    let program = try engine.eagerPrograms.program(for: key) { try engine.program(for: graph, named: name) }
    let results = try program.run(operands, on: engine, for: name)
    try NaNChecks.current?.check(results, of: graph, operands, inside: nil)
    return results
  }

  private static func graph(_ operation: some Operation, _ types: [ArrayType]) throws -> Graph {
    try Trace.record(String(describing: Swift.type(of: operation)), types) { arguments in
      try operation.trace(arguments)
    }.graph.pruned()
  }
}
