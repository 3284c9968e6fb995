internal import Arrays

/// How an array is brought into the axes of a result: matched by name, positional axes lined up at their ends.
struct AxisAlignment: Hashable, Sendable {
  /// Where each axis of the array goes in the result.
  let axes: [Int]
  /// The shape after that.
  let shape: [Int]

  /// - Parameters:
  ///   - shape: the sizes of the array.
  ///   - layout: what its axes are.
  ///   - target: what the axes of the result are, all of those of the array among them.
  ///   - sizes: the sizes of the axes of the result; those that the array lacks get size 1 where none are given.
  init(_ shape: [Int], _ layout: [NamedArray.Axis], to target: [NamedArray.Axis], sizes: [Int]? = nil) {
    let missing = Self.positionalCount(target) - Self.positionalCount(layout)
    axes = layout.compactMap { axis in
      if case .positional(let rank) = axis {
        target.firstIndex(of: .positional(rank + missing))
      } else {
        target.firstIndex(of: axis)
      }
    }
    if let sizes {
      self.shape = sizes
    } else {
      var sizes = [Int](repeating: 1, count: target.count)
      for (axis, size) in zip(axes, shape) { sizes[axis] = size }
      self.shape = sizes
    }
  }

  /// Whether the array has the axes of the result already.
  var isIdentity: Bool { axes.elementsEqual(0..<shape.count) }

  /// The array in the axes of the result.
  func callAsFunction(_ array: NDArray) throws -> NDArray { try array.broadcasted(to: shape, along: axes) }

  private static func positionalCount(_ layout: [NamedArray.Axis]) -> Int {
    layout.count { if case .positional = $0 { true } else { false } }
  }
}
