internal import Arrays

private struct UnstackKey: Hashable, Sendable {
  var axis: Int
}

extension NamedArray {
  /// The items along the first positional axis, one by one.
  ///
  /// ```swift
  /// for row in try table.items() { ... }
  /// ```
  ///
  /// - Throws: ``NamedAxisError/noPositionalAxes(operation:existing:)`` when there is no positional axis.
  public func items() throws -> [NamedArray] {
    try checkValid()
    guard let place = positionalPlaces.first else {
      throw NamedAxisError.noPositionalAxes(operation: "items", existing: namedShape)
    }
    return try items(at: place, for: "items")
  }

  /// The items along a named axis, which they lack.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func unstacked(axis name: AxisName) throws -> [NamedArray] {
    try items(at: place(of: name, for: "unstacked"), for: "unstacked")
  }

  private func items(at place: Int, for operation: String) throws -> [NamedArray] {
    let count = data.shape[place]
    guard count > 0 else { return [] }
    // Each item is an operation in the program.
    try MemoryLimit.require(Double(count) * 1000, for: operation)
    var layout = layout
    let removed = layout.remove(at: place)
    if case .positional(let rank) = removed {
      layout = layout.map { if case .positional(let other) = $0, other > rank { .positional(other - 1) } else { $0 } }
    }
    let items = Fused(UnstackKey(axis: place)) { operands in
      try (0..<count).map { try operands[0].sliced($0..<$0 + 1, axis: place).squeezed([place]) }
    }
    return try items([data]).map { NamedArray(data: $0, axes: layout) }
  }

  /// The array cut into equal parts along a named axis.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``, and as `NDArray.split` does.
  public func split(into count: Int, axis name: AxisName) throws -> [NamedArray] {
    try data.split(into: count, axis: place(of: name, for: "split")).map { NamedArray(uncheckedData: $0, axes: axes) }
  }

  /// The array cut before the given places along a named axis.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``, and as `NDArray.split` does.
  public func split(at places: [Int], axis name: AxisName) throws -> [NamedArray] {
    try data.split(at: places, axis: place(of: name, for: "split")).map { NamedArray(uncheckedData: $0, axes: axes) }
  }
}
