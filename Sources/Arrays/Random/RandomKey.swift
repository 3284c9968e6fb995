public import Trees

/// The state of a random number generator as a value: the same key always gives the same numbers.
///
/// Keys and numbers are those of `jax.random` with `threefry2x32` keys in partitionable mode, bit for bit.
public struct RandomKey: Sendable {
  /// The words of the key: `uint32`, the last axis of size 2; further axes hold further keys.
  public var data: NDArray

  /// A key from its words.
  ///
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` unless the array is `uint32` with a last axis of size 2.
  public init(data: NDArray) throws {
    guard data.dtype == .uint32, data.shape.last == 2 else {
      throw ArrayError.shape(
        operation: "RandomKey", expected: "uint32 words with a last axis of size 2", found: [data.shape])
    }
    self.data = data
  }

  /// A key from a seed; seeds that do not fit 32 bits use all their 64.
  ///
  /// - Throws: errors of the array engine.
  public init(_ seed: Int) throws {
    // A 32-bit seed, also a negative one, has no upper word in JAX's default mode.
    let high = Int(Int32(truncatingIfNeeded: seed)) == seed ? 0 : UInt32(truncatingIfNeeded: seed >> 32)
    data = try NDArray([high, UInt32(truncatingIfNeeded: seed)])
  }

  init(words: NDArray) { data = words }

  /// The shape of the array of keys; empty for a single one.
  public var shape: [Int] { Array(data.shape.dropLast()) }

  /// Keys from seeds that are integers of an array, perhaps a symbol; one key for each.
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` for other seeds than integers.
  public init(seeds: NDArray) throws {
    guard seeds.dtype.isInteger else {
      throw ArrayError.dtype(operation: "RandomKey", expected: "seeds of an integer dtype", found: seeds.dtype)
    }
    data = try KeysFromSeeds()(seeds)
  }

  /// A key that depends on this one and a number; an array of keys for an array of numbers.
  ///
  /// - Parameter numbers: integers of any shape, of which the lower 32 bits count.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` for more than one key,
  ///   ``ArrayError/dtype(operation:expected:found:)`` for other numbers than integers.
  public func foldIn(_ numbers: NDArray) throws -> RandomKey {
    try requireSingle("foldIn")
    guard numbers.dtype.isInteger else {
      throw ArrayError.dtype(operation: "foldIn", expected: "numbers of an integer dtype", found: numbers.dtype)
    }
    return RandomKey(words: try FoldIn()(data, numbers.astype(.uint32)))
  }

  /// An array of independent keys of the given shape.
  ///
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``.
  public func split(_ shape: [Int]) throws -> RandomKey {
    try requireSingle("split")
    try NDArray.checkSizes(shape, for: "split")
    return RandomKey(words: try SplitKey(shape: shape)(data))
  }

  /// Independent keys, one by one.
  ///
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``.
  public func split(into count: Int = 2) throws -> [RandomKey] {
    try requireSingle("split")
    try NDArray.checkSizes([count], for: "split")
    try MemoryLimit.require(Double(count) * 1000, for: "split")
    return try SplitKeys(count: count).apply([data]).map { RandomKey(words: $0) }
  }

  func requireSingle(_ operation: String) throws {
    guard data.rank == 1 else {
      throw ArrayError.rank(
        operation: operation, expected: "a single key, without axes (vmap takes an array of them)", found: data.rank - 1
      )
    }
  }
}

extension RandomKey: PyTree {
  /// Presents the words of the key.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("data", &data)
  }
}

/// The two words of a key as arrays of a shape.
private func words(_ key: NDArray, _ shape: [Int]) throws -> [NDArray] {
  try (0..<2).map { try key.sliced($0..<$0 + 1, axis: 0).reshaped(to: []).broadcasted(to: shape, along: []) }
}

/// The cipher on the numbers of the places of an array in row-major order, as upper and lower words.
func threefryBits(_ key: NDArray, shape: [Int]) throws -> [NDArray] {
  let keys = try words(key, shape)
  var place = try NDArray.full(shape, 0, dtype: .uint64)
  var stride = 1
  for axis in shape.indices.reversed() {
    place =
      try place + NDArray.iota(shape, axis: axis, dtype: .uint64) * NDArray(literal: .integer(stride), dtype: .uint64)
    stride *= max(shape[axis], 1)
  }
  let high = try place.shiftedRightLogically(NDArray(literal: .integer(32), dtype: .uint64)).astype(.uint32)
  return try Threefry2x32().apply([keys[0], keys[1], high, place.astype(.uint32)])
}

struct SplitKey: Operation {
  var shape: [Int]

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    [try NDArray.stack(threefryBits(operands[0], shape: shape), axis: -1)]
  }
}

/// As many keys, each on its own.
struct SplitKeys: Operation {
  var count: Int

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let keys = try SplitKey(shape: [count])(operands[0])
    return try (0..<count).map { try keys.sliced($0..<$0 + 1, axis: 0).reshaped(to: [2]) }
  }
}

/// The numbers of an array under the cipher.
struct FoldIn: Operation {
  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let shape = operands[1].shape
    let keys = try words(operands[0], shape)
    let zero = try NDArray.full(shape, 0, dtype: .uint32)
    return [try NDArray.stack(Threefry2x32().apply([keys[0], keys[1], zero, operands[1]]), axis: -1)]
  }
}

/// The upper and the lower words of seeds.
struct KeysFromSeeds: Operation {
  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let seeds = operands[0]
    let low = try seeds.astype(.uint32)
    // Seeds of fewer bits, also negative ones, have no upper word.
    guard seeds.dtype.bitCount == 64 else {
      return [try NDArray.stack([NDArray.full(seeds.shape, 0, dtype: .uint32), low], axis: -1)]
    }
    let high = try seeds.astype(.uint64).shiftedRightLogically(NDArray(literal: .integer(32), dtype: .uint64))
    return [try NDArray.stack([high.astype(.uint32), low], axis: -1)]
  }
}
