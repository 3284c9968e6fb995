package import Arrays

private struct AlignedKey: Hashable, Sendable {
  var operation: String
  var alignments: [AxisAlignment]
}

extension NamedArray {
  /// An elementwise operation on operands matched by name; positional axes broadcast as in NumPy.
  ///
  /// The result has every name of every operand, in the order in which they are first seen.
  ///
  /// - Parameters:
  ///   - operation: the name, which must tell operations apart.
  ///   - body: the operation on arrays of broadcastable shapes, elementwise.
  /// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, ``NamedAxisError/positionalShapes(operation:shapes:)``.
  package static func elementwise(
    _ operation: String, _ operands: [NamedArray], _ body: @escaping @Sendable ([NDArray]) throws -> NDArray
  ) throws -> NamedArray {
    let first = operands[0]
    if operands.dropFirst().allSatisfy({ $0.axes == first.axes && $0.data.shape == first.data.shape }) {
      return NamedArray(uncheckedData: try body(operands.map(\.data)), axes: first.axes)
    }
    let layout = try commonLayout(operation, operands)
    let alignments = operands.map { AxisAlignment($0.data.shape, $0.layout, to: layout) }
    // Numbers without axes go as they are, so that weakly typed ones still yield to the dtype of what they meet.
    if zip(operands, alignments).allSatisfy({ $0.data.rank == 0 || $1.isIdentity }) {
      return NamedArray(data: try body(operands.map(\.data)), axes: layout)
    }
    let fused = Fused(AlignedKey(operation: operation, alignments: alignments)) { arrays in
      [try body(zip(arrays, alignments).map { try $1($0) })]
    }
    return NamedArray(data: try fused(operands.map(\.data))[0], axes: layout)
  }

  /// An array whose listed axes are known to be in normal form.
  init(uncheckedData data: NDArray, axes: [Axis]) {
    self.data = data
    self.axes = axes
  }

  /// The axes of the result: those of an operand that has all of them, or the positional ones and then all names.
  private static func commonLayout(_ operation: String, _ operands: [NamedArray]) throws -> [Axis] {
    let names = try unionOfNames(operation, operands).names
    let shapes = operands.map(\.positionalShape)
    let rank = shapes.map(\.count).max() ?? 0
    for axis in 1..<(rank + 1) {
      let sizes = Set(shapes.compactMap { $0.count >= axis ? $0[$0.count - axis] : nil }).subtracting([1])
      guard sizes.count <= 1 else {
        throw NamedAxisError.positionalShapes(operation: operation, shapes: shapes)
      }
    }
    if let whole = operands.first(where: { $0.names == names && $0.positionalPlaces.count == rank }) {
      return whole.layout
    }
    return (0..<rank).map { .positional($0) } + names.map { .named($0) }
  }

  /// The axes of all operands by name, in the order in which they are first seen.
  static func unionOfNames(_ operation: String, _ operands: [NamedArray]) throws -> NamedShape {
    var union = NamedShape()
    var conflicts: [AxisName] = []
    for operand in operands {
      try operand.checkValid()
      for (name, size) in operand.namedShape {
        if let known = union[name], known != size, !conflicts.contains(name) { conflicts.append(name) }
        union[name] = union[name] ?? size
      }
    }
    guard conflicts.isEmpty else {
      throw NamedAxisError.sizes(operation: operation, names: conflicts, shapes: operands.map(\.namedShape))
    }
    return union
  }
}
