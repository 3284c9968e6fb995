import Arrays
import NamedAxes
import Testing

/// Every function of elements gives by name what the function of its name gives on plain arrays.
@Suite struct LiftedFunctionsTests {
  typealias Unary = (String, @Sendable (NamedArray) throws -> NamedArray, @Sendable (NDArray) throws -> NDArray)
  typealias Binary = (
    String, @Sendable (NamedArray, NamedArray) throws -> NamedArray, @Sendable (NDArray, NDArray) throws -> NDArray
  )

  static let unary: [Unary] = [
    ("exp", { try $0.exp() }, { try $0.exp() }),
    ("exp2", { try $0.exp2() }, { try $0.exp2() }),
    ("expm1", { try $0.expm1() }, { try $0.expm1() }),
    ("log", { try $0.log() }, { try $0.log() }),
    ("log2", { try $0.log2() }, { try $0.log2() }),
    ("log10", { try $0.log10() }, { try $0.log10() }),
    ("log1p", { try $0.log1p() }, { try $0.log1p() }),
    ("logit", { try $0.logit() }, { try $0.logit() }),
    ("sqrt", { try $0.sqrt() }, { try $0.sqrt() }),
    ("rsqrt", { try $0.rsqrt() }, { try $0.rsqrt() }),
    ("cbrt", { try $0.cbrt() }, { try $0.cbrt() }),
    ("squared", { try $0.squared() }, { try $0.squared() }),
    ("reciprocal", { try $0.reciprocal() }, { try $0.reciprocal() }),
    ("sin", { try $0.sin() }, { try $0.sin() }),
    ("cos", { try $0.cos() }, { try $0.cos() }),
    ("tan", { try $0.tan() }, { try $0.tan() }),
    ("asin", { try $0.asin() }, { try $0.asin() }),
    ("acos", { try $0.acos() }, { try $0.acos() }),
    ("atan", { try $0.atan() }, { try $0.atan() }),
    ("sinh", { try $0.sinh() }, { try $0.sinh() }),
    ("cosh", { try $0.cosh() }, { try $0.cosh() }),
    ("tanh", { try $0.tanh() }, { try $0.tanh() }),
    ("asinh", { try $0.asinh() }, { try $0.asinh() }),
    ("acosh", { try $0.acosh() }, { try $0.acosh() }),
    ("atanh", { try $0.atanh() }, { try $0.atanh() }),
    ("sinc", { try $0.sinc() }, { try $0.sinc() }),
    ("deg2rad", { try $0.deg2rad() }, { try $0.deg2rad() }),
    ("rad2deg", { try $0.rad2deg() }, { try $0.rad2deg() }),
    ("abs", { try $0.abs() }, { try $0.abs() }),
    ("sign", { try $0.sign() }, { try $0.sign() }),
    ("signBit", { try $0.signBit() }, { try $0.signBit() }),
    ("floor", { try $0.floor() }, { try $0.floor() }),
    ("ceil", { try $0.ceil() }, { try $0.ceil() }),
    ("round", { try $0.round() }, { try $0.round() }),
    ("truncated", { try $0.truncated() }, { try $0.truncated() }),
    ("isNaN", { try $0.isNaN() }, { try $0.isNaN() }),
    ("isFinite", { try $0.isFinite() }, { try $0.isFinite() }),
    ("isInfinite", { try $0.isInfinite() }, { try $0.isInfinite() }),
    ("isPositiveInfinity", { try $0.isPositiveInfinity() }, { try $0.isPositiveInfinity() }),
    ("isNegativeInfinity", { try $0.isNegativeInfinity() }, { try $0.isNegativeInfinity() }),
    ("real", { try $0.real() }, { try $0.real() }),
    ("imag", { try $0.imag() }, { try $0.imag() }),
    ("conjugate", { try $0.conjugate() }, { try $0.conjugate() }),
    ("angle", { try $0.angle() }, { try $0.angle() }),
    ("stopGradient", { try $0.stopGradient() }, { try $0.stopGradient() }),
    ("sigmoid", { try $0.sigmoid() }, { try $0.sigmoid() }),
    ("logSigmoid", { try $0.logSigmoid() }, { try $0.logSigmoid() }),
    ("relu", { try $0.relu() }, { try $0.relu() }),
    ("relu6", { try $0.relu6() }, { try $0.relu6() }),
    ("silu", { try $0.silu() }, { try $0.silu() }),
    ("mish", { try $0.mish() }, { try $0.mish() }),
    ("softplus", { try $0.softplus() }, { try $0.softplus() }),
    ("softSign", { try $0.softSign() }, { try $0.softSign() }),
    ("selu", { try $0.selu() }, { try $0.selu() }),
    ("hardSigmoid", { try $0.hardSigmoid() }, { try $0.hardSigmoid() }),
    ("hardSilu", { try $0.hardSilu() }, { try $0.hardSilu() }),
    ("hardTanh", { try $0.hardTanh() }, { try $0.hardTanh() }),
    ("erf", { try $0.erf() }, { try $0.erf() }),
    ("erfc", { try $0.erfc() }, { try $0.erfc() }),
    ("erfInv", { try $0.erfInv() }, { try $0.erfInv() }),
    ("gamma", { try $0.gamma() }, { try $0.gamma() }),
    ("lgamma", { try $0.lgamma() }, { try $0.lgamma() }),
    ("digamma", { try $0.digamma() }, { try $0.digamma() }),
    ("entr", { try $0.entr() }, { try $0.entr() }),
    ("ndtr", { try $0.ndtr() }, { try $0.ndtr() }),
    ("logNdtr", { try $0.logNdtr() }, { try $0.logNdtr() }),
    ("ndtri", { try $0.ndtri() }, { try $0.ndtri() }),
    ("i0", { try $0.i0() }, { try $0.i0() }),
    ("i0e", { try $0.i0e() }, { try $0.i0e() }),
    ("i1", { try $0.i1() }, { try $0.i1() }),
    ("i1e", { try $0.i1e() }, { try $0.i1e() }),
  ]

  static let ofIntegers: [Unary] = [
    ("logicalNot", { try $0.logicalNot() }, { try $0.logicalNot() }),
    ("populationCount", { try $0.populationCount() }, { try $0.populationCount() }),
    ("countLeadingZeros", { try $0.countLeadingZeros() }, { try $0.countLeadingZeros() }),
  ]

  static let binary: [Binary] = [
    ("power", { try $0.power($1) }, { try $0.power($1) }),
    ("floatPower", { try $0.floatPower($1) }, { try $0.floatPower($1) }),
    ("floorDivided", { try $0.floorDivided(by: $1) }, { try $0.floorDivided(by: $1) }),
    (
      "truncatedRemainder", { try $0.truncatedRemainder(dividingBy: $1) }, { try $0.truncatedRemainder(dividingBy: $1) }
    ),
    ("maximum", { try $0.maximum($1) }, { try $0.maximum($1) }),
    ("minimum", { try $0.minimum($1) }, { try $0.minimum($1) }),
    ("fmax", { try $0.fmax($1) }, { try $0.fmax($1) }),
    ("fmin", { try $0.fmin($1) }, { try $0.fmin($1) }),
    ("atan2", { try $0.atan2($1) }, { try $0.atan2($1) }),
    ("hypot", { try $0.hypot($1) }, { try $0.hypot($1) }),
    ("logAddExp", { try $0.logAddExp($1) }, { try $0.logAddExp($1) }),
    ("nextAfter", { try $0.nextAfter($1) }, { try $0.nextAfter($1) }),
    ("xlogy", { try $0.xlogy($1) }, { try $0.xlogy($1) }),
    ("xlog1py", { try $0.xlog1py($1) }, { try $0.xlog1py($1) }),
    ("beta", { try $0.beta($1) }, { try $0.beta($1) }),
    ("betaln", { try $0.betaln($1) }, { try $0.betaln($1) }),
    ("gammainc", { try $0.gammainc($1) }, { try $0.gammainc($1) }),
    ("gammaincc", { try $0.gammaincc($1) }, { try $0.gammaincc($1) }),
    ("zeta", { try $0.zeta($1) }, { try $0.zeta($1) }),
    ("equal", { try $0.equal($1) }, { try $0.equal($1) }),
    ("notEqual", { try $0.notEqual($1) }, { try $0.notEqual($1) }),
    ("less", { try $0.less($1) }, { try $0.less($1) }),
    ("lessOrEqual", { try $0.lessOrEqual($1) }, { try $0.lessOrEqual($1) }),
    ("greater", { try $0.greater($1) }, { try $0.greater($1) }),
    ("greaterOrEqual", { try $0.greaterOrEqual($1) }, { try $0.greaterOrEqual($1) }),
  ]

  static let binaryOfIntegers: [Binary] = [
    ("gcd", { try $0.gcd($1) }, { try $0.gcd($1) }),
    ("lcm", { try $0.lcm($1) }, { try $0.lcm($1) }),
    ("logicalAnd", { try $0.logicalAnd($1) }, { try $0.logicalAnd($1) }),
    ("logicalOr", { try $0.logicalOr($1) }, { try $0.logicalOr($1) }),
    ("logicalXor", { try $0.logicalXor($1) }, { try $0.logicalXor($1) }),
    ("shiftedLeft", { try $0.shiftedLeft($1) }, { try $0.shiftedLeft($1) }),
    ("shiftedRight", { try $0.shiftedRight($1) }, { try $0.shiftedRight($1) }),
    ("shiftedRightLogically", { try $0.shiftedRightLogically($1) }, { try $0.shiftedRightLogically($1) }),
  ]

  let floats = Result { try NDArray([0.1, 0.25, 0.4, 0.6, 0.75, 0.9], shape: [2, 3]) }
  let integers = Result { try NDArray([1, 2, 3, 4, 6, 12], shape: [2, 3]).astype(.int32) }

  @Test(arguments: unary.indices)
  func functionsOfOneArray(_ number: Int) throws {
    try check(Self.unary[number], floats.get())
  }

  @Test(arguments: ofIntegers.indices)
  func functionsOfIntegers(_ number: Int) throws {
    try check(Self.ofIntegers[number], integers.get())
  }

  private func check(_ function: Unary, _ x: NDArray) throws {
    let found = try function.1(NamedArray(x, "a", "b"))
    #expect(found.names == ["a", "b"])
    let expected = try function.2(x)
    #expect(found.dtype == expected.dtype)
    #expect(try found.data.bytes() == expected.bytes(), "\(function.0)")
  }

  @Test(arguments: binary.indices)
  func functionsOfTwoArrays(_ number: Int) throws {
    try check(Self.binary[number], floats.get())
  }

  @Test(arguments: binaryOfIntegers.indices)
  func functionsOfTwoArraysOfIntegers(_ number: Int) throws {
    try check(Self.binaryOfIntegers[number], integers.get())
  }

  /// The operands meet in one name; the right one has another besides.
  private func check(_ function: Binary, _ x: NDArray) throws {
    let y = try x.flipped([0, 1]).transposed()
    let found = try function.1(NamedArray(x, "a", "b"), NamedArray(y, "b", "c"))
    let expected = try function.2(x.expanded(at: 2), y.expanded(at: 0))
    #expect(found.dtype == expected.dtype)
    #expect(try found.unwrap("a", "b", "c").bytes() == expected.bytes(), "\(function.0)")
  }
}
