internal import Foundation

extension RandomKey {
  /// The integers from zero up to but without a number, in random order.
  ///
  /// - Returns: `int32` numbers.
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``, ``ArrayError/notRepresentable(value:dtype:)``.
  public func permutation(_ count: Int) throws -> NDArray {
    try permutation(NDArray.arange(count))
  }

  /// An array with the slices across an axis in random order.
  ///
  /// - Parameters:
  ///   - array: an array of one axis at least.
  ///   - axis: the axis.
  ///   - isIndependent: whether each line along the axis gets an order of its own.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func permutation(
    _ array: NDArray, axis: Int = 0, independently isIndependent: Bool = false
  ) throws -> NDArray {
    try requireSingle("permutation")
    let place = try NDArray.normalize(axis, rank: array.rank, for: "permutation")
    return try Permutation(axis: place, isIndependent: isIndependent)(data, array)
  }

  /// Elements of an array, or slices across one of its axes, drawn with or without putting them back.
  ///
  /// - Parameters:
  ///   - array: what is drawn from.
  ///   - shape: the shape of the draws, which takes the place of the axis.
  ///   - replacing: whether what was drawn can be drawn again.
  ///   - weights: a probability for each place of the axis; all are alike without. Those of draws with replacement
  ///     need not add up to one.
  ///   - axis: the axis that is drawn from.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` for more draws than there are places, when they are not
  ///   replaced, or for draws from an axis of size zero, ``ArrayError/shape(operation:expected:found:)`` for weights of
  ///   another shape, ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func choice(
    _ array: NDArray, shape: [Int] = [], replacing: Bool = true, weights: NDArray? = nil, axis: Int = 0
  ) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: array.rank, for: "choice")
    let size = array.shape[place]
    try check(shape, "choice")
    let draws = shape.reduce(1, *)
    guard draws == 0 || size > 0 else {
      throw ArrayError.argument(operation: "choice", problem: "nothing can be drawn from axis \(axis), of size 0")
    }
    guard replacing || draws <= size else {
      throw ArrayError.argument(
        operation: "choice", problem: "\(draws) draws without replacement need as many places, axis \(axis) has \(size)"
      )
    }
    if let weights {
      guard weights.shape == [size] else {
        throw ArrayError.shape(
          operation: "choice", expected: "one weight for each of the \(size) places of axis \(axis)",
          found: [weights.shape])
      }
      guard weights.dtype.isFloating else {
        throw ArrayError.dtype(operation: "choice", expected: "weights of a floating point dtype", found: weights.dtype)
      }
    }
    let choice = Choice(shape: shape, axis: place, isReplacing: replacing)
    return try choice.apply([data, array] + [weights].compactMap { $0 })[0]
  }

  /// Integers from zero up to but without a number, drawn with or without putting them back.
  ///
  /// - Returns: `int32` numbers of the given shape.
  /// - Throws: as the form for arrays does.
  public func choice(
    _ count: Int, shape: [Int] = [], replacing: Bool = true, weights: NDArray? = nil
  ) throws -> NDArray {
    try choice(NDArray.arange(count), shape: shape, replacing: replacing, weights: weights)
  }
}

/// Places sorted by random numbers, as often as it takes for two elements hardly ever to keep their order by equal ones.
///
/// Source: as `jax.random.permutation`: three bits of chance for each bit of the number of elements.
struct Permutation: Operation {
  static let operationName = "permutation"

  var axis: Int
  var isIndependent: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let array = operands[1]
    if isIndependent || array.rank == 1 { return [try shuffled(operands[0], array, axis: axis)] }
    let places = try shuffled(operands[0], NDArray.arange(array.shape[axis]), axis: 0)
    return [try array.take(places, axis: axis)]
  }

  private func shuffled(_ words: NDArray, _ array: NDArray, axis: Int) throws -> NDArray {
    var (key, result) = (RandomKey(words: words), array)
    let rounds = (3 * log(Double(max(array.count, 1))) / log(Double(UInt32.max))).rounded(.up)
    for _ in 0..<Int(rounds) {
      let keys = try key.split()
      key = keys[0]
      result = try Sort(axis: axis).apply([keys[1].bits(array.shape), result])[1]
    }
    return result
  }
}

struct Choice: Operation {
  static let operationName = "choice"

  var shape: [Int]
  var axis: Int
  var isReplacing: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (key, array) = (RandomKey(words: operands[0]), operands[1])
    let weights = operands.count > 2 ? operands[2] : nil
    var result = array.shape
    result.replaceSubrange(axis...axis, with: shape)
    guard !shape.contains(0) else { return [try NDArray.full(result, 0, dtype: array.dtype)] }
    let draws = shape.reduce(1, *)
    if weights == nil, !isReplacing {
      let drawn = try key.permutation(array, axis: axis).sliced(0..<draws, axis: axis)
      return [try drawn.reshaped(to: result)]
    }
    return [try array.take(places(key, weights, count: array.shape[axis], draws: draws), axis: axis)]
  }

  private func places(_ key: RandomKey, _ weights: NDArray?, count: Int, draws: Int) throws -> NDArray {
    guard let weights else { return try key.integers(shape, from: 0, to: NDArray(count)) }
    if isReplacing {
      let sums = try weights.cumulativeSum(axis: 0)
      let total = try sums.sliced(count - 1..<count, axis: 0).reshaped(to: [])
      return try sums.searchSorted(total * (1 - key.uniform(shape, dtype: weights.dtype)))
    }
    let noisy = try key.gumbel([count], dtype: weights.dtype) + weights.log()
    return try noisy.topK(draws).indices.reshaped(to: shape)
  }
}
