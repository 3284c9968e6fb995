import StableHLO

@testable import Arrays

/// The functions of `gradients.json`, by name: of differentiated inputs and of constants.
enum GradientFunctions {
  typealias Function = @Sendable (_ inputs: [NDArray], _ constants: [NDArray]) throws -> NDArray

  static let all: [String: Function] = networks.merging(elementary) { first, _ in first }.merging(control) { first, _ in
    first
  }

  private static let networks: [String: Function] = [
    "mlp_loss": { inputs, _ in
      let hidden = try (inputs[0].times(inputs[1]) + inputs[2]).tanh()
      return try (hidden.times(inputs[3]) + inputs[4] - inputs[5]).squared().average()
    },
    "softmax_cross_entropy": { inputs, constants in
      let logits = inputs[0]
      let logProbabilities = try logits - logits.logOfSumOfExponentials(axis: 1, keepingAxes: true)
      let chosen = try NDArray.oneHot(constants[0], count: logits.shape[1])
      return try -(logProbabilities * chosen).sum([1]).average()
    },
    "layer_norm": { inputs, _ in
      let centered = try inputs[0] - inputs[0].average([-1], keepingAxes: true)
      let variance = try centered.squared().average([-1], keepingAxes: true)
      return try centered * (variance + 1e-6).rsqrt() * inputs[1] + inputs[2]
    },
    "rms_norm": { inputs, _ in
      try inputs[0] * (inputs[0].squared().average([-1], keepingAxes: true) + 1e-6).rsqrt() * inputs[1]
    },
    "causal_attention": { inputs, _ in
      // Axes b, h, q, k.
      let scores = try inputs[0].dotGeneral(inputs[1], contracting: ([3], [3]), batch: ([0, 2], [0, 2])) / 2.0
      let places = try NDArray.arange(3)
      let mask = try places.expanded(at: 1).greaterOrEqual(places.expanded(at: 0))
      let masked = try NDArray.where(mask, scores, NDArray(-1e30))
      let weights = try (masked - masked.logOfSumOfExponentials(axis: 3, keepingAxes: true)).exp()
      // Axes b, h, q, d, then b, q, h, d.
      return try weights.dotGeneral(inputs[2], contracting: ([3], [1]), batch: ([0, 1], [0, 2]))
        .transposed([0, 2, 1, 3])
    },
    "einsum_chain": { inputs, _ in
      let product = try inputs[0].times(inputs[1])
      return try product.dotGeneral(inputs[2], contracting: ([0, 1], [1, 0]))
    },
    "einsum_diagonal": { inputs, _ in
      try (inputs[0] * NDArray.eye(3)).sum([1]) * inputs[0].sum([0])
    },
    "embedding_lookup": { inputs, constants in
      let rows = GatherDimensions(
        offsetDims: [2], collapsedSliceDims: [0], startIndexMap: [0], indexVectorDim: 2)
      return try Gather(dimensions: rows, sliceSizes: [1, 3])(inputs[0], constants[0].expanded(at: 2)).tanh()
    },
    "scatter_add": { inputs, constants in try inputs[0].at[constants[0]].add(inputs[1]).squared() },
    "batched_matmul": { inputs, _ in
      try inputs[0].dotGeneral(inputs[1], contracting: ([2], [0])).sin()
    },
    "rotary_embedding": { inputs, _ in
      let timescale = try NDArray(100.0).power(NDArray.arange(2, dtype: .float32) / 2.0)
      let angle = try inputs[1].expanded(at: 1) / timescale
      let halves = try inputs[0].split(into: 2)
      return try NDArray.concatenate(
        [
          halves[0] * angle.cos() - halves[1] * angle.sin(),
          halves[1] * angle.cos() + halves[0] * angle.sin(),
        ], axis: 1)
    },
    "standardize": { inputs, _ in
      let mean = try inputs[0].average([-1], keepingAxes: true)
      let variance = try inputs[0].squared().average([-1], keepingAxes: true) - mean.squared()
      return try (inputs[0] - mean) * (variance + 1e-6).rsqrt()
    },
  ]

  private static let elementary: [String: Function] = [
    "maximum_ties": { inputs, _ in
      try inputs[0].maximum(inputs[1]) * 3.0 + inputs[0].minimum(inputs[1])
    },
    "max_reduction_ties": { inputs, _ in
      try inputs[0].max([1]) + 2.0 * inputs[0].min([0]).sum()
    },
    "where_branches": { inputs, _ in
      try NDArray.where(inputs[0].greater(0), inputs[0] * inputs[1], inputs[1].sin())
    },
    "where_guards_square_root": { inputs, _ in
      let isPositive = try inputs[0].greater(0)
      let safe = try NDArray.where(isPositive, inputs[0], NDArray(1.0))
      return try NDArray.where(isPositive, safe.sqrt(), NDArray(0.0))
    },
    "power": { inputs, _ in
      let (x, y) = (inputs[0], inputs[1])
      return try x.power(y) + x.power(3) + NDArray(2.0).power(y)
    },
    "division": { inputs, _ in
      try inputs[0] / inputs[1] + 1.0 / inputs[0]
    },
    "broadcasting": { inputs, _ in
      let (x, y, z) = (inputs[0], inputs[1], inputs[2])
      return try (x * y + z) * (-z * x).exp()
    },
    "log_sum_exp": { inputs, _ in
      try (inputs[0] * 2.0).logOfSumOfExponentials(axis: 1)
    },
    "activations": { inputs, _ in
      let x = inputs[0]
      let inner = try (x + 0.044715 * x * x * x) * (2 / Double.pi).squareRoot()
      let approximateGELU = try 0.5 * x * (1 + inner.tanh())
      let gelu = try x * (-x / 2.0.squareRoot()).erfc() * 0.5
      let softplus = try x.logOfSumOfExponentials(with: NDArray(0.0))
      let isPositive = try x.greater(0)
      let elu = try NDArray.where(isPositive, x, NDArray.where(isPositive, NDArray(0.0), x).expm1())
      return try approximateGELU + x * x.sigmoid() * softplus + gelu + elu
    },
    "stopped_gradient": { inputs, _ in
      try inputs[0] * inputs[0].sin().stopGradient() + inputs[0].squared()
    },
    "shuffling": { inputs, _ in
      let y = try inputs[0].transposed([2, 0, 1]).reshaped(to: [4, 3])
      let joined = try NDArray.concatenate([y.flipped([0]), y.sliced(1..<3, axis: 0)])
      return try joined.padded(low: [1, 0], high: [0, 2]).squared()
    },
    "strided_slices": { inputs, _ in
      let x = inputs[0]
      let everySecond = try Slice(starts: [0], limits: [5], strides: [2])(x)
      return try everySecond * x.sliced(2..<5, axis: 0) + x.sliced(4..<5, axis: 0)
    },
    "cumulative_sum": { inputs, _ in
      let isBefore = try NDArray.iota([4, 4], axis: 0).lessOrEqual(NDArray.iota([4, 4], axis: 1))
      return try inputs[0].times(isBefore.astype(.float32)).squared()
    },
    "products": { inputs, _ in
      try inputs[0].product([1]) + inputs[0].product()
    },
    "variance": { inputs, _ in
      try inputs[0].dispersion([0]) + inputs[0].dispersion().sqrt() + inputs[0].dispersion([1], freedom: 1).sum()
    },
    "special_functions": { inputs, _ in
      let (x, y) = (inputs[0], inputs[1])
      return try x.erf() * x.atan2(y) + x.logOfSumOfExponentials(with: y) + x.expm1() * (y * y).log1p()
    },
    "same_operand_twice": { inputs, _ in
      let x = inputs[0]
      let (first, second) = (try x.sliced(0..<1, axis: 0), try x.sliced(1..<2, axis: 0))
      return try (x * x).times(x.transposed()) + (first.transposed() * second).sum()
    },
  ]
}

// The formulas' library functions, from primitives alone, so that these tests stand on nothing but the rules.
extension NDArray {
  /// The product of two matrices.
  fileprivate func times(_ other: NDArray) throws -> NDArray {
    try dotGeneral(other, contracting: ([rank - 1], [0]))
  }

  fileprivate func average(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    try sum(axes, keepingAxes: keepingAxes) / Double(folded(axes))
  }

  /// How many elements a fold of the given axes puts together.
  private func folded(_ axes: [Int]?) -> Int {
    axes.map { $0.reduce(1) { $0 * shape[($1 + rank) % rank] } } ?? count
  }

  fileprivate func dispersion(_ axes: [Int]? = nil, freedom: Int = 0) throws -> NDArray {
    let folded = folded(axes)
    let centered = try self - sum(axes, keepingAxes: true) / Double(folded)
    return try centered.squared().sum(axes) / Double(folded - freedom)
  }

  fileprivate func logOfSumOfExponentials(axis: Int, keepingAxes: Bool = false) throws -> NDArray {
    let greatest = try max([axis], keepingAxes: true)
    let result = try (self - greatest).exp().sum([axis], keepingAxes: true).log() + greatest
    return keepingAxes ? result : try result.squeezed([axis])
  }

  fileprivate func logOfSumOfExponentials(with other: NDArray) throws -> NDArray {
    try maximum(other) + (-(self - other).abs()).exp().log1p()
  }
}
