internal import Arrays

extension NamedIndexPlan {
  /// The names of all index arrays and their sizes.
  var indexNames: NamedShape {
    NamedShape(indexArrays.flatMap { array in array.namedShape.map { ($0.name, $0.size) } })
  }

  /// How many positional axes the index arrays have together.
  var pickedRank: Int { indexArrays.map { $0.positionalPlaces.count }.max() ?? 0 }

  /// How many positional axes the part has.
  var positionalRank: Int { positional.reduce(0) { $0 + ($1 == .picked ? pickedRank : 1) } }

  /// What the axes of the part are, in the order in which the array engine gives them, without those mapped over.
  ///
  /// - Parameter mapped: the names mapped over; the engine does not see these.
  func partLayout(mapped: [AxisName]) -> [NamedArray.Axis] {
    var ranks: [(origin: Origin, rank: Int)] = []
    var next = 0
    for origin in positional {
      ranks.append((origin, next))
      next += origin == .picked ? pickedRank : 1
    }
    func rank(of origin: Origin) -> Int { ranks.first { $0.origin == origin }?.rank ?? 0 }
    let picked =
      (0..<pickedRank).map { NamedArray.Axis.positional(rank(of: .picked) + $0) }
      + indexNames.names.filter { !mapped.contains($0) }.map { .named($0) }
    var layout = insertions.enumerated().map { number, name in
      name.map { NamedArray.Axis.named($0) } ?? .positional(rank(of: .inserted(number)))
    }
    var (picking, pickedPlace) = ([Int](), 0)
    for (position, place) in visible(mapped: mapped).enumerated() {
      if entries[place].isPicking {
        if picking.isEmpty { pickedPlace = layout.count }
        picking.append(position)
      } else if case .named(let name) = array.layout[place] {
        layout.append(.named(name))
      } else {
        layout.append(.positional(rank(of: .kept(place))))
      }
    }
    guard !indexArrays.isEmpty else { return layout }
    let isTogether = picking.last.map { $0 - picking[0] + 1 == picking.count } ?? true
    layout.insert(contentsOf: picked, at: isTogether ? pickedPlace : 0)
    return layout
  }

  /// The indices for the array engine, given the index arrays without the axes mapped over.
  func engineIndices(_ arrays: [NDArray], mapped: [AxisName]) throws -> [AxisIndex] {
    let free = indexNames.names.filter { !mapped.contains($0) }
    let target = (0..<pickedRank).map { NamedArray.Axis.positional($0) } + free.map { .named($0) }
    let aligned = try zip(indexArrays, arrays).map { index, array in
      try array.aligned(index.layout(without: mapped), to: target)
    }
    return insertions.map { _ in .insertion }
      + visible(mapped: mapped).map { place in
        switch entries[place] {
        case .plain(let index): index
        case .array(let number): .places(aligned[number])
        }
      }
  }

  /// The axes of the data that the array engine sees: those not mapped over.
  ///
  /// An axis that is indexed can have the name of a mapped one: it is not the one meant.
  private func visible(mapped: [AxisName]) -> [Int] {
    array.layout.indices.filter { place in
      if case .named(let name) = array.layout[place], !indexed.contains(name) { !mapped.contains(name) } else { true }
    }
  }
}

extension NamedArray {
  /// What the axes of the data are, without those of some names.
  func layout(without names: [AxisName]) -> [Axis] {
    layout.filter { if case .named(let name) = $0 { !names.contains(name) } else { true } }
  }
}

extension NDArray {
  /// The array brought into the axes of a target; a number stays one, and keeps its weak type.
  func aligned(_ layout: [NamedArray.Axis], to target: [NamedArray.Axis]) throws -> NDArray {
    rank == 0 ? self : try AxisAlignment(shape, layout, to: target)(self)
  }
}
