public import Arrays

extension NamedArray {
  /// The array with its positional axes named, in their order; no data moves.
  ///
  /// - Throws: ``NamedAxisError/tagCount(names:positionalShape:)`` unless there are as many names as positional axes,
  ///   ``NamedAxisError/repeatedNames(operation:names:existing:)``.
  public func tag(_ names: AxisName...) throws -> NamedArray { try tag(names) }

  /// The array with its positional axes named, in their order; no data moves.
  ///
  /// - Throws: as the form with several arguments does.
  public func tag(_ names: [AxisName]) throws -> NamedArray {
    guard names.count == positionalPlaces.count else {
      throw NamedAxisError.tagCount(names: names, positionalShape: positionalShape)
    }
    return try tagPrefix(names, operation: "tag")
  }

  /// The array with its first positional axes named; the others stay positional.
  ///
  /// - Throws: as ``tag(_:)-([AxisName])`` does, when there are more names than positional axes.
  public func tagPrefix(_ names: [AxisName]) throws -> NamedArray { try tagPrefix(names, operation: "tagPrefix") }

  private func tagPrefix(_ names: [AxisName], operation: String) throws -> NamedArray {
    try checkValid()
    let positional = positionalPlaces
    guard names.count <= positional.count else {
      throw NamedAxisError.tagCount(names: names, positionalShape: positionalShape)
    }
    let repeated = names.enumerated().filter { position, name in
      names[..<position].contains(name) || axes.contains(.named(name))
    }
    guard repeated.isEmpty else {
      throw NamedAxisError.repeatedNames(
        operation: operation, names: repeated.map(\.element), existing: namedShape)
    }
    var layout = layout
    for (name, place) in zip(names, positional) { layout[place] = .named(name) }
    for (rank, place) in positional[names.count...].enumerated() { layout[place] = .positional(rank) }
    return NamedArray(data: data, axes: layout)
  }

  /// The array with the given named axes positional, in the order given; no data moves.
  ///
  /// - Throws: ``NamedAxisError/positionalAxesExist(operation:positionalShape:)`` when there are positional axes
  ///   already, ``NamedAxisError/missingNames(operation:names:existing:)``,
  ///   ``NamedAxisError/repeatedNames(operation:names:existing:)``.
  public func untag(_ names: AxisName...) throws -> NamedArray { try untag(names) }

  /// The array with the given named axes positional, in the order given; no data moves.
  ///
  /// - Throws: as the form with several arguments does.
  public func untag(_ names: [AxisName]) throws -> NamedArray {
    guard !names.isEmpty else { return self }
    guard positionalPlaces.isEmpty else {
      throw NamedAxisError.positionalAxesExist(operation: "untag", positionalShape: positionalShape)
    }
    return try untagPrefix(names, operation: "untag")
  }

  /// The array with the given named axes positional, before the axes that are positional already.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``,
  ///   ``NamedAxisError/repeatedNames(operation:names:existing:)``.
  public func untagPrefix(_ names: [AxisName]) throws -> NamedArray {
    try untagPrefix(names, operation: "untagPrefix")
  }

  private func untagPrefix(_ names: [AxisName], operation: String) throws -> NamedArray {
    try checkValid()
    let missing = names.filter { !axes.contains(.named($0)) }
    guard missing.isEmpty else {
      throw NamedAxisError.missingNames(operation: operation, names: missing, existing: namedShape)
    }
    let repeated = names.enumerated().filter { names[..<$0.offset].contains($0.element) }
    guard repeated.isEmpty else {
      throw NamedAxisError.repeatedNames(
        operation: operation, names: repeated.map(\.element), existing: namedShape)
    }
    let layout = layout.map { axis -> Axis in
      switch axis {
      case .positional(let rank): return .positional(rank + names.count)
      case .named(let name): return names.firstIndex(of: name).map { .positional($0) } ?? axis
      }
    }
    return NamedArray(data: data, axes: layout)
  }

  /// The plain array of an array whose axes are all positional, or of one whose axes are all named, in the order given.
  ///
  /// Without a transposition to make, the very array that was wrapped.
  ///
  /// - Throws: ``NamedAxisError/namedAxesLeft(names:existing:)`` when a name is left without a position, and as
  ///   ``untag(_:)-([AxisName])`` does.
  public func unwrap(_ names: AxisName...) throws -> NDArray { try unwrap(names) }

  /// The plain array, with named axes in the order given.
  ///
  /// - Throws: as the form with several arguments does.
  public func unwrap(_ names: [AxisName]) throws -> NDArray {
    try checkValid()
    let left = self.names.filter { !names.contains($0) }
    guard left.isEmpty else { throw NamedAxisError.namedAxesLeft(names: left, existing: namedShape) }
    let untagged = try untag(names)
    return try untagged.data.transposed(untagged.positionalPlaces)
  }

  /// The array with its positional axes first in memory and its named axes after them in their order.
  ///
  /// - Throws: errors of the array engine.
  public func withPositionalPrefix() throws -> NamedArray {
    try reordered(names)
  }

  /// The array with its named axes in the order given, after the positional ones.
  ///
  /// - Throws: ``NamedAxisError/notSameAxes(operation:found:expected:)`` unless all names are given once.
  public func order(as names: AxisName...) throws -> NamedArray { try order(as: names) }

  /// The array with its named axes in the order given, after the positional ones.
  ///
  /// - Throws: as the form with several arguments does.
  public func order(as names: [AxisName]) throws -> NamedArray {
    guard Set(names) == Set(self.names), names.count == self.names.count else {
      throw NamedAxisError.notSameAxes(
        operation: "order(as:)", found: namedShape, expected: NamedShape(names.map { ($0, namedShape[$0] ?? 0) }))
    }
    return try reordered(names)
  }

  /// The array laid out in memory as another one with the same names.
  ///
  /// - Throws: ``NamedAxisError/notSameAxes(operation:found:expected:)`` when the names or the numbers of positional
  ///   axes differ.
  public func order(like other: NamedArray) throws -> NamedArray {
    try checkValid()
    try other.checkValid()
    guard Set(names) == Set(other.names), positionalPlaces.count == other.positionalPlaces.count else {
      throw NamedAxisError.notSameAxes(operation: "order(like:)", found: namedShape, expected: other.namedShape)
    }
    let (mine, target) = (layout, other.layout)
    let permutation = target.compactMap { mine.firstIndex(of: $0) }
    return NamedArray(data: try data.transposed(permutation), axes: target)
  }

  /// The array with its named axes in the order of their names, after the positional ones.
  ///
  /// - Throws: errors of the array engine.
  public func canonicalized() throws -> NamedArray { try reordered(names.sorted()) }

  private func reordered(_ names: [AxisName]) throws -> NamedArray {
    try checkValid()
    let permutation = positionalPlaces + names.compactMap { place($0) }
    return NamedArray(data: try data.transposed(permutation), axes: names.map { .named($0) })
  }
}
