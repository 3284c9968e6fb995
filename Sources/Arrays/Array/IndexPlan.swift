/// Indices worked out for a shape: a box with steps that the static ones cut, and what the arrays pick from it.
struct IndexPlan: Hashable, Sendable {
  /// The box, before steps backwards are turned round.
  var starts: [Int] = []
  var limits: [Int] = []
  var strides: [Int] = []
  var reversed: [Int] = []
  /// The axes of the operand that single integers remove.
  var removed: [Int] = []
  /// The axes, among those that remain, that index arrays address, in order.
  var addressed: [Int] = []
  /// The axes, among those that remain, that a boolean mask chooses from.
  var masked: Range<Int>?
  /// What the axes of the result are, in order.
  var layout: [ResultAxis] = []

  /// Where an axis of the result comes from.
  enum ResultAxis: Hashable, Sendable {
    /// The next axis of the operand that remains as it is.
    case kept
    /// A new axis of size one.
    case inserted
    /// The axes of the index arrays, all together.
    case picked
  }

  /// The plan of some indices, and the arrays among them.
  ///
  /// - Throws: ``ArrayError/tooManyIndices(count:rank:)``, ``ArrayError/indexOutOfRange(operation:index:axis:size:)``,
  ///   ``ArrayError/argument(operation:problem:)`` for two ellipses, a step of zero or a mask among other arrays,
  ///   ``ArrayError/shape(operation:expected:found:)`` for a mask that does not fit its axes,
  ///   ``ArrayError/dtype(operation:expected:found:)`` for index arrays that do not hold integers.
  static func make(_ indices: [AxisIndex], for shape: [Int]) throws -> (plan: IndexPlan, arrays: [NDArray]) {
    var builder = Builder(shape: shape)
    for index in try complete(indices, rank: shape.count) { try builder.add(index) }
    return (builder.finished(), builder.arrays)
  }

  /// The indices with the ellipsis, or the end, replaced by whole axes.
  private static func complete(_ indices: [AxisIndex], rank: Int) throws -> [AxisIndex] {
    var consumed = 0
    var ellipsis: Int?
    for (position, index) in indices.enumerated() {
      switch index {
      case .insertion: break
      case .rest:
        guard ellipsis == nil else {
          throw ArrayError.argument(operation: "Indexing", problem: "only one .ellipsis can stand among the indices")
        }
        ellipsis = position
      case .element, .range: consumed += 1
      case .places(let array): consumed += array.dtype == .bool ? array.rank : 1
      }
    }
    guard consumed <= rank else { throw ArrayError.tooManyIndices(count: consumed, rank: rank) }
    let whole = [AxisIndex](repeating: .range(from: nil, to: nil, by: 1), count: rank - consumed)
    guard let ellipsis else { return indices + whole }
    return Array(indices[..<ellipsis]) + whole + indices[(ellipsis + 1)...]
  }

  /// Goes through the indices from left to right.
  private struct Builder {
    let shape: [Int]
    var plan = IndexPlan()
    var arrays: [NDArray] = []
    private var axis = 0
    /// The places in the layout at which index arrays and integers stood.
    private var advanced: [Int] = []
    private var position = 0

    init(shape: [Int]) { self.shape = shape }

    mutating func add(_ index: AxisIndex) throws {
      defer { position += 1 }
      switch index {
      case .insertion:
        plan.layout.append(.inserted)
      case .rest:
        break
      case .element(let place):
        let size = shape[axis]
        guard -size..<size ~= place else {
          throw ArrayError.indexOutOfRange(operation: "Indexing", index: place, axis: axis, size: size)
        }
        let start = place < 0 ? place + size : place
        cut(start, start + 1, 1)
        plan.removed.append(axis)
        enter()
      case .range(let start, let stop, let step):
        try addRange(start, stop, step)
        plan.layout.append(.kept)
      case .places(let mask) where mask.dtype == .bool:
        try addMask(mask)
        return
      case .places(let array):
        guard array.dtype.isInteger else {
          throw ArrayError.dtype(
            operation: "Indexing", expected: "an index array of integers, or a mask of booleans", found: array.dtype)
        }
        guard plan.masked == nil else { throw Self.mixedMask }
        plan.addressed.append(axis - plan.removed.count)
        arrays.append(array)
        cut(0, shape[axis], 1)
        enter()
      }
      if case .insertion = index { return }
      axis += 1
    }

    private static var mixedMask: ArrayError {
      .argument(
        operation: "Indexing",
        problem: "a mask of booleans cannot stand beside other index arrays. Choose with where(_:_:_:)")
    }

    private mutating func addMask(_ mask: NDArray) throws {
      guard arrays.isEmpty else { throw Self.mixedMask }
      let axes = axis..<axis + mask.rank
      guard mask.shape == Array(shape[axes]) else {
        throw ArrayError.shape(
          operation: "Indexing", expected: "a mask of the sizes \(Array(shape[axes])) of its axes", found: [mask.shape])
      }
      plan.masked = axis - plan.removed.count..<axis - plan.removed.count + mask.rank
      arrays.append(mask)
      for axis in axes { cut(0, shape[axis], 1) }
      axis += mask.rank
      enter()
    }

    /// Notes that an integer or an index array stood here.
    private mutating func enter() {
      if advanced.isEmpty { plan.layout.append(.picked) }
      advanced.append(position)
    }

    private mutating func cut(_ start: Int, _ limit: Int, _ stride: Int) {
      plan.starts.append(start)
      plan.limits.append(limit)
      plan.strides.append(stride)
    }

    /// Python's rule: bounds outside of the axis stand for its ends.
    private mutating func addRange(_ start: Int?, _ stop: Int?, _ step: Int) throws {
      guard step != 0, step != .min else {
        throw ArrayError.argument(operation: "Indexing", problem: "the step of a slice must not be \(step)")
      }
      let size = shape[axis]
      func clamp(_ bound: Int, _ low: Int, _ high: Int) -> Int {
        Swift.min(Swift.max(bound < 0 ? bound + size : bound, low), high)
      }
      if step > 0 {
        let first = start.map { clamp($0, 0, size) } ?? 0
        let limit = stop.map { clamp($0, 0, size) } ?? size
        // A step past the end reaches the first place only.
        cut(first, Swift.max(first, limit), Swift.min(step, Swift.max(size, 1)))
        return
      }
      let last = start.map { clamp($0, -1, size - 1) } ?? size - 1
      let beyond = stop.map { clamp($0, -1, size - 1) } ?? -1
      let count = last > beyond ? (last - beyond - 1) / -step + 1 : 0
      guard count > 0 else { return cut(0, 0, 1) }
      cut(last - (count - 1) * -step, last + 1, Swift.min(-step, size))
      if count > 1 { plan.reversed.append(axis) }
    }

    /// The plan, with the picked axes where NumPy puts them: in the place of the indices when those stand side by
    /// side, first otherwise.
    func finished() -> IndexPlan {
      var plan = plan
      guard !arrays.isEmpty else {
        plan.layout.removeAll { $0 == .picked }
        return plan
      }
      let areTogether = advanced.last.map { $0 - advanced[0] + 1 == advanced.count } ?? true
      if !areTogether {
        plan.layout.removeAll { $0 == .picked }
        plan.layout.insert(.picked, at: 0)
      }
      return plan
    }
  }
}
