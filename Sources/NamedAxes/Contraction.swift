internal import Arrays

private struct ContractionKey: Hashable, Sendable {
  var contracting: [[Int]]
  var batch: [[Int]]
  var permutation: [Int]
  /// An axis of the right array along which it is cut into pieces, and where it is in the product.
  var cut: Cut?

  struct Cut: Hashable, Sendable {
    var axis: Int
    var productAxis: Int
  }
}

/// The sum over axes of the product of two arrays, matched by name.
///
/// Names that both have and that are not summed over run along. The result has the names of the left array in their
/// order, then the further ones of the right.
///
/// - Parameters:
///   - names: the axes to sum over; both arrays must have them, with equal sizes.
///   - left: an array without positional axes.
///   - right: an array without positional axes.
/// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``, ``NamedAxisError/sizes(operation:names:shapes:)``,
///   ``NamedAxisError/positionalAxesExist(operation:positionalShape:)``.
public func contract(_ names: [AxisName], _ left: NamedArray, _ right: NamedArray) throws -> NamedArray {
  for array in [left, right] where !array.positionalPlaces.isEmpty {
    throw NamedAxisError.positionalAxesExist(operation: "contract", positionalShape: array.positionalShape)
  }
  let union = try NamedArray.unionOfNames("contract", [left, right]).names
  let contracting = [
    try left.places(of: names, for: "contract"), try right.places(of: names, for: "contract"),
  ]
  // Without positional axes the names stand in the order of the axes.
  let (leftNames, rightNames) = (left.names, right.names)
  var batch: [[Int]] = [[], []]
  var (batchNames, leftFree): ([AxisName], [AxisName]) = ([], [])
  for (place, name) in leftNames.enumerated() where !names.contains(name) {
    if let other = rightNames.firstIndex(of: name) {
      batch[0].append(place)
      batch[1].append(other)
      batchNames.append(name)
    } else {
      leftFree.append(name)
    }
  }
  let rightFree = rightNames.filter { !names.contains($0) && !batchNames.contains($0) }
  let produced = batchNames + leftFree + rightFree
  let wanted = union.filter { !names.contains($0) }
  let permutation = wanted.compactMap { produced.firstIndex(of: $0) }
  let cut = rightFree.indices.first { isWidenedAtLength(left, right, rightFree[$0]) }.flatMap { place in
    rightNames.firstIndex(of: rightFree[place]).map { axis in
      ContractionKey.Cut(axis: axis, productAxis: batchNames.count + leftFree.count + place)
    }
  }
  let key = ContractionKey(contracting: contracting, batch: batch, permutation: permutation, cut: cut)
  let product = try Fused(key) { operands in
    let pieces = try key.cut.map { try operands[1].cut(into: 16, axis: $0.axis) } ?? [operands[1]]
    let products = try pieces.map { piece in
      try operands[0].dotGeneral(
        piece, contracting: (key.contracting[0], key.contracting[1]), batch: (key.batch[0], key.batch[1]))
    }
    let product = try key.cut.map { try NDArray.concatenate(products, axis: $0.productAxis) } ?? products[0]
    return [try product.transposed(key.permutation)]
  }([left.data, right.data])[0]
  return NamedArray(data: product, axes: wanted.map { .named($0) })
}

/// Whether an array must be made as wide as the other for their product, and is as long along an axis as a vocabulary:
/// whole it would often be the most of all that a model keeps in memory.
private func isWidenedAtLength(_ left: NamedArray, _ right: NamedArray, _ name: AxisName) -> Bool {
  right.dtype.isFloating && right.dtype.byteCount < left.dtype.byteCount && right.namedShape[name] ?? 0 >= 1 << 14
}

extension NDArray {
  /// Parts of about equal length along an axis.
  fileprivate func cut(into count: Int, axis: Int) throws -> [NDArray] {
    try split(at: (1..<count).map { $0 * shape[axis] / count }, axis: axis)
  }
}

extension NamedArray {
  /// The sum over axes of the product with another array, matched by name; see ``contract(_:_:_:)``.
  ///
  /// - Throws: as that does.
  public func dot(_ other: NamedArray, over names: AxisName...) throws -> NamedArray {
    try contract(names, self, other)
  }
}
