import Penzai

/// What named axes cost.
@MainActor let namedFigures: [Figure] = [
  Figure(name: "named_add", unit: "us") {
    let x = try wrap(NDArray.iota([8], dtype: .float32), "features")
    let y = try wrap(NDArray([Float](repeating: 1, count: 8)), "features")
    return {
      try microsecondsACall(calls: 2000) {
        try x + y
      } finish: {
        try $0.data.waitUntilReady()
      }
    }
  },
  Figure(name: "named_add_broadcast", unit: "us") {
    let x = try wrap(NDArray.iota([8], dtype: .float32), "features")
    let y = try wrap(NDArray([Float](repeating: 1, count: 4)), "batch")
    return {
      try microsecondsACall(calls: 2000) {
        try x + y
      } finish: {
        try $0.data.waitUntilReady()
      }
    }
  },
  Figure(name: "named_nmap_dot", unit: "us") {
    let x = try wrap(NDArray.iota([4, 8], dtype: .float32)).tagPrefix(["batch"])
    let y = try wrap(NDArray([Float](repeating: 1, count: 8)))
    return {
      try microsecondsACall(calls: 1000) {
        try nmap(x, y) { x, y in try x.matmul(y) }
      } finish: {
        try $0.data.waitUntilReady()
      }
    }
  },
  Figure(name: "named_trace_ratio", unit: "ratio") {
    let (plain, named) = (PlainTransformer(blocks: 16), NamedTransformer(blocks: 16))
    let parameters = try plain.shapes.map { try NDArray.placeholder($0) }
    let tokens = try NDArray.placeholder([4, 129], dtype: .int32)
    let plainStep = lower { (parameters: [NDArray]) in
      let (loss, gradient) = try valueAndGrad { try plain.loss($0, tokens) }(parameters)
      return [loss] + gradient
    }
    let namedParameters = try named.tagged(parameters)
    let namedTokens = try wrap(tokens, "batch", "seq")
    let namedStep = lower { (parameters: [NamedArray]) in
      let (loss, gradient) = try valueAndGrad { try named.loss($0, namedTokens) }(parameters)
      return [loss] + gradient.map(\.data)
    }
    return {
      // Each beside the other, so that both meet the same neighbours on the machine.
      try (0..<9).map { _ in
        try seconds { _ = try namedStep(namedParameters) } / seconds { _ = try plainStep(parameters) }
      }.sorted()[4]
    }
  },
]
