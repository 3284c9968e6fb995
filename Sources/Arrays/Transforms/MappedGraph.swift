internal import Synchronization

/// A graph mapped over several axes, one within the other.
struct MappedGraph: Sendable {
  /// The mapped function.
  var graph: Graph
  /// For each output and each of its axes the number of the mapped axis that it is; `nil` for the function's own.
  var layouts: [[Int?]]

  /// Maps a graph over axes; every output gets all of them, in the order given.
  private init(_ unmapped: Graph, over axes: [AxisMap.Axis], name: String) throws {
    graph = unmapped
    layouts = graph.outputTypes.map { [Int?](repeating: nil, count: $0.rank) }
    for (number, axis) in axes.enumerated() {
      let later = axes[(number + 1)...]
      let places = axis.places.indices.map { input in
        // Axes that come later are not there yet; the place counts those that are.
        axis.places[input].map { place in
          place - later.count { $0.places[input].map { $0 < place } ?? false }
        }
      }
      let (mapped, outputAxes) = try graph.batched(places, over: axis.mapped, name: name)
      graph = mapped
      for (output, place) in outputAxes.enumerated() {
        if let place { layouts[output].insert(number, at: place) }
      }
    }
    if layouts.contains(where: { $0.compactMap { $0 } != Array(axes.indices) }) { try complete(axes, name) }
    graph = graph.pruned()
  }

  /// Gives all outputs all mapped axes, in their order among themselves.
  private mutating func complete(_ axes: [AxisMap.Axis], _ name: String) throws {
    let incomplete = self
    var layouts = layouts
    graph = try Trace.record(name, graph.inputTypes) { symbols in
      let results = try incomplete.graph.traced(symbols)
      return try results.enumerated().map { output, array in
        let (result, layout) = try Self.complete(array, layouts[output], axes)
        layouts[output] = layout
        return result
      }
    }.graph
    self.layouts = layouts
  }

  private static func complete(
    _ array: NDArray, _ layout: [Int?], _ axes: [AxisMap.Axis]
  ) throws -> (NDArray, [Int?]) {
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

extension MappedGraph {
  /// The same function mapped in the same way gives the same graph: small ones, which are called outside of every other
  /// trace again and again, are mapped once.
  private static let known = Mutex<[Key: MappedGraph]>([:])
  private static let largest = 64
  private static let mostKnown = 1024

  private struct Key: Hashable {
    var graph: Graph
    var axes: [AxisMap.Axis]
    /// Equations that other lines of the user's asked for are others: messages name the lines.
    var sites: [CallSite]

    init(_ graph: Graph, _ axes: [AxisMap.Axis]) {
      self.graph = graph
      self.axes = axes
      sites = graph.equations.indices.map { graph.equations[$0].site }
    }

    static func == (left: Key, right: Key) -> Bool {
      left.sites == right.sites && left.axes == right.axes && left.graph == right.graph
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(sites)
      hasher.combine(graph)
      for axis in axes { hasher.combine(axis.places) }
    }
  }

  /// A graph mapped over axes.
  ///
  /// - Parameter axes: where each is in each input of the graph.
  static func of(_ graph: Graph, over axes: [AxisMap.Axis], name: String) throws -> MappedGraph {
    guard graph.equations.count <= largest else { return try MappedGraph(graph, over: axes, name: name) }
    let key = Key(graph, axes)
    if let found = known.withLock({ $0[key] }) { return found }
    let mapped = try MappedGraph(graph, over: axes, name: name)
    known.withLock { known in
      if known.count >= mostKnown { known.removeAll() }
      known[key] = mapped
    }
    return mapped
  }
}
