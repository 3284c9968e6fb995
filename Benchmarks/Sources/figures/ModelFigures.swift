import Penzai

/// What building, tracing and compiling models of layers costs.
@MainActor let modelFigures: [Figure] = [
  Figure(name: "transformer_trace_4_layers", unit: "ms") { try layeredTrace(blocks: 4) },
  Figure(name: "transformer_trace_16_layers", unit: "ms") { try layeredTrace(blocks: 16) },
  Figure(name: "transformer_build_cold", unit: "s") {
    { try number(ofProcess: "--transformer-build", variables: withoutCache) }
  },
  Figure(name: "transformer_build_warm", unit: "s") {
    _ = try number(ofProcess: "--transformer-build")
    return { try number(ofProcess: "--transformer-build") }
  },
  Figure(name: "transformer_build_slots", unit: "ms") {
    let transformer = LayeredTransformer(blocks: 4)
    return { try microsecondsACall(calls: 5, { try transformer.slots() }, finish: { _ in }) / 1e3 }
  },
  Figure(name: "stack_compile_ratio", unit: "ratio") {
    {
      func median(blocks: Int) throws -> Double {
        try (0..<3).map { _ in
          try number(ofProcess: "--stack-compile", "\(blocks)", variables: withoutCache)
        }.sorted()[1]
      }
      return try median(blocks: 64) / median(blocks: 4)
    }
  },
  Figure(name: "mlp_build", unit: "ms") {
    {
      try microsecondsACall(calls: 3) {
        try MLP.fromConfig(key: RandomKey(0), featureSizes: [64, 256, 256, 10])
      } finish: {
        for parameter in try unbindParameters($0).parameters { try parameter.value.data.waitUntilReady() }
      } / 1000
    }
  },
]

/// What makes a process compile all its programs anew.
private let withoutCache = ["PENZAI_PROGRAM_CACHE": "off"]

/// Prepares the time of tracing and lowering the value and gradient of a transformer of layers, in milliseconds.
private func layeredTrace(blocks: Int) throws -> () throws -> Double {
  let (step, values) = try LayeredTransformer(blocks: blocks).parts()
  let lowered = lower(step)
  return { try (0..<3).map { _ in try seconds { _ = try lowered(values) } * 1e3 }.sorted()[1] }
}

/// How long a process that has done nothing else takes to build the transformer of 4 blocks with its parameters, in
/// seconds.
func secondsOfBuildingATransformer() throws -> Double {
  try seconds { try LayeredTransformer(blocks: 4).model().waitUntilReady() }
}

/// How long the first step of a stack of small blocks takes, nearly all of it to compile the program, in seconds.
func secondsOfCompilingAStack(blocks: Int) throws -> Double {
  let (step, values) = try LayeredTransformer(blocks: blocks, isStacked: true, isTiny: true).parts(batch: 1, length: 8)
  let compiled = jit(step)
  return try seconds { try compiled(values).forEach { try $0.waitUntilReady() } }
}
