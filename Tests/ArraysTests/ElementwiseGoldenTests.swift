import Arrays
import Foundation
import TestSupport
import Testing

/// Elementwise operations against the values that JAX gives, over dtypes and edge values, and their derivatives.
@Suite struct ElementwiseGoldenTests {
  struct Record: Decodable, Sendable {
    var op: String
    var group: String
    var inputs: [GoldenArray]
    var outputs: [GoldenArray]
    var first: [GoldenArray]?
    var second: [GoldenArray]?
  }

  static let records = Result { try Golden<Record>.load("elementwise") }

  /// All recorded operations; none when the file cannot be read, which ``everyRecordIsRead()`` reports.
  static let operations = Set(((try? records.get()) ?? []).map(\.op)).sorted()

  typealias Function = @Sendable ([NDArray]) throws -> NDArray

  static let functions: [String: Function] = [
    "neg": { try -$0[0] }, "abs": { try $0[0].abs() }, "sign": { try $0[0].sign() },
    "square": { try $0[0].squared() }, "reciprocal": { try $0[0].reciprocal() },
    "exp": { try $0[0].exp() }, "exp2": { try $0[0].exp2() }, "expm1": { try $0[0].expm1() },
    "log": { try $0[0].log() }, "log2": { try $0[0].log2() }, "log10": { try $0[0].log10() },
    "log1p": { try $0[0].log1p() }, "sqrt": { try $0[0].sqrt() }, "rsqrt": { try $0[0].rsqrt() },
    "cbrt": { try $0[0].cbrt() }, "sin": { try $0[0].sin() }, "cos": { try $0[0].cos() },
    "tan": { try $0[0].tan() }, "asin": { try $0[0].asin() }, "acos": { try $0[0].acos() },
    "atan": { try $0[0].atan() }, "sinh": { try $0[0].sinh() }, "cosh": { try $0[0].cosh() },
    "tanh": { try $0[0].tanh() }, "asinh": { try $0[0].asinh() }, "acosh": { try $0[0].acosh() },
    "atanh": { try $0[0].atanh() }, "logistic": { try $0[0].sigmoid() }, "logit": { try $0[0].logit() },
    "erf": { try $0[0].erf() }, "erfc": { try $0[0].erfc() }, "erf_inv": { try $0[0].erfInv() },
    "lgamma": { try $0[0].lgamma() }, "digamma": { try $0[0].digamma() }, "floor": { try $0[0].floor() },
    "ceil": { try $0[0].ceil() }, "round": { try $0[0].round() }, "trunc": { try $0[0].truncated() },
    "isfinite": { try $0[0].isFinite() }, "isnan": { try $0[0].isNaN() }, "isinf": { try $0[0].isInfinite() },
    "relu": { try $0[0].relu() }, "relu6": { try $0[0].relu6() }, "leaky_relu": { try $0[0].leakyRelu() },
    "elu": { try $0[0].elu() }, "selu": { try $0[0].selu() }, "celu": { try $0[0].celu() },
    "gelu_tanh": { try $0[0].gelu() }, "gelu_exact": { try $0[0].gelu(approximate: false) },
    "silu": { try $0[0].silu() }, "softplus": { try $0[0].softplus() }, "soft_sign": { try $0[0].softSign() },
    "log_sigmoid": { try $0[0].logSigmoid() }, "hard_tanh": { try $0[0].hardTanh() },
    "hard_sigmoid": { try $0[0].hardSigmoid() }, "mish": { try $0[0].mish() },
    "bitwise_not": { try $0[0].logicalNot() }, "logical_not": { try $0[0].logicalNot() },
    "population_count": { try $0[0].populationCount() }, "count_leading_zeros": { try $0[0].countLeadingZeros() },
    "add": { try $0[0] + $0[1] }, "sub": { try $0[0] - $0[1] }, "mul": { try $0[0] * $0[1] },
    "div": { try $0[0] / $0[1] }, "floor_divide": { try $0[0].floorDivided(by: $0[1]) },
    "remainder": { try $0[0] % $0[1] }, "fmod": { try $0[0].truncatedRemainder(dividingBy: $0[1]) },
    "power": { try $0[0].power($0[1]) }, "maximum": { try $0[0].maximum($0[1]) },
    "minimum": { try $0[0].minimum($0[1]) }, "atan2": { try $0[0].atan2($0[1]) },
    "hypot": { try $0[0].hypot($0[1]) }, "logaddexp": { try $0[0].logAddExp($0[1]) },
    "copysign": { try $0[0].withSign(of: $0[1]) }, "eq": { try $0[0] .== $0[1] }, "ne": { try $0[0] .!= $0[1] },
    "lt": { try $0[0] .< $0[1] }, "le": { try $0[0] .<= $0[1] }, "gt": { try $0[0] .> $0[1] },
    "ge": { try $0[0] .>= $0[1] }, "and": { try $0[0].logicalAnd($0[1]) }, "or": { try $0[0].logicalOr($0[1]) },
    "xor": { try $0[0].logicalXor($0[1]) }, "shift_left": { try $0[0].shiftedLeft($0[1]) },
    "shift_right_arithmetic": { try $0[0].shiftedRight($0[1]) },
    "shift_right_logical": { try $0[0].shiftedRightLogically($0[1]) },
    "shift_right": { operands in
      try operands[0].dtype.category == .unsigned
        ? operands[0].shiftedRightLogically(operands[1]) : operands[0].shiftedRight(operands[1])
    },
  ]

  /// Operations that are wider than plain, or exact; those that compare, round or work on integers are exact anyway.
  static let tolerances: [String: Tolerance] = [
    "neg": .exact, "abs": .exact, "sign": .exact, "floor": .exact, "ceil": .exact, "round": .exact, "trunc": .exact,
    "relu": .exact, "relu6": .exact, "hard_tanh": .exact, "add": .exact, "sub": .exact, "mul": .exact,
    "maximum": .exact, "minimum": .exact, "copysign": .exact, "square": .exact,
    // At the greatest float64 the two compilers' cube roots differ in the last digits.
    "cbrt": Tolerance(float64: 2e-14),
  ]

  /// What small floats may differ by beside the relative tolerance.
  ///
  /// The results come of a difference of greater numbers, which one compiler rounds to the dtype and the other does
  /// not. JAX's own tests allow as much as the relative figure: 1e-3 and 1e-2.
  static let absolute: [String: [DType: Double]] = [
    "gelu_exact": [.bfloat16: 2e-4], "logaddexp": [.float16: 1e-3], "softplus": [.float16: 1e-3],
    "log_sigmoid": [.float16: 1e-3],
  ]

  /// What a number that may count as zero can give: XLA flushes denormal numbers in most places, not in all.
  private func allowedForDenormals(_ operation: String, _ dtype: DType) -> Double {
    switch operation {
    case "cbrt": cbrt(dtype.leastNormal)
    case "log": .infinity
    default: dtype.leastNormal
    }
  }

  @Test func everyRecordIsRead() throws {
    #expect(try Self.records.get().count == 1411)
    for operation in Self.operations {
      #expect(Self.functions[operation] != nil, "no function of ours is named for \(operation)")
    }
  }

  /// The records of an operation and dtype are put end to end, so that one program serves them all.
  @Test(arguments: operations) func valuesAgree(_ operation: String) throws {
    let function = try #require(Self.functions[operation])
    let records = try Self.records.get().filter { $0.op == operation && $0.group != "derivative" }
    for (dtype, records) in Dictionary(grouping: records, by: { $0.inputs[0].dtype }) {
      let result = try function(joined(records, \.inputs))
      let wanted = try joined(records, \.outputs)[0]
      // JAX takes integers of 64 bits as float64; here all integers are taken as float32, as in its default mode.
      let isNarrowed = dtype.hasSuffix("int64") && wanted.dtype == .float64 && result.dtype == .float32
      #expect(result.dtype == wanted.dtype || isNarrowed, "\(operation) of \(dtype)")
      if !wanted.dtype.isFloating {
        var (found, expected) = (try result.elementBytes(), try wanted.elementBytes())
        if operation == "power" {
          // JAX reads the lowest six bits of an exponent, also of a negative one; here 1/xⁿ is cut off to an integer.
          let exponents = try joined(records, \.inputs)[1].doubles()
          let places = exponents.indices.filter { (0..<64).contains(exponents[$0]) }
          (found, expected) = (places.map { found[$0] }, places.map { expected[$0] })
        }
        #expect(found == expected, "\(operation) of \(dtype)")
        continue
      }
      let found = try result.doubles()
      let expected = try (isNarrowed ? wanted.astype(.float32) : wanted).doubles()
      let tolerance = (Self.tolerances[operation] ?? .plain).relative(result.dtype)
      var start = 0
      for record in records {
        let range = start..<start + record.outputs[0].shape.reduce(1, *)
        start = range.upperBound
        let problem = difference(
          found[range], expected[range], relative: tolerance,
          absolute: record.group == "denormal"
            ? allowedForDenormals(operation, result.dtype) : Self.absolute[operation]?[result.dtype] ?? 0)
        #expect(problem == nil, "\(operation) of \(dtype), \(record.group): \(problem ?? "")")
      }
    }
  }

  /// Arrays of several records end to end.
  private func joined(_ records: [Record], _ arrays: (Record) -> [GoldenArray]) throws -> [NDArray] {
    let lists = records.map(arrays)
    return try lists[0].indices.map { position in
      let parts = lists.map { $0[position] }
      let dtype = try #require(DType(rawValue: parts[0].dtype))
      let bytes = parts.flatMap(\.bytes)
      return try bytes.withUnsafeBytes {
        try NDArray(bytes: $0, type: ArrayType([bytes.count / dtype.byteCount], dtype))
      }
    }
  }

  /// Partial derivatives of first and second order, each by reverse mode.
  @Test(arguments: operations) func derivativesAgree(_ operation: String) throws {
    let function = try #require(Self.functions[operation])
    for record in try Self.records.get() where record.op == operation && record.group == "derivative" {
      let inputs = try record.inputs.map { try $0.array() }
      let first = try #require(record.first)
      let second = try #require(record.second)
      func partial(_ function: @escaping Function, _ position: Int) -> Function {
        { operands in
          try grad { (x: NDArray) in
            var operands = operands
            operands[position] = x
            return try function(operands).sum()
          }(operands[position])
        }
      }
      for i in inputs.indices {
        let slope = partial(function, i)
        let problem = try difference(slope(inputs), first[i].array(), relative: 1e-5, absolute: 1e-6)
        #expect(problem == nil, "\(operation), by operand \(i): \(problem ?? "")")
        for j in inputs.indices {
          let curvature = try partial(slope, j)(inputs)
          let wanted = try second[i * inputs.count + j].array()
          let problem = try difference(curvature, wanted, relative: 1e-5, absolute: 1e-6)
          #expect(problem == nil, "\(operation), by operands \(i) and \(j): \(problem ?? "")")
        }
      }
    }
  }
}
