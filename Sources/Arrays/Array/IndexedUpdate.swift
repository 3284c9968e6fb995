internal import StableHLO

/// An array with the part that a plan names combined with values, the second operand; index arrays follow.
struct IndexedUpdate: Operation {
  var plan: IndexPlan
  var combination: Scatter.Combination
  var outOfBounds: OutOfBounds
  var promises: IndexPromises

  static let operationName = "Indexing"

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (x, values, arrays) = (operands[0], operands[1], operands.dropFirst(2))
    let view = try plan.view(of: x)
    let picked = plan.masked == nil ? try NDArray.broadcastShape(arrays.map(\.shape), for: Self.operationName) : [1]
    let shape = plan.resultShape(view.shape, picked: picked)
    guard let spread = try? NDArray.broadcastShape([values.shape, shape], for: Self.operationName), spread == shape
    else { throw misfit(values, shape) }
    if view.shape.contains(0) || shape.contains(0) { return [x] }
    let updates = try values.broadcasted(to: shape).reshaped(to: plan.pickedShape(view.shape, picked: picked))
    let changed =
      if let masked = plan.masked {
        try choose(operands[2], masked, view, updates)
      } else if plan.addressed.isEmpty {
        try combination(view, updates)
      } else {
        try scatter(view, updates, plan.places(arrays, in: view.shape, picked, outOfBounds))
      }
    return [try plan.writing(changed, into: x)]
  }

  /// What is wrong with values that do not broadcast to the part they update.
  private func misfit(_ values: NDArray, _ shape: [Int]) -> ArrayError {
    .shape(
      operation: Self.operationName,
      expected: "values that broadcast to shape \(shape)"
        + (plan.masked == nil
          ? "" : " (how many elements a mask chooses is not known: use where(_:_:_:) for a value for each of them)"),
      found: [values.shape])
  }

  /// Combined where a mask is true; the updates are the same at all places of the mask.
  private func choose(_ mask: NDArray, _ axes: Range<Int>, _ view: NDArray, _ updates: NDArray) throws -> NDArray {
    let others = view.shape.indices.filter { !axes.contains($0) }
    let spread = try updates.reshaped(to: others.map { view.shape[$0] }).broadcasted(to: view.shape, along: others)
    let isChosen = try mask.broadcasted(to: view.shape, along: Array(axes))
    return try Select()(isChosen, combination(view, spread), view)
  }

  /// Combined at the places that index arrays name.
  private func scatter(_ view: NDArray, _ updates: NDArray, _ places: [NDArray]) throws -> NDArray {
    if places[0].rank == 0, outOfBounds != .drop {
      // A single box: no place is met twice, and boxes outside are moved in.
      let corner = try plan.corner(places, rank: view.rank)
      let sizes = view.shape.keeping(plan.addressed)
      let box = try combination(
        DynamicSlice(sizes: sizes).apply([view] + corner)[0], updates.reshaped(to: sizes))
      return try DynamicUpdateSlice().apply([view, box] + corner)[0]
    }
    let inside =
      try outOfBounds == .clip
      ? zip(places, plan.addressed).map { try $0.clamped(toAxisOfSize: view.shape[$1]) } : places
    return try IndexVectors(inside, axes: plan.addressed, at: plan.pickedPlace, of: view.shape)
      .scatter(view, updates, combination, promises)
  }
}
