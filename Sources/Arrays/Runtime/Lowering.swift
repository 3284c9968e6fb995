internal import StableHLO

extension Graph {
  /// The graph as a StableHLO module with one function.
  ///
  /// - Parameter donated: positions of inputs whose memory the program may take for its results.
  func stableHLO(donating donated: [Int] = []) -> String {
    var builder = FunctionBuilder()
    let arguments = inputs.enumerated().map { position, input in
      builder.argument(type(input).tensor, attributes: donated.contains(position) ? "jax.buffer_donor = true" : "")
    }
    let results = lower(arguments, in: &builder)
    // A program without results could not be waited for.
    return builder.module(returning: results.isEmpty ? builder.latestHostCall.map { [$0] } ?? [] : results)
  }

  /// Writes the equations, called on the given values, and gives the values of the outputs.
  func lower(_ arguments: [Value], in builder: inout FunctionBuilder) -> [Value] {
    var values = [Value?](repeating: nil, count: types.count)
    for (input, argument) in zip(inputs, arguments) { values[Int(input)] = argument }
    for equation in equations {
      let operands = operands(of: equation).compactMap { values[Int($0)] }
      let results = equation.results.map { type($0).tensor }
      for (id, value) in zip(equation.results, equation.primitive.lower(operands, to: results, in: &builder)) {
        values[Int(id)] = value
      }
    }
    return outputs.compactMap { values[Int($0)] }
  }
}
