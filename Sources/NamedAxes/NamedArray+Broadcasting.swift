public import Arrays

extension NamedArray {
  /// The array repeated to have a positional shape, by NumPy's rules, and further named axes.
  ///
  /// Named axes that the shape does not mention stay. Named axes of size 1 are not repeated. New named axes come after
  /// those there are, in the order of the shape; the array itself where nothing is new.
  ///
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)`` when a named axis has another size,
  ///   ``NamedAxisError/positionalShapes(operation:shapes:)`` when the positional shape cannot be reached.
  public func broadcasted(to positional: [Int] = [], named: NamedShape = [:]) throws -> NamedArray {
    try checkValid()
    let own = namedShape
    let conflicts = named.names.filter { own[$0] != nil && own[$0] != named[$0] }
    guard conflicts.isEmpty else {
      throw NamedAxisError.sizes(operation: "broadcasted", names: conflicts, shapes: [own, named])
    }
    let (shape, places) = (positionalShape, positionalPlaces)
    guard positional.count >= shape.count,
      zip(shape, positional.suffix(shape.count)).allSatisfy({ $0 == 1 || $0 == $1 })
    else { throw NamedAxisError.positionalShapes(operation: "broadcasted", shapes: [shape, positional]) }
    let added = named.names.filter { own[$0] == nil }
    let leading = positional.count - shape.count
    if shape == positional && added.isEmpty { return self }
    // New positional axes first and new names last in memory, so that nothing moves.
    var layout = (0..<leading).map { Axis.positional($0) } + self.layout
    var sizes = positional.prefix(leading) + data.shape
    for (rank, place) in places.enumerated() {
      layout[leading + place] = .positional(leading + rank)
      sizes[leading + place] = positional[leading + rank]
    }
    layout += added.map { .named($0) }
    sizes += added.compactMap { named[$0] }
    let axes = Array(leading..<leading + data.rank)
    return NamedArray(data: try data.broadcasted(to: Array(sizes), along: axes), axes: layout)
  }

  /// The array repeated to have all axes of another one.
  ///
  /// - Throws: as ``broadcasted(to:named:)`` does.
  public func broadcasted(like other: NamedArray) throws -> NamedArray {
    try broadcasted(to: other.positionalShape, named: other.namedShape)
  }

  /// The array repeated to have all axes of a plain one as positional axes.
  ///
  /// - Throws: as ``broadcasted(to:named:)`` does.
  public func broadcasted(like other: NDArray) throws -> NamedArray { try broadcasted(to: other.shape) }
}
