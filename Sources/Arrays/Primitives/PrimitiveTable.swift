/// All primitives, a line each: what the conformance tests run over.
enum PrimitiveTable {
  static let all: [any Primitive.Type] = [
    // Collectives
    AllGather.self,
    AllToAll.self,
    AxisExtremum.self,
    ItemIndex.self,
    AxisPermute.self,
    AxisSum.self,

    // Complex
    ComplexPartOf.self,
    FourierTransform.self,
    Magnitude.self,
    MakeComplex.self,

    // Contractions
    DotGeneral.self,

    // Control
    Checkpoint.self,
    Conditional.self,
    CustomJVPCall.self,
    CustomPullback.self,
    CustomVJPCall.self,
    Name.self,
    Scan.self,
    While.self,

    // Effects
    DebugPrint.self,

    // Elementwise
    Absolute.self,
    Add.self,
    And.self,
    ArcTangent2.self,
    BitcastConvert.self,
    Ceiling.self,
    Compare.self,
    ComplementaryErrorFunction.self,
    Convert.self,
    Cosine.self,
    CountLeadingZeros.self,
    CubeRoot.self,
    Digamma.self,
    Divide.self,
    ErrorFunction.self,
    Exponential.self,
    ExponentialMinusOne.self,
    Floor.self,
    HyperbolicCosine.self,
    HyperbolicSine.self,
    HyperbolicTangent.self,
    InverseCosine.self,
    InverseErrorFunction.self,
    InverseHyperbolicCosine.self,
    InverseHyperbolicSine.self,
    InverseHyperbolicTangent.self,
    InverseSine.self,
    InverseTangent.self,
    IsFinite.self,
    LogAddExp.self,
    LogGamma.self,
    Logarithm.self,
    LogarithmOfOnePlus.self,
    Logistic.self,
    Maximum.self,
    Minimum.self,
    Multiply.self,
    Negate.self,
    NoDerivative.self,
    Not.self,
    Or.self,
    Polygamma.self,
    PopulationCount.self,
    Power.self,
    ReciprocalSquareRoot.self,
    Remainder.self,
    Round.self,
    Select.self,
    ShiftLeft.self,
    ShiftRightArithmetic.self,
    ShiftRightLogical.self,
    Sign.self,
    Sine.self,
    SquareRoot.self,
    StopGradient.self,
    Subtract.self,
    Tangent.self,
    Xor.self,

    // Indexing
    DynamicSlice.self,
    DynamicUpdateSlice.self,
    Gather.self,
    Scatter.self,

    // Linear algebra
    Cholesky.self,
    LUDecomposition.self,
    TriangularSolve.self,

    // Random
    Threefry2x32.self,

    // Reductions
    ArgumentExtremum.self,
    CumulativeSum.self,
    ReduceAnd.self,
    ReduceMax.self,
    ReduceMin.self,
    ReduceOr.self,
    ReduceProduct.self,
    ReduceSum.self,

    // Special
    Entropy.self,
    GreatestCommonDivisor.self,
    IncompleteBeta.self,
    IncompleteGamma.self,
    IncompleteGammaSlope.self,
    LogNormalDistribution.self,
    Mantissa.self,
    NextAfter.self,
    NormalQuantile.self,
    ScaledBessel.self,
    XLogY.self,
    Zeta.self,

    // Shape
    Broadcast.self,
    Concatenate.self,
    Full.self,
    Iota.self,
    Pad.self,
    Reshape.self,
    Reverse.self,
    Slice.self,
    Transpose.self,

    // Sorting
    Sort.self,

    // Windows
    Convolution.self,
    WindowArgument.self,
    WindowExtremum.self,
    WindowSum.self,
  ]
}
