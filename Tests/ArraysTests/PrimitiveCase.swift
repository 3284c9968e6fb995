import Testing

@testable import Arrays

/// A primitive with static parameters, and operands to hold it to its rules on.
struct PrimitiveCase: Sendable, CustomTestStringConvertible {
  var primitive: any Primitive
  var operands: [OperandCase]
  /// The element types that stand in for those of operands without one of their own.
  var dtypes: [DType]
  /// How many times the primitive can be differentiated; `nil` when it means to hide its derivative.
  var derivativeOrder: Int? = 2
  /// How coarsely the primitive rounds float64 on its way.
  var rounding = 0.0
  /// Operand types that must be refused.
  var rejected: [[ArrayType]] = []

  var testDescription: String {
    "\(primitive.label) on \(operands.map { "\($0.dtype?.rawValue ?? "")\($0.shape)" }.joined(separator: ", "))"
  }

  /// The operand types for an element type.
  func types(_ dtype: DType) -> [ArrayType] {
    operands.map { ArrayType($0.shape, $0.dtype ?? dtype) }
  }

  /// The primitive as a graph of one equation.
  func graph(_ dtype: DType) throws -> Graph {
    try Trace.record("conformance", types(dtype)) { try primitive.apply($0) }.graph
  }

  /// Numbers for each operand, the same at every call with the same seed; complex ones by two.
  func values(_ dtype: DType, seed: UInt64 = 1) -> [[Double]] {
    var numbers = NumberSequence(seed: seed)
    return operands.map { $0.values($0.dtype ?? dtype, &numbers) }
  }

  /// The operands on the device.
  func arrays(_ dtype: DType, seed: UInt64 = 1) throws -> [NDArray] {
    try zip(types(dtype), values(dtype, seed: seed)).map { try NDArray(components: $1, type: $0) }
  }
}

/// An operand of a case: its shape and where its numbers come from.
struct OperandCase: Sendable {
  var shape: [Int]
  /// The element type; that of the case when absent.
  var dtype: DType?
  /// The range of floating point numbers, in which the primitive is smooth.
  var range: ClosedRange<Double>
  /// The range of integers; negative ones are left out for unsigned types.
  var integers: ClosedRange<Int>
  /// What is added on the diagonal of matrices on the last two axes.
  var diagonal = 0.0

  static func array(
    _ shape: [Int], _ range: ClosedRange<Double> = -2...2, integers: ClosedRange<Int> = -5...5, dtype: DType? = nil
  ) -> OperandCase {
    OperandCase(shape: shape, dtype: dtype, range: range, integers: integers)
  }

  fileprivate func values(_ dtype: DType, _ numbers: inout NumberSequence) -> [Double] {
    let count = shape.reduce(1, *) * (dtype.isComplex ? 2 : 1)
    let columns = shape.last ?? 1
    return (0..<count).map { place in
      let part = numbers.next()
      switch dtype.category {
      case .boolean: return part < 0.5 ? 0 : 1
      case .floating, .complex:
        let isOnDiagonal = diagonal != 0 && place % (columns * columns) % (columns + 1) == 0
        return range.lowerBound + part * (range.upperBound - range.lowerBound) + (isOnDiagonal ? diagonal : 0)
      case .signed, .unsigned:
        let low = dtype.category == .unsigned ? max(0, integers.lowerBound) : integers.lowerBound
        return Double(low) + (part * Double(integers.upperBound - low + 1)).rounded(.down)
      }
    }
  }
}

/// Numbers from zero up to one, the same on every run (SplitMix64).
struct NumberSequence {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x2545_F491_4F6C_DD1D }

  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) / Double(1 << 53)
  }

  /// An array of numbers between -1 and 1.
  mutating func direction(like type: ArrayType) throws -> NDArray {
    let count = type.count * (type.dtype.isComplex ? 2 : 1)
    return try NDArray(components: (0..<count).map { _ in next() * 2 - 1 }, type: type)
  }
}

extension NDArray {
  /// An array from what `doubles()` gives: of complex numbers real and imaginary parts by turns.
  init(components: [Double], type: ArrayType) throws {
    guard type.dtype.isComplex else {
      self = try NDArray(components, shape: type.shape, dtype: type.dtype)
      return
    }
    let parts = try (0...1).map { part in
      try NDArray(
        stride(from: part, to: components.count, by: 2).map { components[$0] }, shape: type.shape,
        dtype: type.dtype.component)
    }
    self = try NDArray.complex(parts[0], parts[1])
  }
}

extension DType {
  /// How far two ways of computing the same may be apart, relative to the size of the numbers.
  var roundingTolerance: Double {
    switch component {
    case .float64: 1e-12
    case .float32: 1e-5
    case .float16: 4e-3
    case .bfloat16: 3e-2
    default: 0
    }
  }
}

/// The greatest distance between two lists of numbers, relative to one and the greatest of them; NaNs match NaNs.
func distance(_ x: [Double], _ y: [Double]) -> Double {
  guard x.count == y.count else { return .infinity }
  let scale = 1 + (x + y).reduce(0) { max($0, $1.isFinite ? abs($1) : 0) }
  return zip(x, y).reduce(0) { greatest, pair in
    if pair.0 == pair.1 || (pair.0.isNaN && pair.1.isNaN) { return greatest }
    let difference = abs(pair.0 - pair.1)
    return difference.isFinite ? max(greatest, difference / scale) : .infinity
  }
}
