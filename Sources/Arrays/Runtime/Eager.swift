/// Operations outside of every trace: each is a compiled program, found by its key and run at once.
enum Eager {
  static func run(_ operation: some Operation, _ operands: [NDArray]) throws -> [NDArray] {
    let engine = try Engine.shared.get()
    let key = EagerKey(operation: operation, types: operands.map(\.type))
    if let program = engine.eagerPrograms.find(key) {
      return try program.run(operands, on: engine, for: type(of: operation).operationName)
    }
    let record = try Trace.record(String(describing: Swift.type(of: operation)), key.types) { arguments in
      try operation.trace(arguments)
    }
    let program = try engine.eagerPrograms.program(for: key) { try engine.program(for: record.graph.pruned()) }
    return try program.run(operands, on: engine, for: type(of: operation).operationName)
  }
}
