internal import Arrays

/// Indices worked out for the axes of a named array.
///
/// Each axis of the data has an index of its own where it stands, so that nothing is moved to be indexed; what the axes of
/// the result are is only noted. The axes that named index arrays share with the array, or give it, are mapped over.
struct NamedIndexPlan {
  /// The index of an axis of the data.
  enum Entry {
    case plain(AxisIndex)
    /// The number of an index array.
    case array(Int)

    /// Whether the axis stays, perhaps cut.
    var isKept: Bool { if case .plain(.range) = self { true } else { false } }
    /// Whether an integer or an index array stands here.
    var isPicking: Bool { !isKept }
  }

  /// Where a positional axis of the part comes from.
  enum Origin: Equatable {
    case picked
    case kept(Int)
    case inserted(Int)
  }

  private(set) var array: NamedArray
  /// For each axis of the data.
  private(set) var entries: [Entry]
  /// The index arrays, plain ones with positional axes only.
  private(set) var indexArrays: [NamedArray] = []
  /// The new axes, which come first: their names, or `nil` for positional ones.
  private(set) var insertions: [AxisName?] = []
  /// The positional axes of the part, in order.
  private(set) var positional: [Origin] = []
  /// The named axes that the indices cut but keep.
  private(set) var sliced: [AxisName] = []
  /// The named axes that integers and index arrays take away.
  private(set) var indexed: [AxisName] = []

  private init(_ array: NamedArray) throws {
    try array.checkValid()
    self.array = array
    entries = array.layout.map { _ in .plain(.all) }
  }

  /// Indices by name: the axes of index arrays come before the array's own positional ones.
  init(_ indices: NamedIndices, of array: NamedArray) throws {
    try self.init(array)
    let names = indices.entries.map(\.name)
    guard names.repeated.isEmpty else {
      throw NamedAxisError.repeatedNames(operation: "Indexing", names: names.repeated, existing: array.namedShape)
    }
    for (name, index) in indices.entries {
      if case .plain(.insertion) = index {
        insertions.append(name)
        continue
      }
      let place = try array.place(of: name, for: "Indexing")
      if case .plain(.rest) = index {
        throw ArrayError.argument(
          operation: "Indexing", problem: ".ellipsis stands for positional axes, not for the axis \(name)")
      }
      if case .plain(.element(let number)) = index {
        let size = array.data.shape[place]
        guard -size..<size ~= number else {
          throw NamedAxisError.indexOutOfRange(name: name, index: number, size: size)
        }
      }
      try set(index, at: place)
      if entries[place].isKept { sliced.append(name) } else { indexed.append(name) }
    }
    positional = (indexArrays.isEmpty ? [] : [.picked]) + array.positionalPlaces.map { .kept($0) }
    try checkNames()
  }

  /// Indices of the positional axes in their order, by NumPy's rules; named axes are whole.
  init(_ indices: [NamedIndex], of array: NamedArray) throws {
    try self.init(array)
    let isRest = indices.map { if case .plain(.rest) = $0 { true } else { false } }
    let isNew = indices.map { if case .plain(.insertion) = $0 { true } else { false } }
    let places = array.positionalPlaces
    let count = indices.count - isRest.count { $0 } - isNew.count { $0 }
    guard count <= places.count else { throw ArrayError.tooManyIndices(count: count, rank: places.count) }
    guard isRest.count(where: { $0 }) <= 1 else {
      throw ArrayError.argument(operation: "Indexing", problem: "only one .ellipsis can stand among the indices")
    }
    var complete = indices
    let whole = [NamedIndex](repeating: .plain(.all), count: places.count - count)
    if let rest = isRest.firstIndex(of: true) {
      complete.replaceSubrange(rest...rest, with: whole)
    } else {
      complete += whole
    }
    var rest = places[...]
    var picking: [Int] = []
    for (position, index) in complete.enumerated() {
      if case .plain(.insertion) = index {
        positional.append(.inserted(insertions.count))
        insertions.append(nil)
        continue
      }
      let place = rest.removeFirst()
      if case .plain(.element(let number)) = index {
        let (rank, size) = (places.count - rest.count - 1, array.data.shape[place])
        guard -size..<size ~= number else {
          throw ArrayError.indexOutOfRange(operation: "Indexing", index: number, axis: rank, size: size)
        }
      }
      try set(index, at: place)
      guard entries[place].isPicking else {
        positional.append(.kept(place))
        continue
      }
      if picking.isEmpty { positional.append(.picked) }
      picking.append(position)
    }
    // NumPy: the axes of index arrays go to the place of the indices when these stand side by side, to the front
    // otherwise.
    let isTogether = picking.last.map { $0 - picking[0] + 1 == picking.count } ?? true
    if indexArrays.isEmpty || !isTogether { positional.removeAll { $0 == .picked } }
    if !indexArrays.isEmpty && !isTogether { positional.insert(.picked, at: 0) }
    try checkNames()
  }

  private mutating func set(_ index: NamedIndex, at place: Int) throws {
    let places: NamedArray
    switch index {
    case .plain(.places(let plain)): places = NamedArray(plain)
    case .places(let named): places = named
    case .plain(let plain):
      entries[place] = .plain(plain)
      return
    }
    guard places.dtype.isInteger else {
      throw ArrayError.dtype(
        operation: "Indexing", expected: "an index array of integers (choose by booleans with where(_:_:_:))",
        found: places.dtype)
    }
    entries[place] = .array(indexArrays.count)
    indexArrays.append(places)
  }

  /// The same indices of the array repeated along new names, which come last in its data.
  func repeating(_ names: NamedShape) throws -> NamedIndexPlan {
    var plan = self
    plan.array = try array.broadcasted(to: array.positionalShape, named: names)
    plan.entries += names.map { _ in .plain(.all) }
    return plan
  }

  /// Refuses names that the part would have twice.
  private func checkNames() throws {
    let union = try NamedArray.unionOfNames("Indexing", indexArrays)
    let own = array.names.filter { !indexed.contains($0) }
    let repeated =
      insertions.compactMap { $0 }.filter { own.contains($0) || union.contains($0) } + sliced.filter(union.contains)
    guard repeated.isEmpty else {
      throw NamedAxisError.repeatedNames(operation: "Indexing", names: repeated, existing: array.namedShape)
    }
    let conflicts = union.names.filter { own.contains($0) && array.namedShape[$0] != union[$0] }
    guard conflicts.isEmpty else {
      throw NamedAxisError.sizes(
        operation: "Indexing", names: conflicts, shapes: [array.namedShape] + indexArrays.map(\.namedShape))
    }
  }
}
