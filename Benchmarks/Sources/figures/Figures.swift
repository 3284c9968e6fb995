import Foundation
import Penzai

/// Everything that is measured, each figure named like the peer's.
@MainActor let figures: [Figure] = arrayFigures + namedFigures + modelFigures + treeFigures + treescopeFigures

@MainActor private let arrayFigures: [Figure] = [
  Figure(name: "eager_add", unit: "us") {
    let (x, y) = (try NDArray.iota([8], dtype: .float32), try NDArray([Float](repeating: 1, count: 8)))
    return {
      try microsecondsACall(calls: 2000) {
        try x + y
      } finish: {
        try $0.waitUntilReady()
      }
    }
  },
  Figure(name: "jit_call", unit: "us") {
    let x = try NDArray.iota([8], dtype: .float32)
    let compiled = jit { (x: NDArray) in try x + 1 }
    return {
      try microsecondsACall(calls: 2000) {
        try compiled(x)
      } finish: {
        try $0.waitUntilReady()
      }
    }
  },
  Figure(name: "jit_identity_1000_leaves", unit: "us") {
    let leaves = try (0..<1000).map { ("leaf\($0)", try NDArray(Float($0))) }
    let tree = Dictionary(uniqueKeysWithValues: leaves)
    let compiled = jit { (tree: [String: NDArray]) in tree }
    return {
      try microsecondsACall(calls: 50) {
        try compiled(tree)
      } finish: {
        try $0["leaf0"]?.waitUntilReady()
      }
    }
  },
  Figure(name: "jit_identity_list", unit: "us") {
    let leaves = try (0..<1000).map { try NDArray(Float($0)) }
    let compiled = jit { (leaves: [NDArray]) in leaves }
    return {
      try microsecondsACall(calls: 200) {
        try compiled(leaves)
      } finish: {
        try $0[0].waitUntilReady()
      }
    }
  },
  Figure(name: "jit_increment_one_of_1000", unit: "us") {
    let leaves = try (0..<1000).map { try NDArray(Float($0)) }
    let compiled = jit { (leaves: [NDArray]) in
      var leaves = leaves
      leaves[500] = try leaves[500] + 1
      return leaves
    }
    return {
      try microsecondsACall(calls: 200) {
        try compiled(leaves)
      } finish: {
        try $0[500].waitUntilReady()
      }
    }
  },
  Figure(name: "transformer_trace_4", unit: "ms") { try transformerTrace(blocks: 4) },
  Figure(name: "transformer_trace_16", unit: "ms") { try transformerTrace(blocks: 16) },
  // The same again, beside the original of layers.
  Figure(name: "transformer_trace_4_original", unit: "ms") { try transformerTrace(blocks: 4) },
  Figure(name: "transformer_trace_16_original", unit: "ms") { try transformerTrace(blocks: 16) },
  Figure(name: "transformer_step", unit: "ms") { try transformerStep(blocks: 4, batch: 4, length: 129) },
  Figure(name: "first_result", unit: "s") {
    try secondsOfProcess("--first-result")
    return { try secondsOfProcess("--first-result") }
  },
  Figure(name: "trace_lower_1000", unit: "us/equation") {
    { try (0..<5).map { _ in try traceAndLower(equations: 1_000) }.sorted()[2] }
  },
  Figure(name: "trace_lower_20000", unit: "us/equation") {
    { try traceAndLower(equations: 20_000) }
  },
  Figure(name: "eager_memory", unit: "MB") {
    // Compiled once, so that every round loads the same programs from disk.
    _ = try number(ofProcess: "--eager-memory")
    return { try number(ofProcess: "--eager-memory") }
  },
]

/// How much 10,000 operations outside of every transformation, over 1,000 shapes, add to the memory of this process.
func megabytesOfEagerWork() throws -> Double {
  func residentMegabytes() throws -> Double {
    let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    guard fields.count > 1, let pages = Double(fields[1]) else { throw CocoaError(.fileReadCorruptFile) }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
  }
  try NDArray.iota([8], dtype: .float32).sin().waitUntilReady()
  let before = try residentMegabytes()
  for size in 1...1000 {
    var x = try NDArray.zeros([size])
    for _ in 0..<10 { x = try x + 1 }
    try x.waitUntilReady()
  }
  return try residentMegabytes() - before
}

/// The time of tracing and lowering a chain of products, tanh, multiplications and additions, in microseconds an
/// equation.
func traceAndLower(equations: Int) throws -> Double {
  let w = try NDArray([Float](repeating: 1, count: 256), shape: [16, 16])
  let chain = lower { (arguments: [NDArray]) in
    let w = arguments[1]
    var x = arguments[0]
    for _ in 0..<equations / 4 {
      x = try x.dotGeneral(w, contracting: ([1], [0])).tanh() * w + x
    }
    return x
  }
  let clock = ContinuousClock()
  let start = clock.now
  let lowered = try chain([w, w])
  let elapsed = (clock.now - start).seconds
  precondition(lowered.equationCount == equations, "the chain has \(lowered.equationCount) equations")
  return elapsed / Double(equations) * 1e6
}

/// Prepares the time of tracing and lowering the plain transformer's value and gradient, in milliseconds.
func transformerTrace(blocks: Int) throws -> () throws -> Double {
  let model = PlainTransformer(blocks: blocks)
  let parameters = try model.shapes.map { try NDArray.placeholder($0) }
  let tokens = try NDArray.placeholder([4, 129], dtype: .int32)
  return {
    let step = lower { (parameters: [NDArray]) in
      let (loss, gradient) = try valueAndGrad { try model.loss($0, tokens) }(parameters)
      return [loss] + gradient
    }
    return try (0..<3).map { _ in
      let clock = ContinuousClock()
      let start = clock.now
      _ = try step(parameters)
      return (clock.now - start).seconds * 1e3
    }.sorted()[1]
  }
}

/// Prepares the time of the plain transformer's compiled value and gradient, in milliseconds.
func transformerStep(blocks: Int, batch: Int, length: Int) throws -> () throws -> Double {
  let model = PlainTransformer(blocks: blocks)
  let parameters = try model.parameters()
  let tokens = try PlainTransformer.tokens(batch: batch, length: length)
  let step = jit { (parameters: [NDArray], tokens: NDArray) in
    let (loss, gradient) = try valueAndGrad { try model.loss($0, tokens) }(parameters)
    return [loss] + gradient
  }
  return {
    try microsecondsACall(calls: 3, batches: 3) {
      try step(parameters, tokens)
    } finish: {
      try $0.forEach { try $0.waitUntilReady() }
    } / 1e3
  }
}
