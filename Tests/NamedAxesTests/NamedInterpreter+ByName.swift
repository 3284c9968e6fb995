import Arrays
import NamedAxes

/// The steps for which the library has an operation by the names of axes.
extension NamedInterpreter {
  func byName(_ step: NamedProgram.Step) throws -> NamedArray {
    let name = AxisName(step.name ?? "")
    let names = (step.names ?? []).map { AxisName($0) }
    let function = step.function ?? ""
    let shape = NamedProgram.shape(step.named ?? [])
    func x() throws -> NamedArray {
      guard case .one(let register)? = step.of else { throw Malformed(step: step.step) }
      return try value(register).named
    }
    switch step.step {
    case "index": return try part(step, of: x()).get()
    case "get":
      let modes: [String: OutOfBounds] = ["fill": .fill, "clip": .clip]
      return try part(step, of: x()).get(outOfBounds: modes[step.mode ?? ""], fillValue: step.fill.map { .float($0) })
    case "update": return try update(function, part(step, of: x()), array(step.value))
    case "fold": return try fold(function, x(), names)
    case "along": return try along(function, x(), name)
    case "pick": return try function == "argmax" ? x().argmax(name) : x().argmin(name)
    case "unary": return try unary(function, x())
    case "unstack":
      guard let last = try x().unstacked(axis: name).last else { throw Malformed(step: "unstack") }
      return last
    case "scan": return try running(function, x(), name)
    case "dynamic_slice":
      let starts = (step.starts ?? [:]).map { (AxisName($0.key), NDArray($0.value)) }
      return try x().dynamicSliced(
        at: Dictionary(uniqueKeysWithValues: starts), sizes: NamedProgram.shape(step.sizes ?? []))
    case "random_split": return try randomSplit(RandomKey(step.seed ?? 0), shape).words
    case "random_split_ordered": return try randomSplit(RandomKey(step.seed ?? 0), ordered: shape).words
    case "random_split_again":
      let keys = try randomSplit(RandomKey(step.seed ?? 0), shape)
      return try randomSplit(keys, NamedProgram.shape(step.more ?? [])).words
    case "random_normal":
      guard case .integer(let count)? = step.value else { throw Malformed(step: step.step) }
      return try nmap(randomSplit(RandomKey(step.seed ?? 0), shape)) { try $0.normal([count]) }
    default: throw Malformed(step: step.step)
    }
  }

  private func part(_ step: NamedProgram.Step, of x: NamedArray) throws -> NamedIndexedPart {
    func index(_ entry: NamedProgram.Entry?) throws -> any NamedArrayIndex {
      switch entry {
      case .place(let place)?: place
      case .slice(let bounds)?: AxisIndex.range(from: bounds[0], to: bounds[1], by: bounds[2] ?? 1)
      case .ellipsis?: AxisIndex.rest
      case nil: AxisIndex.insertion
      case .array(let register)?:
        switch try value(register) {
        case .named(let array): array
        case .plain(let array): array
        case .number: throw Malformed(step: "index")
        }
      }
    }
    switch step.index {
    case .byName(let entries)?:
      return x.at[NamedIndices(try entries.sorted { $0.key < $1.key }.map { (AxisName($0.key), try index($0.value)) })]
    case .byPosition(let entries)?: return x.at.indexed(by: try entries.map(index))
    case nil: throw Malformed(step: step.step)
    }
  }

  private func update(_ function: String, _ part: NamedIndexedPart, _ values: NamedArray) throws -> NamedArray {
    switch function {
    case "set": try part.set(values)
    case "add": try part.add(values)
    case "multiply": try part.multiply(values)
    case "divide": try part.divide(values)
    case "power": try part.power(values)
    case "min": try part.min(values)
    case "max": try part.max(values)
    default: throw Malformed(step: function)
    }
  }

  private func fold(_ function: String, _ x: NamedArray, _ names: [AxisName]) throws -> NamedArray {
    switch function {
    case "sum": try x.sum(names)
    case "prod": try x.product(names)
    case "max": try x.max(names)
    case "min": try x.min(names)
    case "all": try x.all(names)
    case "any": try x.any(names)
    case "mean": try x.mean(names)
    case "var": try x.variance(names)
    case "std": try x.standardDeviation(names)
    case "median": try x.median(names)
    case "ptp": try x.peakToPeak(names)
    case "count_nonzero": try x.countNonzero(names)
    case "logsumexp": try x.logSumExp(names)
    case "norm": try x.norm(names)
    case "nansum": try x.nanSum(names)
    case "nanmean": try x.nanMean(names)
    case "softmax": try x.softmax(names)
    case "log_softmax": try x.logSoftmax(names)
    case "standardize": try x.standardized(names)
    default: throw Malformed(step: function)
    }
  }

  private func along(_ function: String, _ x: NamedArray, _ name: AxisName) throws -> NamedArray {
    switch function {
    case "sort": try x.sorted(axis: name)
    case "argsort": try x.argsorted(axis: name)
    case "cumsum": try x.cumulativeSum(axis: name)
    case "cumprod": try x.cumulativeProduct(axis: name)
    case "cummax": try x.cumulativeMax(axis: name)
    case "cummin": try x.cumulativeMin(axis: name)
    case "cumlogsumexp": try x.cumulativeLogSumExp(axis: name)
    case "flip": try x.flipped(axis: name)
    case "roll": try x.rolled(by: 1, axis: name)
    case "repeat": try x.repeated(2, axis: name)
    case "diff": try x.differences(axis: name)
    case "top_2": try x.topK(2, axis: name).values
    default: throw Malformed(step: function)
    }
  }

  private func running(_ function: String, _ x: NamedArray, _ name: AxisName) throws -> NamedArray {
    let first = try x[[name: 0]]
    let start = try function == "sum" ? first * 0 : first * 0 + 1
    return try scan(start, over: x, axis: name) { carry, item in
      let total = try function == "sum" ? carry + item : carry * item
      return (try total.order(as: total.names.reversed()), total)
    }.results
  }

  private func unary(_ function: String, _ x: NamedArray) throws -> NamedArray {
    switch function {
    case "exp": try x.exp()
    case "tanh": try x.tanh()
    case "sin": try x.sin()
    case "cos": try x.cos()
    case "arctan": try x.atan()
    case "cbrt": try x.cbrt()
    case "square": try x.squared()
    case "floor": try x.floor()
    case "ceil": try x.ceil()
    case "round": try x.round()
    case "sign": try x.sign()
    case "exp2": try x.exp2()
    case "sinh": try x.sinh()
    case "arcsinh": try x.asinh()
    case "relu": try x.relu()
    case "silu": try x.silu()
    case "softplus": try x.softplus()
    case "isnan": try x.isNaN()
    case "isfinite": try x.isFinite()
    case "sigmoid": try x.sigmoid()
    case "erf": try x.erf()
    case "log_sigmoid": try x.logSigmoid()
    case "gelu": try x.gelu()
    case "trunc": try x.truncated()
    default: throw Malformed(step: function)
    }
  }
}
