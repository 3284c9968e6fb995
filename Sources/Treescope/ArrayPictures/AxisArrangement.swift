/// Which axes lie along the height of a picture and which along the width, innermost first, by their places in the data.
struct AxisArrangement: Equatable {
  var rows: [Int]
  var columns: [Int]

  /// Adds the axes that have no place yet.
  ///
  /// A matrix without names keeps its rows and columns. Otherwise the largest axes are placed first, along the height
  /// unless that would make the picture higher than wide whatever comes after. Of the axes placed so, the last positional
  /// one is innermost, and named ones come after those with positions.
  ///
  /// - Parameters:
  ///   - axes: All axes.
  ///   - shownSizes: How many places of each axis are shown.
  ///   - rows: The axes that must lie along the height.
  ///   - columns: The axes that must lie along the width.
  ///   - others: The axes that lie nowhere, such as those with sliders.
  init(_ axes: [RenderedAxis], shownSizes: [Int], rows: [Int], columns: [Int], except others: [Int]) {
    let open = axes.indices.filter { !rows.contains($0) && !columns.contains($0) && !others.contains($0) }
    let isMatrix = axes.count == 2 && open.count == 2 && axes.allSatisfy { $0.name == nil }
    if isMatrix, Set(axes.map(\.position)) == [0, 1] {
      self.rows = [axes[0].position == 0 ? 0 : 1]
      self.columns = [axes[0].position == 0 ? 1 : 0]
      return
    }
    let ordered = open.enumerated().sorted { a, b in
      let (first, second) = (
        (shownSizes[a.element], axes[a.element].size), (shownSizes[b.element], axes[b.element].size)
      )
      return first == second ? a.offset < b.offset : first > second
    }
    func extent(_ axes: some Sequence<Int>) -> Double { axes.reduce(1) { $0 * Double(max(shownSizes[$1], 1)) } }
    var (height, width, left) = (extent(rows), extent(columns), extent(open))
    var (newRows, newColumns): ([Int], [Int]) = ([], [])
    for axis in ordered.map(\.element) {
      let size = extent([axis])
      left /= size
      if height * size > width * left {
        newColumns.append(axis)
        width *= size
      } else {
        newRows.append(axis)
        height *= size
      }
    }
    self.rows = rows + AxisArrangement.inOrder(newRows, axes)
    self.columns = columns + AxisArrangement.inOrder(newColumns, axes)
  }

  private static func inOrder(_ chosen: [Int], _ axes: [RenderedAxis]) -> [Int] {
    let positional = chosen.filter { axes[$0].position != nil }
    let named = chosen.filter { axes[$0].position == nil }
    return positional.sorted { (axes[$0].position ?? 0) > (axes[$1].position ?? 0) } + named
  }
}
