internal import Arrays

extension NamedIndexPlan {
  /// The part of the array.
  ///
  /// - Parameter read: reads the part of a plain array.
  func get(_ read: (IndexedPart) throws -> NDArray) throws -> NamedArray {
    guard !indexArrays.isEmpty else {
      // Nothing to map over, and no index that is computed.
      let part = try array.data.at.indexed(by: engineIndices([], mapped: []))
      return NamedArray(data: try read(part), axes: partLayout(mapped: []))
    }
    let shared = indexNames.names.filter { array.place($0) != nil && !indexed.contains($0) }
    let outputs = try AxisMap.call(
      "Indexing", [array.data] + indexArrays.map(\.data), over: axes(shared, [])
    ) { arrays in
      [try read(arrays[0].at.indexed(by: engineIndices(Array(arrays.dropFirst()), mapped: shared)))]
    }
    return NamedArray(outputs[0], names: shared, own: partLayout(mapped: shared))
  }

  /// The array with the part changed.
  ///
  /// Names that only the index arrays or the values have are given to the array: each place along them gets a copy that
  /// is changed by itself.
  ///
  /// - Parameters:
  ///   - values: broadcast to the part.
  ///   - change: changes the part of a plain array.
  func update(_ values: NamedArray, _ change: (IndexedPart, NDArray) throws -> NDArray) throws -> NamedArray {
    try values.checkValid()
    let mapped = indexNames.names
    try checkNames(of: values)
    let known = mapped + array.names + insertions.compactMap { $0 }
    let added = NamedShape(values.namedShape.filter { !known.contains($0.name) }.map { ($0.name, $0.size) })
    guard added.isEmpty else {
      return try repeating(added).update(values, change)
    }
    let layout = partLayout(mapped: mapped)
    let given = values.layout(without: mapped)
    let outputs = try AxisMap.call(
      "Indexing", [array.data] + indexArrays.map(\.data) + [values.data], over: axes(mapped, [values])
    ) { arrays in
      let indices = try engineIndices(Array(arrays.dropFirst().dropLast()), mapped: mapped)
      let part = arrays[0].at.indexed(by: indices)
      let update = arrays[arrays.count - 1]
      try checkPositionalShape(update.shape, given, against: part.get().shape, layout)
      return [try change(part, update.aligned(given, to: layout))]
    }
    return NamedArray(outputs[0], names: mapped, own: array.layout(without: mapped))
  }

  /// The axes to map over: where they are in the array, the index arrays and further arrays.
  private func axes(_ names: [AxisName], _ others: [NamedArray]) -> [AxisMap.Axis] {
    let sizes = indexNames
    return names.map { name in
      AxisMap.Axis(
        places: ([array] + indexArrays + others).map { $0.place(name) }, size: sizes[name] ?? 1, name: AxisLabel(name))
    }
  }

  /// Refuses values with names that the part cannot have, or with other sizes than it has.
  private func checkNames(of values: NamedArray) throws {
    let taken = (indexNames.names + values.names).filter(indexed.contains)
    guard taken.isEmpty else {
      throw NamedAxisError.repeatedNames(operation: "Indexing", names: taken, existing: array.namedShape)
    }
    let fixed = array.namedShape.merging(indexNames).removing(sliced)
    let conflicts = values.namedShape.filter { fixed[$0.name] != nil && fixed[$0.name] != $0.size }.map(\.name)
    guard conflicts.isEmpty else {
      throw NamedAxisError.sizes(operation: "Indexing", names: conflicts, shapes: [fixed, values.namedShape])
    }
  }

  /// Refuses values that do not broadcast to the positional axes of the part.
  private func checkPositionalShape(
    _ values: [Int], _ given: [NamedArray.Axis], against part: [Int], _ layout: [NamedArray.Axis]
  ) throws {
    func positional(_ shape: [Int], _ layout: [NamedArray.Axis]) -> [Int] {
      zip(shape, layout).compactMap { size, axis -> (rank: Int, size: Int)? in
        if case .positional(let rank) = axis { (rank, size) } else { nil }
      }.sorted { $0.rank < $1.rank }.map(\.size)
    }
    let (found, wanted) = (positional(values, given), positional(part, layout))
    guard found.count <= wanted.count,
      zip(found, wanted.suffix(found.count)).allSatisfy({ $0 == 1 || $0 == $1 })
    else { throw NamedAxisError.update(positionalShape: found, part: wanted) }
  }
}
