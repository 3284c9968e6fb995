import StableHLO

@testable import Arrays

/// The cases of all primitives.
enum PrimitiveCases {
  static let all: [PrimitiveCase] =
    unaries + binaries + conversions + shapes + joins + reductions + contractions + indexing + dynamicSlices
    + sorting + random + control + effects + special + windows + linearAlgebra + complexNumbers

  /// Primitives that a transformation replaces before anything is compiled: CollectivesTests and CustomDerivativesTests
  /// hold them to their rules.
  static let replaced: [any Primitive.Type] = [
    AllGather.self, AllToAll.self, AxisExtremum.self, AxisPermute.self, AxisSum.self, CustomPullback.self,
    CustomVJPCall.self, ItemIndex.self,
  ]

  static let floating = DType.allCases.filter(\.isFloating)
  static let numeric = DType.allCases.filter { $0 != .bool }

  /// An elementwise primitive on every dtype of its domain, with refusals of those outside.
  static func elementwise<P: ElementwisePrimitive>(
    _ primitive: P, _ operands: [OperandCase], domain: Domain = P.domain, order: Int = 2
  ) -> PrimitiveCase {
    let accepted = DType.allCases.filter(domain.contains)
    let refused = DType.allCases.filter { !domain.contains($0) }
    var rejected = refused.map { dtype in operands.map { ArrayType($0.shape, dtype) } }
    if operands.count > 1, let dtype = accepted.first, let other = accepted.last {
      rejected.append([ArrayType([2], dtype), ArrayType([3], dtype)])
      rejected.append([ArrayType([2, 1], dtype), ArrayType([2], dtype)])
      rejected.append([ArrayType([2], dtype), ArrayType([2], other)])
    }
    return PrimitiveCase(
      primitive: primitive, operands: operands, dtypes: accepted, derivativeOrder: order, rejected: rejected)
  }

  /// A primitive with one operand.
  private static func unary<P: ElementwisePrimitive>(
    _ primitive: P, _ range: ClosedRange<Double> = -2...2, order: Int = 2
  ) -> PrimitiveCase {
    elementwise(primitive, [.array([2, 4], range)], order: order)
  }

  static let unaries: [PrimitiveCase] = [
    unary(Absolute(), 0.5...2),
    unary(Absolute(), -2 ... -0.5),
    unary(Ceiling(), 1.1...1.9),
    unary(ComplementaryErrorFunction(), -1.5...3),
    unary(Cosine(), -4...4),
    unary(CubeRoot(), 0.5...3),
    unary(CubeRoot(), -3 ... -0.5),
    unary(CountLeadingZeros()),
    unary(Digamma(), 0.5...4),
    unary(ErrorFunction()),
    unary(Exponential()),
    unary(ExponentialMinusOne()),
    unary(Floor(), -1.9 ... -1.1),
    unary(HyperbolicCosine()),
    unary(HyperbolicSine()),
    unary(HyperbolicTangent()),
    unary(InverseCosine(), -0.8...0.8),
    unary(InverseErrorFunction(), -0.8...0.8),
    unary(InverseHyperbolicCosine(), 1.2...4),
    unary(InverseHyperbolicSine(), -3...3),
    unary(InverseHyperbolicTangent(), -0.8...0.8),
    unary(InverseSine(), -0.8...0.8),
    unary(InverseTangent()),
    unary(IsFinite()),
    unary(LogGamma(), 0.5...4),
    unary(LogGamma(), -1.8 ... -1.2),
    unary(Logarithm(), 0.3...3),
    unary(LogarithmOfOnePlus(), -0.7...3),
    unary(Logistic(), -4...4),
    unary(Negate()),
    elementwise(Negate(), [.array([])]),
    unary(Not()),
    unary(Polygamma(order: 1), 0.5...4),
    unary(Polygamma(order: 2), 0.5...4),
    unary(PopulationCount()),
    unary(ReciprocalSquareRoot(), 0.3...3),
    unary(Round(), 1.6...2.4),
    unary(Sign(), 0.5...2),
    unary(Sine(), -4...4),
    unary(SquareRoot(), 0.3...3),
    unary(Tangent(), -1.2...1.2),
  ]

  /// A primitive with two operands.
  private static func binary<P: ElementwisePrimitive>(
    _ primitive: P, _ left: OperandCase = .array([2, 4]), _ right: OperandCase = .array([2, 4]),
    domain: Domain = P.domain
  ) -> PrimitiveCase {
    elementwise(primitive, [left, right], domain: domain)
  }

  static let binaries: [PrimitiveCase] =
    [
      binary(Add()),
      binary(Add(), .array([]), .array([])),
      binary(And()),
      binary(ArcTangent2(), .array([2, 4], 0.5...2), .array([2, 4])),
      binary(ArcTangent2(), .array([2, 4]), .array([2, 4], 0.5...2)),
      binary(Divide(), .array([2, 4]), .array([2, 4], 0.5...2, integers: 1...5)),
      binary(Divide(), .array([2, 4]), .array([2, 4], -2 ... -0.5, integers: 1...5)),
      binary(LogAddExp()),
      // The operands come no closer than the step of the finite differences.
      binary(Maximum(), .array([2, 4], -2...0), .array([2, 4], 0.1...2)),
      binary(Maximum(), .array([2, 4], 0.1...2), .array([2, 4], -2...0)),
      binary(Minimum(), .array([2, 4], -2...0), .array([2, 4], 0.1...2)),
      binary(Minimum(), .array([2, 4], 0.1...2), .array([2, 4], -2...0)),
      binary(Multiply()),
      binary(Multiply(), .array([]), .array([])),
      binary(Or()),
      binary(Power(), .array([2, 4], 0.5...2), .array([2, 4], -2...2, integers: 0...3)),
      binary(Remainder(), .array([2, 4], 2.1...2.9), .array([2, 4], 1.1...1.4, integers: 1...5)),
      binary(Remainder(), .array([2, 4], -2.9 ... -2.1), .array([2, 4], 1.1...1.4, integers: 1...5)),
      binary(ShiftLeft(), .array([2, 4]), .array([2, 4], integers: 0...7)),
      binary(ShiftRightArithmetic(), .array([2, 4], integers: -100...100), .array([2, 4], integers: 0...7)),
      binary(ShiftRightLogical(), .array([2, 4], integers: -100...100), .array([2, 4], integers: 0...7)),
      binary(Subtract()),
      binary(Xor()),
    ]
    + FunctionBuilder.Comparison.allCases.map { direction in
      binary(
        Compare(direction: direction), .array([2, 4], integers: 0...2), .array([2, 4], integers: 0...2),
        domain: direction == .equal || direction == .notEqual ? .any : .ordered)
    }

  static let conversions: [PrimitiveCase] =
    DType.allCases.map { dtype in
      // Floats stay within the range of unsigned types, outside of which conversion is not defined.
      PrimitiveCase(
        primitive: Convert(dtype: dtype), operands: [.array([2, 4], 0.6...0.9, integers: 0...100)],
        dtypes: DType.allCases, rounding: dtype.isInexact && dtype.component != .float64 ? dtype.roundingTolerance : 0)
    }
    + [
      PrimitiveCase(
        primitive: Select(),
        operands: [.array([2, 4], dtype: .bool), .array([2, 4]), .array([2, 4])], dtypes: DType.allCases,
        rejected: [
          [ArrayType([2], .int32), ArrayType([2], .float32), ArrayType([2], .float32)],
          [ArrayType([3], .bool), ArrayType([2], .float32), ArrayType([2], .float32)],
          [ArrayType([2], .bool), ArrayType([2], .float32), ArrayType([3], .float32)],
          [ArrayType([2], .bool), ArrayType([2], .float32), ArrayType([2], .float64)],
        ]),
      PrimitiveCase(
        primitive: NoDerivative(operation: "gamma"), operands: [.array([2, 4])], dtypes: DType.allCases,
        derivativeOrder: 0),
      PrimitiveCase(
        primitive: StopGradient(), operands: [.array([2, 4])], dtypes: DType.allCases, derivativeOrder: nil),
    ]
    + [DType.bool, .uint8, .uint16, .uint32, .uint64].map { bits in
      let sameWidth = DType.allCases.filter {
        $0.byteCount == bits.byteCount && ($0 == .bool) == (bits == .bool) && !$0.isComplex
      }
      return PrimitiveCase(
        primitive: BitcastConvert(dtype: bits), operands: [.array([2, 4])], dtypes: sameWidth,
        rejected: DType.allCases.filter { !sameWidth.contains($0) }.map { [ArrayType([2], $0)] })
    }

  static let effects: [PrimitiveCase] =
    (try? TextTemplate("conformance: {} and {}")).map { text in
      [
        PrimitiveCase(
          primitive: DebugPrint(text: text), operands: [.array([2, 4]), .array([])], dtypes: DType.allCases,
          derivativeOrder: 0, rejected: [[], [ArrayType([2], .float32)]])
      ]
    } ?? []

  static let random: [PrimitiveCase] = [
    PrimitiveCase(
      primitive: Threefry2x32(),
      operands: (0..<4).map { _ in .array([2, 4], integers: 0...4_000_000_000, dtype: .uint32) }, dtypes: [.uint32],
      rejected: [
        [],
        [[2], [2], [2]].map { ArrayType($0, .uint32) },
        [[2], [2], [2], [3]].map { ArrayType($0, .uint32) },
        [[2], [2], [2], [2]].map { ArrayType($0, .int32) },
      ])
  ]
}
