/// A function of arrays mapped over several axes at once, each found in some of its inputs: what `nmap` rests on.
package struct AxisMap {
  /// An axis to map over: where it is in each input, among all the input's axes, and its size.
  package struct Axis {
    /// The place in each input; `nil` in inputs that lack the axis.
    package var places: [Int?]
    /// The size of the axis.
    package var size: Int
    /// The name by which collective operations refer to the axis.
    package var name: AxisLabel?

    /// An axis by its places, size and name.
    package init(places: [Int?], size: Int, name: AxisLabel? = nil) {
      self.places = places
      self.size = size
      self.name = name
    }

    fileprivate var mapped: MappedAxis { MappedAxis(size: size, name: name) }
  }

  /// A result with the mapped axes wherever they came to stand.
  package struct Output {
    /// The array.
    package var array: NDArray
    /// For each axis of the array the number of the mapped axis that it is, or `nil` for one of the function's own.
    package var axes: [Int?]
  }

  /// Calls a function on inputs without the mapped axes, for all places of those axes at once.
  ///
  /// Every result gets every mapped axis, in the order given, also when it does not depend on it.
  ///
  /// - Throws: what the function throws; ``ArrayError/stateChange(variable:transformation:problem:)`` when it changes a
  ///   variable.
  package static func call(
    _ name: String, _ inputs: [NDArray], over axes: [Axis], _ body: ([NDArray]) throws -> [NDArray]
  ) throws -> [Output] {
    let types = inputs.enumerated().map { position, input in
      input.type.with(shape: input.shape.removing(axes.compactMap { $0.places[position] }))
    }
    let record = try Trace.record(
      name, types, weak: inputs.map(\.isWeaklyTyped), mapping: axes.map(\.mapped), body)
    try record.cells.requireNoChanges(in: name)
    let captures = try record.captures
    var graph = record.graph
    var layouts = graph.outputTypes.map { [Int?](repeating: nil, count: $0.rank) }
    for (number, axis) in axes.enumerated() {
      let later = axes[(number + 1)...]
      let places = inputs.indices.map { input in
        // Axes that come later are not there yet; the place counts those that are.
        axis.places[input].map { place in
          place - later.count { $0.places[input].map { $0 < place } ?? false }
        }
      }
      let (mapped, outputAxes) = try graph.batched(
        places + captures.map { _ in nil }, over: axis.mapped, name: name)
      graph = mapped
      for (output, place) in outputAxes.enumerated() {
        if let place { layouts[output].insert(number, at: place) }
      }
    }
    let placed = try Trace.record(name, graph.inputTypes) { symbols in
      let results = try graph.traced(symbols)
      return try results.enumerated().map { output, array in
        let (result, layout) = try complete(array, layouts[output], axes)
        layouts[output] = layout
        return result
      }
    }
    let results = try placed.graph.pruned().call(inputs + captures)
    return zip(results, layouts).map { Output(array: $0, axes: $1) }
  }

  /// The array with all mapped axes, in their order among themselves.
  private static func complete(_ array: NDArray, _ layout: [Int?], _ axes: [Axis]) throws -> (NDArray, [Int?]) {
    let present = layout.compactMap { $0 }
    let missing = axes.indices.filter { !present.contains($0) }
    let shape = missing.map { axes[$0].size } + array.shape
    var result = try array.broadcasted(to: shape, along: Array(missing.count..<shape.count))
    var layout: [Int?] = missing + layout
    let places = layout.indices.filter { layout[$0] != nil }
    let ordered = places.sorted { (layout[$0] ?? 0) < (layout[$1] ?? 0) }
    if places != ordered {
      var permutation = Array(layout.indices)
      for (place, source) in zip(places, ordered) { permutation[place] = source }
      result = try result.transposed(permutation)
      layout = permutation.map { layout[$0] }
    }
    return (result, layout)
  }
}
