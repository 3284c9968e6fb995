import Arrays
import TestSupport
import Testing

/// Special functions and the rest of the elementwise ones against JAX.
@Suite struct SpecialGoldenTests {
  static let golden = OperationRecords("special")

  static func one(_ body: @escaping @Sendable ([NDArray]) throws -> NDArray) -> OperationRecord.Function {
    { arrays, _ in [try body(arrays)] }
  }

  static let functions: [String: OperationRecord.Function] = [
    "hard_silu": one { try $0[0].hardSilu() }, "squareplus": one { try $0[0].squareplus() },
    "sinc": one { try $0[0].sinc() }, "deg2rad": one { try $0[0].deg2rad() }, "rad2deg": one { try $0[0].rad2deg() },
    "nan_to_num": one { try $0[0].nanToNum() }, "isposinf": one { try $0[0].isPositiveInfinity() },
    "isneginf": one { try $0[0].isNegativeInfinity() },
    "frexp": { arrays, _ in
      let parts = try arrays[0].frexp()
      return [parts.mantissa, parts.exponent]
    },
    "modf": { arrays, _ in
      let parts = try arrays[0].modf()
      return [parts.fraction, parts.whole]
    },
    "divmod": { arrays, _ in
      let parts = try arrays[0].divmod(arrays[1])
      return [parts.quotient, parts.remainder]
    },
    "entr": one { try $0[0].entr() }, "i0": one { try $0[0].i0() }, "i0e": one { try $0[0].i0e() },
    "i1": one { try $0[0].i1() }, "i1e": one { try $0[0].i1e() }, "ndtr": one { try $0[0].ndtr() },
    "ndtri": one { try $0[0].ndtri() }, "log_ndtr": one { try $0[0].logNdtr() }, "gamma": one { try $0[0].gamma() },
    "polygamma_1": one { try $0[0].polygamma(1) }, "polygamma_3": one { try $0[0].polygamma(3) },
    "heaviside": one { try $0[0].heaviside($0[1]) }, "nextafter": one { try $0[0].nextAfter($0[1]) },
    "fmax": one { try $0[0].fmax($0[1]) }, "fmin": one { try $0[0].fmin($0[1]) },
    "float_power": one { try $0[0].floatPower($0[1]) }, "isclose": one { try $0[0].isClose($0[1]) },
    "xlogy": one { try $0[0].xlogy($0[1]) }, "xlog1py": one { try $0[0].xlog1py($0[1]) },
    "rel_entr": one { try $0[0].relEntr($0[1]) }, "kl_div": one { try $0[0].klDiv($0[1]) },
    "gammainc": one { try $0[0].gammainc($0[1]) }, "gammaincc": one { try $0[0].gammaincc($0[1]) },
    "gammainc_of_x": one { try shape.gammainc($0[0]) }, "gammaincc_of_x": one { try shape.gammaincc($0[0]) },
    "zeta": one { try $0[0].zeta($0[1]) }, "beta": one { try $0[0].beta($0[1]) },
    "betaln": one { try $0[0].betaln($0[1]) }, "betainc": one { try NDArray.betainc($0[0], $0[1], $0[2]) },
    "betainc_of_x": one { try NDArray.betainc(2.5, 1.5, $0[0]) }, "gcd": one { try $0[0].gcd($0[1]) },
    "lcm": one { try $0[0].lcm($0[1]) }, "remainder": one { try $0[0] % $0[1] },
    "fmod": one { try $0[0].truncatedRemainder(dividingBy: $0[1]) },
    "floor_divide": one { try $0[0].floorDivided(by: $0[1]) }, "ldexp": one { try $0[0].ldexp($0[1]) },
    "glu": { arrays, record in [try arrays[0].glu(axis: record.params["axis"]?.integer ?? -1)] },
  ]

  /// The parameters of the recorded incomplete gamma functions of x.
  private static var shape: NDArray {
    get throws { try NDArray([0.5, 1.2, 3.0, 6.0], dtype: .float64) }
  }

  @Test func everyRecordIsRead() {
    #expect(Self.golden.problem == nil)
    #expect(Self.golden.records.count > 400)
  }

  /// JAX compares these functions with scipy's to 1e-5; here the two implementations agree further in float64.
  @Test(arguments: golden.operations) func valuesAndDerivativesAgree(_ operation: String) throws {
    try Self.golden.check(operation, Self.functions, Tolerance(float32: 1e-5, float64: 1e-9))
  }
}
