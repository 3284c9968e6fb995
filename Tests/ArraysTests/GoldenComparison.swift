import Arrays
import TestSupport

/// How close results must be to the recorded ones.
///
/// The plain figures are those of JAX's own tests: float32 1e-6, float64 1e-15, float16 1e-3, bfloat16 1e-2. Integers
/// and booleans must be equal whatever is allowed.
struct Tolerance {
  var float32 = 1e-6
  var float64 = 1e-15
  var float16 = 1e-3
  var bfloat16 = 1e-2

  /// Every bit the same, NaNs aside.
  static let exact = Tolerance(float32: 0, float64: 0, float16: 0, bfloat16: 0)
  /// The figures of JAX's own tests.
  static let plain = Tolerance()

  func relative(_ dtype: DType) -> Double {
    switch dtype {
    case .float32: float32
    case .float64: float64
    case .float16: float16
    case .bfloat16: bfloat16
    default: 0
    }
  }

  /// A tolerance wider by a factor where it is not exact.
  func times(_ factor: Double) -> Tolerance {
    Tolerance(
      float32: float32 * factor, float64: float64 * factor, float16: float16 * factor, bfloat16: bfloat16 * factor)
  }
}

/// How far two lists of numbers are apart, if further than allowed; `nil` when they agree.
func difference(
  _ found: some Collection<Double>, _ wanted: some Collection<Double>, relative: Double, absolute: Double = 0
) -> String? {
  guard found.count == wanted.count else { return "\(found.count) elements, expected \(wanted.count)" }
  for (place, (x, y)) in zip(found, wanted).enumerated() {
    if x == y || (x.isNaN && y.isNaN) { continue }
    if absolute == .infinity { continue }
    if y.isFinite, abs(x - y) <= absolute + relative * abs(y) { continue }
    return "element \(place) is \(x), expected \(y) (off by \(abs(x - y) / max(abs(y), .leastNormalMagnitude)))"
  }
  return nil
}

/// How far two arrays are apart, if further than a number of units in the last place; `nil` when they agree.
func unitDifference(_ found: NDArray, _ wanted: NDArray, allowed units: Double) throws -> String? {
  guard found.type == wanted.type else { return "type \(found.type), expected \(wanted.type)" }
  for (place, (x, y)) in try zip(found.doubles(), wanted.doubles()).enumerated() {
    if x == y || (x.isNaN && y.isNaN) { continue }
    let unit = y.isFinite ? y.magnitude.binade * wanted.dtype.mantissaUnit : 0
    if abs(x - y) <= units * unit { continue }
    return "element \(place) is \(x), expected \(y) (\(abs(x - y) / unit) units apart)"
  }
  return nil
}

extension DType {
  /// The distance from one to the next greater number of a floating point type.
  var mantissaUnit: Double {
    switch self {
    case .float16: 0x1p-10
    case .bfloat16: 0x1p-7
    case .float32: 0x1p-23
    case .float64: 0x1p-52
    default: 0
    }
  }

  /// The least positive normal number of a floating point type: XLA takes what is smaller as zero on the CPU.
  var leastNormal: Double {
    switch self {
    case .float16: Double(Float16.leastNormalMagnitude)
    case .float32, .bfloat16: Double(Float.leastNormalMagnitude)
    case .float64: .leastNormalMagnitude
    default: 0
    }
  }
}

extension NDArray {
  /// The bytes of each element.
  func elementBytes() throws -> [ArraySlice<UInt8>] {
    let (bytes, size) = (try bytes(), dtype.byteCount)
    return (0..<count).map { bytes[$0 * size..<($0 + 1) * size] }
  }
}
