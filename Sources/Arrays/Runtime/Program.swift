internal import PJRT

/// A compiled graph.
final class Program: Sendable {
  let executable: LoadedExecutable
  let outputTypes: [ArrayType]
  /// Positions of arguments whose memory the program may take for its results.
  let donated: [Int]
  /// What the program occupies in memory, for the bound of the cache.
  let byteCount: Int
  /// Whether the program does something beside giving results.
  let hasEffects: Bool

  init(
    _ executable: LoadedExecutable, outputTypes: [ArrayType], donated: [Int], byteCount: Int, hasEffects: Bool = false
  ) {
    self.executable = executable
    self.outputTypes = outputTypes
    self.donated = donated
    self.byteCount = byteCount
    self.hasEffects = hasEffects
  }

  /// Runs the program on arrays that are not symbols.
  ///
  /// - Parameter donation: on whose behalf arguments are given away; not needed where none are.
  /// - Throws: ``ArrayError/donated(operation:type:function:)`` when an argument was donated before, `PJRTError` when the
  ///   device fails.
  func run(
    _ arguments: [NDArray], on engine: Engine, for operation: @autoclosure () -> String = "call",
    donation: Donation = Donation()
  ) throws -> [NDArray] {
    var inputs = try arguments.map { try engine.buffer(of: $0, for: operation()) }
    if !donated.isEmpty { try donation.detach(donated, of: arguments, &inputs, on: engine) }
    let buffers = try executable.execute(inputs)
    if !donated.isEmpty { try donation.note(donated, of: arguments, given: inputs) }
    // What a program prints shall stand before what its caller prints next.
    if hasEffects { for buffer in buffers { try buffer.waitUntilReady() } }
    var results: [NDArray] = []
    results.reserveCapacity(outputTypes.count)
    // A program without results gives a number all the same, to be waited for.
    for (position, type) in outputTypes.enumerated() {
      results.append(NDArray(DeviceArray(buffers[position]), type))
    }
    return results
  }
}

extension Engine {
  /// The program of a graph: from memory, from disk, or compiled now.
  ///
  /// - Parameters:
  ///   - donated: positions of inputs whose memory the program may take for its results.
  ///   - name: what asks for the program, for messages and the log.
  func program(for graph: Graph, donating donated: [Int] = [], named name: String = "call") throws -> Program {
    try programs.program(for: GraphKey(graph: graph, donated: donated)) {
      try compile(graph, donating: donated, named: name)
    }
  }

  /// How programs are compiled.
  var compileOptions: CompileOptions {
    // Out of the box the greater of a number and NaN is the number on the CPU, when NaN stands second.
    client.platformName == "cpu"
      ? CompileOptions(overrides: ["xla_cpu_enable_fast_min_max": .bool(false)]) : CompileOptions()
  }

  /// How the program of a graph is compiled.
  ///
  /// XLA begins with all that can be begun, so that threads have more to do at once. A model of 16 bits that computes in
  /// 32 would have all its weights in both at a time; its operations come in an order that takes less memory.
  func compileOptions(for graph: Graph) -> CompileOptions {
    var options = compileOptions
    if client.platformName == "cpu", graph.widensInputs(ofAtLeast: 1 << 20) {
      options.overrides["xla_cpu_enable_concurrency_optimized_scheduler"] = .bool(false)
    }
    return options
  }

  /// Compiles a graph, or loads what an earlier process compiled.
  ///
  /// - Parameters:
  ///   - donated: positions of inputs whose memory the program may take for its results.
  ///   - options: how to compile; ``compileOptions(for:)`` unless given.
  ///   - cache: where programs of earlier processes are; ``diskCache`` unless given.
  ///   - name: what asks for the program, for messages and the log.
  func compile(
    _ graph: Graph, donating donated: [Int] = [], options: CompileOptions? = nil, cache: DiskCache? = nil,
    named name: String = "call"
  ) throws -> Program {
    makeRoomForPrograms()
    try graph.checkLowering()
    try requireMemory(for: graph, temporaries: 0, named: name)
    let start = ContinuousClock.now
    let text = graph.stableHLO(donating: donated)
    let options = options ?? compileOptions(for: graph)
    let cache = cache ?? diskCache
    let key = cache?.key(program: text, options: options.encoded())
    if let key, let bytes = cache?.read(key), let executable = try? client.deserialize(bytes) {
      CompileCounter.loaded.add()
      CompileLog.note(.load, name, graph, since: start)
      return try finish(executable, of: graph, donated, byteCount: bytes.count, named: name)
    }
    let executable = try client.compile(text, options: options)
    CompileCounter.compiled.add()
    CompileLog.note(.compile, name, graph, since: start)
    var size = text.utf8.count
    if let key, let bytes = try? executable.serialize() {
      size = bytes.count
      cache?.write(bytes, for: key)
    }
    return try finish(executable, of: graph, donated, byteCount: size, named: name)
  }

  private func finish(
    _ executable: LoadedExecutable, of graph: Graph, _ donated: [Int], byteCount: Int, named name: String
  ) throws -> Program {
    try requireMemory(for: graph, temporaries: (try? executable.memoryStatistics.temporaries) ?? 0, named: name)
    return Program(
      executable, outputTypes: graph.outputTypes, donated: donated, byteCount: byteCount, hasEffects: graph.hasEffects)
  }

  /// Refuses a program whose results and temporaries together exceed the memory of the machine: on a CPU the plugin
  /// would end the process.
  private func requireMemory(for graph: Graph, temporaries: Int, named name: String) throws {
    guard client.platformName == "cpu" else { return }
    let needed = graph.outputTypes.reduce(Double(temporaries)) { $0 + Double($1.byteCount) }
    try MemoryLimit.require(needed, for: name)
  }

  /// Computes a graph on arrays that are not symbols.
  func run(_ graph: Graph, _ arguments: [NDArray], named name: String = "call") throws -> [NDArray] {
    let results = try program(for: graph, named: name).run(arguments, on: self, for: name)
    try NaNChecks.current?.check(results, of: graph, arguments, inside: name)
    return results
  }
}

extension Graph {
  /// Calls the graph: recorded when a trace is active, computed at once otherwise.
  ///
  /// - Parameter name: the transformation that made the graph, for messages and the log.
  func call(_ arguments: [NDArray], named name: String = "call") throws -> [NDArray] {
    if let trace = Trace.current { return try trace.inline(self, arguments) }
    return try Engine.shared.get().run(self, arguments, named: name)
  }
}

extension Graph {
  /// Whether an input of at least so many bytes is converted to a wider type.
  func widensInputs(ofAtLeast byteCount: Int) -> Bool {
    let large = Set(inputs.filter { types[Int($0)].byteCount >= byteCount })
    return !large.isEmpty
      && equations.contains { equation in
        guard let convert = equation.primitive as? Convert, let operand = operands(of: equation).first else {
          return false
        }
        return large.contains(operand) && types[Int(operand)].dtype.byteCount < convert.dtype.byteCount
      }
  }
}
