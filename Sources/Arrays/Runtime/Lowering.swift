internal import StableHLO

extension Graph {
  /// The graph as a StableHLO module with one function.
  ///
  /// - Parameter donated: positions of inputs whose memory the program may take for its results.
  func stableHLO(donating donated: [Int] = []) -> String {
    var builder = FunctionBuilder()
    var values = [Value?](repeating: nil, count: types.count)
    for (position, input) in inputs.enumerated() {
      values[Int(input)] = builder.argument(
        type(input).tensor, attributes: donated.contains(position) ? "jax.buffer_donor = true" : "")
    }
    for equation in equations {
      let operands = operands(of: equation).compactMap { values[Int($0)] }
      let results = equation.results.map { type($0).tensor }
      for (id, value) in zip(equation.results, equation.primitive.lower(operands, to: results, in: &builder)) {
        values[Int(id)] = value
      }
    }
    return builder.module(returning: outputs.compactMap { values[Int($0)] })
  }
}
