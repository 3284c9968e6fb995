import Trees

@testable import Arrays

extension GradientFunctions {
  /// Loops, branches, checkpoints and derivatives within functions.
  static let control: [String: Function] = [
    "scan_recurrent": { inputs, _ in
      let (last, all) = try scan(inputs[1], over: inputs[2]) { state, x in
        let next = try (inputs[0].matmul(state) + x).tanh()
        return (next, try next * x)
      }
      return try all.sum([1]) + last.sum()
    },
    "scan_reversed": { inputs, _ in
      let (last, sums) = try scan(inputs[0], over: inputs[1], reverse: true, unroll: 2) { sum, x in
        (try sum * 0.5 + x.sin(), try sum * x)
      }
      return try NDArray.concatenate([sums, last.expanded(at: 0)])
    },
    "scan_in_scan": { inputs, _ in
      try scan(inputs[0], over: inputs[1]) { state, x in
        let (inner, parts) = try scan(try x.sum(), over: state) { sum, y in (try sum + y * sum.cos(), sum) }
        return (try state * inner, parts)
      }.results
    },
    "loop_of_range": { inputs, _ in
      try foriLoop(1..<5, inputs[1]) { i, v in try inputs[0].matmul(v).sin() + i * 0.1 * v }
    },
    "cond_of_sum": { inputs, _ in
      let (x, y) = (inputs[0], inputs[1])
      return try cond(x.sum().greater(y.sum())) {
        try x.exp() * y
      } else: {
        try y.sin() + x * x
      }
    },
    "switch_of_three": { inputs, constants in
      let x = inputs[0]
      return try switchBranch(constants[0], [{ x }, { try x * x }, { try x.tanh() * x.sum() }])
    },
    "cond_in_scan": { inputs, _ in
      try scan(inputs[1], over: inputs[0]) { state, x in
        let next = try cond(x.sum().greater(0)) {
          try state * x
        } else: {
          try state.cos() + x
        }
        return (next, try next.max())
      }.results
    },
    "map_of_items": { inputs, _ in
      try map(over: inputs[0], batchSize: 2) { x in try inputs[1].matmul(x).sin() }
    },
    "associative_products": { inputs, _ in try associativeScan(inputs[0]) { try $0.matmul($1) } },
    "associative_reversed": { inputs, _ in try associativeScan(inputs[0], reverse: true) { try $0 * $1 } },
    "checkpoint_of_layers": { inputs, _ in
      let layer = checkpoint { (w: NDArray, x: NDArray) in try w.matmul(w.matmul(x).sin()).tanh() }
      return try layer(inputs[0], layer(inputs[0], inputs[1]))
    },
    "checkpoint_in_scan": { inputs, _ in
      let step = checkpoint(policy: .saveMatrixProducts) { (state: NDArray, x: NDArray) in
        Pair(try (inputs[0].matmul(state) + x).tanh(), try state.sum())
      }
      return try scan(inputs[1][0], over: inputs[1]) { state, x in
        let next = try step(state, x)
        return (next.first, next.second)
      }.results
    },
    "custom_jvp_log1pexp": { inputs, _ in
      let log1pexp = customJVP { (x: NDArray) in
        try x.exp().log1p()
      } derivative: { x, change in
        (try x.exp().log1p(), try (1 - 1 / (1 + x.exp())) * change)
      }
      return try log1pexp(inputs[0]) * inputs[0]
    },
    "hessian_times": { inputs, _ in
      try hessian { x in try (x.sin() * x[0] * x).sum().squared() }(inputs[0]).matmul(inputs[1])
    },
    "jacobian_rows": { inputs, _ in
      let reverse: NDArray = try jacobianReverse { (x: NDArray) in try inputs[1].matmul(x).tanh() }(inputs[0])
      let forward: NDArray = try jacobianForward { x in try inputs[1].matmul(x.sin()) }(inputs[0])
      return try reverse * forward
    },
    "vmap_in_scan": { inputs, _ in
      let step = vmap { (state: NDArray, x: NDArray) in Pair(try state * x, try state.sin()) }
      return try scan(inputs[1], over: inputs[0]) { state, x in
        let next = try step(state, x)
        return (next.first, next.second)
      }.results
    },
  ]
}
