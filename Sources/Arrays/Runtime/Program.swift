internal import PJRT

/// A compiled graph.
final class Program: Sendable {
  let executable: LoadedExecutable
  let outputTypes: [ArrayType]
  /// Positions of arguments whose memory the program may take for its results.
  let donated: [Int]
  /// What the program occupies in memory, for the bound of the cache.
  let byteCount: Int

  init(_ executable: LoadedExecutable, outputTypes: [ArrayType], donated: [Int], byteCount: Int) {
    self.executable = executable
    self.outputTypes = outputTypes
    self.donated = donated
    self.byteCount = byteCount
  }

  /// Runs the program on arrays that are not symbols.
  ///
  /// - Throws: `PJRTError` when an argument was donated before or the device fails.
  func run(
    _ arguments: [NDArray], on engine: Engine, for operation: @autoclosure () -> String = "call"
  ) throws -> [NDArray] {
    let inputs =
      donated.isEmpty
      ? try arguments.map { try engine.buffer(of: $0, for: operation()) }
      : try disposableBuffers(of: arguments, on: engine)
    let buffers = try executable.execute(inputs)
    var results: [NDArray] = []
    results.reserveCapacity(buffers.count)
    for (position, buffer) in buffers.enumerated() {
      results.append(NDArray(DeviceArray(buffer), outputTypes[position]))
    }
    return results
  }

  /// The buffers of arguments of which some are given away: those are of no one else, and each is given once.
  private func disposableBuffers(of arguments: [NDArray], on engine: Engine) throws -> [Buffer] {
    var given: Set<ObjectIdentifier> = []
    return try arguments.enumerated().map { position, argument in
      let buffer = try engine.buffer(of: argument)
      guard donated.contains(position) else { return buffer }
      if case .device = argument.storage, given.insert(ObjectIdentifier(buffer)).inserted { return buffer }
      return try buffer.copy(to: engine.device)
    }
  }
}

extension Engine {
  /// The program of a graph: from memory, from disk, or compiled now.
  ///
  /// - Parameter donated: positions of inputs whose memory the program may take for its results.
  func program(for graph: Graph, donating donated: [Int] = []) throws -> Program {
    try programs.program(for: GraphKey(graph: graph, donated: donated)) {
      try compile(graph, donating: donated)
    }
  }

  /// How programs are compiled.
  var compileOptions: CompileOptions {
    // Out of the box the greater of a number and NaN is the number on the CPU, when NaN stands second.
    client.platformName == "cpu"
      ? CompileOptions(overrides: ["xla_cpu_enable_fast_min_max": .bool(false)]) : CompileOptions()
  }

  /// Compiles a graph, or loads what an earlier process compiled.
  ///
  /// - Parameters:
  ///   - donated: positions of inputs whose memory the program may take for its results.
  ///   - options: how to compile; ``compileOptions`` unless given.
  func compile(
    _ graph: Graph, donating donated: [Int] = [], options: CompileOptions? = nil
  ) throws -> Program {
    try graph.checkLowering()
    let text = graph.stableHLO(donating: donated)
    let options = options ?? compileOptions
    let key = diskCache?.key(program: text, options: options.encoded())
    if let key, let bytes = diskCache?.read(key), let executable = try? client.deserialize(bytes) {
      CompileCounter.loaded.add()
      return Program(executable, outputTypes: graph.outputTypes, donated: donated, byteCount: bytes.count)
    }
    let executable = try client.compile(text, options: options)
    CompileCounter.compiled.add()
    var size = text.utf8.count
    if let key, let bytes = try? executable.serialize() {
      size = bytes.count
      diskCache?.write(bytes, for: key)
    }
    return Program(executable, outputTypes: graph.outputTypes, donated: donated, byteCount: size)
  }

  /// Computes a graph on arrays that are not symbols.
  func run(_ graph: Graph, _ arguments: [NDArray]) throws -> [NDArray] {
    try program(for: graph).run(arguments, on: self)
  }
}

extension Graph {
  /// Calls the graph: recorded when a trace is active, computed at once otherwise.
  func call(_ arguments: [NDArray]) throws -> [NDArray] {
    if let trace = Trace.current { return try trace.inline(self, arguments) }
    return try Engine.shared.get().run(self, arguments)
  }
}
