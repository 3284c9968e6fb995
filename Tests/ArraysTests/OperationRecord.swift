import Arrays
import TestSupport
import Testing

/// A recorded call of an operation with static parameters, with derivatives to second order where there are some.
struct OperationRecord: Decodable, Sendable {
  var op: String
  var group: String?
  var params: [String: GoldenParameter]
  var inputs: [GoldenArray]
  var outputs: [GoldenArray]
  /// What the outputs are multiplied with before they are summed and differentiated.
  var weights: [GoldenArray]?
  /// The gradients of that sum.
  var first: [GoldenArray]?
  /// The gradients of the sum of the squares of the first ones.
  var second: [GoldenArray]?

  typealias Function = @Sendable ([NDArray], OperationRecord) throws -> [NDArray]

  func integers(_ name: String) -> [Int]? { params[name]?.integers }
  func bool(_ name: String) -> Bool { params[name]?.bool ?? false }
  func string(_ name: String) -> String { params[name]?.string ?? "" }

  /// Compares the values and derivatives of a function with the recorded ones.
  func check(_ function: @escaping Function, _ tolerance: Tolerance) throws {
    let arrays = try inputs.map { try $0.array() }
    let results = try function(arrays, self)
    #expect(results.count == outputs.count, "\(label)")
    for (found, golden) in zip(results, outputs) {
      let wanted = try golden.array()
      // JAX with 64-bit types takes integers as float64 where ours become float32.
      let isNarrowed = wanted.dtype == .float64 && found.dtype == .float32 && arrays.allSatisfy(\.dtype.isInteger)
      #expect(found.type == wanted.type || isNarrowed && found.shape == wanted.shape, "\(label)")
      let problem = compare(try found.doubles(), try wanted.doubles(), tolerance.relative(found.dtype.component))
      #expect(problem == nil, "\(label): \(problem ?? "")")
    }
    guard let weights, let first else { return }
    let factors = try weights.map { try $0.array() }
    let gradient: ([NDArray]) throws -> [NDArray] = grad { (arrays: [NDArray]) in
      try zip(function(arrays, self), factors).reduce(NDArray(0.0)) { sum, pair in
        guard pair.0.dtype.isInexact else { return sum }
        return try sum + (Self.real(pair.0, isSquared: pair.0.dtype.isComplex) * pair.1).sum()
      }
    }
    try compare(gradient(arrays), first, "gradient")
    guard let second else { return }
    let curvature = grad { (arrays: [NDArray]) in
      try gradient(arrays).reduce(NDArray(0.0)) { try $0 + Self.real($1, isSquared: true).sum() }
    }
    try compare(curvature(arrays), second, "second derivative")
  }

  /// The operation and what tells its call apart.
  private var label: String { "\(op) \(params) of \(inputs.map { "\($0.dtype)\($0.shape)" }) \(group ?? "")" }

  /// The squares of the magnitudes, or real numbers as they are.
  private static func real(_ x: NDArray, isSquared: Bool) throws -> NDArray {
    guard isSquared else { return x }
    return try x.dtype.isComplex ? x.real().squared() + x.imag().squared() : x.squared()
  }

  /// Derivatives are compared relative to the greatest of each array, too: terms cancel.
  private func compare(_ found: [NDArray], _ wanted: [GoldenArray], _ what: String) throws {
    for (place, (x, golden)) in zip(found, wanted).enumerated() {
      let y = try golden.array()
      #expect(x.type == y.type, "\(what) \(place) of \(label)")
      let tolerance = y.dtype.component == .float64 ? 1e-8 : 1e-4
      let problem = compare(try x.doubles(), try y.doubles(), tolerance)
      #expect(problem == nil, "\(what) \(place) of \(label): \(problem ?? "")")
    }
  }

  /// How far numbers are apart, relative to each and, for sums of many terms, to a tenth of the greatest; what cancels
  /// to zero may leave a millionth of that of ordinary numbers.
  private func compare(_ found: [Double], _ wanted: [Double], _ tolerance: Double) -> String? {
    let scale = wanted.reduce(0) { $1.isFinite ? Swift.max($0, Swift.abs($1)) : $0 }
    return difference(found, wanted, relative: tolerance, absolute: tolerance * (scale * 0.1 + 1e-6))
  }
}

/// The recorded calls of a subject, by operation.
struct OperationRecords: Sendable {
  let records: [OperationRecord]
  /// What reading the file failed with.
  let problem: String?

  init(_ subject: String) {
    do {
      (records, problem) = (try Golden<OperationRecord>.load(subject), nil)
    } catch {
      (records, problem) = ([], "\(error)")
    }
  }

  var operations: [String] { Set(records.map(\.op)).sorted() }

  func check(_ operation: String, _ functions: [String: OperationRecord.Function], _ tolerance: Tolerance) throws {
    let function = try #require(functions[operation], "no function of ours is named for \(operation)")
    for record in records where record.op == operation { try record.check(function, tolerance) }
  }
}
