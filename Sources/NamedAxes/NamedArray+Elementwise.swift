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
    let (layout, sizes) = try commonLayout(operation, operands)
    let alignments = operands.map { AxisAlignment($0.data.shape, $0.layout, to: layout, sizes: sizes) }
    // Numbers without axes go as they are, so that weakly typed ones still yield to the dtype of what they meet.
    if zip(operands, alignments).allSatisfy({ $0.data.rank == 0 || $1.isIdentity }) {
      return NamedArray(data: try body(operands.map(\.data)), axes: layout)
    }
    let fused = Fused(AlignedKey(operation: operation, alignments: alignments)) { arrays in
      [try body(zip(arrays, alignments).map { $0.rank == 0 ? $0 : try $1($0) })]
    }
    return NamedArray(data: try fused(operands.map(\.data))[0], axes: layout)
  }

  /// An array whose listed axes are known to be in normal form.
  init(uncheckedData data: NDArray, axes: [Axis]) {
    self.data = data
    self.axes = axes
  }

  /// The axes of the result and their sizes: those of an operand that has all names, or the positional ones and then
  /// all names.
  private static func commonLayout(
    _ operation: String, _ operands: [NamedArray]
  ) throws -> (axes: [Axis], sizes: [Int]) {
    if let common = commonNames(operands) { return common }
    let union = try unionOfNames(operation, operands)
    let shapes = operands.map(\.positionalShape)
    let rank = shapes.map(\.count).max() ?? 0
    var positional = [Int](repeating: 1, count: rank)
    for axis in 1..<(rank + 1) {
      let sizes = Set(shapes.compactMap { $0.count >= axis ? $0[$0.count - axis] : nil }).subtracting([1])
      guard sizes.count <= 1 else {
        throw NamedAxisError.positionalShapes(operation: operation, shapes: shapes)
      }
      positional[rank - axis] = sizes.first ?? 1
    }
    let whole = operands.first { $0.names == union.names && $0.positionalPlaces.count == rank }
    let axes = whole?.layout ?? (0..<rank).map { .positional($0) } + union.names.map { .named($0) }
    let sizes = axes.map { axis in
      switch axis {
      case .positional(let number): positional[number]
      case .named(let name): union[name] ?? 1
      }
    }
    return (axes, sizes)
  }

  /// The same where all axes are named and their sizes agree, which is most of the time; `nil` elsewhere.
  private static func commonNames(_ operands: [NamedArray]) -> (axes: [Axis], sizes: [Int])? {
    var names: [Axis] = []
    var sizes: [Int] = []
    for operand in operands {
      guard operand.axes.count == operand.data.rank else { return nil }
      for (axis, size) in zip(operand.axes, operand.data.shape) {
        guard case .named = axis else { return nil }
        if let place = names.firstIndex(of: axis) {
          guard sizes[place] == size else { return nil }
        } else {
          names.append(axis)
          sizes.append(size)
        }
      }
    }
    return (names, sizes)
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
