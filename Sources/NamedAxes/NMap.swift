internal import Arrays

/// A function of plain arrays lifted to named ones: it sees only the positional axes and runs over all named axes.
///
/// ```swift
/// let scores = try nmap(query.untag("projection"), key.untag("projection")) { q, k in try (q * k).sum() }
/// ```
///
/// Axes of one name run together. Every result has every name of every argument, in the order in which they are first
/// seen. Plain arrays among the arguments, and everything that is no array, are passed on whole. Inside, operations
/// across items know the axes by their names, as in `psum(x, over: "batch")`.
///
/// - Parameters:
///   - arguments: named arrays, plain arrays, and lists, dictionaries, optionals and structs of them; see
///     ``NameMappable``.
///   - function: a function of plain arrays; its result may be one, or a collection of them; see ``NameMapped``.
/// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, and what the function throws.
public func nmap<each Argument: NameMappable, Result: NameMapped>(
  _ arguments: repeat each Argument, function: (repeat (each Argument).Positional) throws -> Result
) throws -> Result.Named {
  var inputs: [NamedArray] = []
  for argument in repeat each arguments { try argument.collect(into: &inputs) }
  var result: Result?
  let outputs = try NamedArray.map(inputs) { arrays in
    var rest = arrays[...]
    let value = try function(repeat (each arguments).positional(&rest))
    result = value
    var list: [NDArray] = []
    try value.collect(into: &list)
    return list
  }
  guard let result else {
    throw ArrayError.structure(operation: "nmap", problem: "the function gave no result")
  }
  var rest = outputs[...]
  return try result.named(&rest)
}

extension NamedArray {
  /// A function of the positional parts of arrays, mapped over all their names.
  static func map(
    _ inputs: [NamedArray], _ operation: String = "nmap", _ body: ([NDArray]) throws -> [NDArray]
  ) throws -> [NamedArray] {
    let union = try unionOfNames(operation, inputs)
    let axes = union.map { name, size in
      AxisMap.Axis(places: inputs.map { $0.place(name) }, size: size, name: AxisLabel(name))
    }
    // The function sees positional axes in their order, wherever they are in memory.
    let orders = inputs.map { input -> [Int] in
      let places = input.positionalPlaces
      let sorted = places.sorted()
      return places.map { sorted.firstIndex(of: $0) ?? 0 }
    }
    let outputs = try AxisMap.call(operation, inputs.map(\.data), over: axes) { arrays in
      try body(zip(arrays, orders).map { try $0.transposed($1) })
    }
    return outputs.map { output in
      let own = (0..<output.axes.count { $0 == nil }).map { Axis.positional($0) }
      return NamedArray(output, names: union.names, own: own)
    }
  }

  /// A result of a mapped function.
  ///
  /// - Parameters:
  ///   - names: those of the mapped axes, by their numbers.
  ///   - own: what the axes are that the function itself gave its result.
  init(_ output: AxisMap.Output, names: [AxisName], own: [Axis]) {
    var own = own[...]
    self.init(data: output.array, axes: output.axes.map { $0.map { .named(names[$0]) } ?? own.removeFirst() })
  }
}
