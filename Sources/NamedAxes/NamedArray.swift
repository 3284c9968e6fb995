public import Arrays
public import Trees

/// An array whose axes are each either named or positional.
///
/// Operations see positional axes in their order, as in `NDArray`; named axes are carried along, matched by name. An
/// axis is moved between the two with ``tag(_:)-(AxisName...)`` and ``untag(_:)-(AxisName...)``, which move no data.
public struct NamedArray: Sendable {
  /// What an axis of the data is.
  package enum Axis: Hashable, Sendable {
    case named(AxisName)
    /// A positional axis, by its rank among those listed.
    case positional(Int)
  }

  /// The elements.
  public internal(set) var data: NDArray

  /// What the last axes of the data are; all axes before them are positional, in order.
  ///
  /// Counted from the end, so that a transformation that adds or takes away a first axis leaves the names true.
  var axes: [Axis]

  package init(data: NDArray, axes: [Axis]) {
    self.data = data
    self.axes = axes
    while let first = self.axes.first, case .positional(0) = first {
      self.axes.removeFirst()
      self.axes = self.axes.map { axis in
        if case .positional(let rank) = axis { .positional(rank - 1) } else { axis }
      }
    }
  }

  /// An array with all axes positional.
  public init(_ array: NDArray) {
    data = array
    axes = []
  }

  /// An array with all axes named, in order.
  ///
  /// - Throws: ``NamedAxisError`` unless there are as many different names as axes.
  public init(_ array: NDArray, _ names: AxisName...) throws {
    self = try NamedArray(array).tag(names)
  }

  /// How many axes at the front are positional without being listed.
  var prefixCount: Int { Swift.max(0, data.rank - axes.count) }

  /// The listed axes that the data has; fewer than listed only when the data was replaced by one with too few axes.
  private var presentAxes: ArraySlice<Axis> { axes.suffix(data.rank) }

  /// Checks that the data has all axes that are listed, which an edit of the data alone can break.
  ///
  /// - Throws: ``NamedAxisError/invalid(names:shape:)``.
  public func checkValid() throws {
    guard data.rank >= axes.count else {
      throw NamedAxisError.invalid(
        names: axes.compactMap { if case .named(let name) = $0 { name } else { nil } }, shape: data.shape)
    }
  }

  /// The type of the elements.
  public var dtype: DType { data.dtype }

  /// The sizes of the positional axes, in their order.
  public var positionalShape: [Int] { positionalPlaces.map { data.shape[$0] } }

  /// The named axes and their sizes, in the order in which they stand in memory.
  public var namedShape: NamedShape {
    NamedShape(places.map { ($0.name, data.shape[$0.place]) })
  }

  /// The names, in the order in which they stand in memory.
  public var names: [AxisName] { places.map(\.name) }

  /// The named axes and where they are in the data.
  var places: [(name: AxisName, place: Int)] {
    let prefix = prefixCount
    return presentAxes.enumerated().compactMap { position, axis in
      if case .named(let name) = axis { (name, prefix + position) } else { nil }
    }
  }

  /// Where the positional axes are in the data, in their order.
  var positionalPlaces: [Int] {
    let prefix = prefixCount
    let listed = presentAxes.enumerated().compactMap { position, axis -> (rank: Int, place: Int)? in
      if case .positional(let rank) = axis { (rank, prefix + position) } else { nil }
    }
    return Array(0..<prefix) + listed.sorted { $0.rank < $1.rank }.map(\.place)
  }

  /// Where an axis is in the data.
  func place(_ name: AxisName) -> Int? {
    places.first { $0.name == name }?.place
  }

  /// For each axis of the data, what it is.
  var layout: [Axis] {
    (0..<prefixCount).map { .positional($0) }
      + presentAxes.map { axis in
        if case .positional(let rank) = axis { .positional(rank + prefixCount) } else { axis }
      }
  }
}

extension NamedArray: PyTree {
  /// Presents the data as a child, and what its axes are as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("data", &data)
    try walker.constant("axes", axes)
  }
}

/// An array with all axes positional, or with the given names in order.
///
/// - Throws: ``NamedAxisError`` unless there are no names, or as many different ones as axes.
public func wrap(_ array: NDArray, _ names: AxisName...) throws -> NamedArray {
  names.isEmpty ? NamedArray(array) : try NamedArray(array).tag(names)
}
