/// A function of arrays mapped over several axes at once, each found in some of its inputs: what `nmap` rests on.
package struct AxisMap {
  /// An axis to map over: where it is in each input, among all the input's axes, and its size.
  package struct Axis: Hashable, Sendable {
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

    var mapped: MappedAxis { MappedAxis(size: size, name: name) }
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
    var places = axes
    for axis in places.indices { places[axis].places += captures.map { _ in nil } }
    let mapped = try MappedGraph.of(record.graph, over: places, name: name)
    let results = try mapped.graph.call(inputs + captures, named: name)
    return zip(results, mapped.layouts).map { Output(array: $0, axes: $1) }
  }
}
