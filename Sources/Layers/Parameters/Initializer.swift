public import Arrays
public import NamedAxes

/// The axes of a linear map to be initialized, by their roles.
public struct InitializerAxes: Sendable {
  /// Axes that are summed over.
  public var input: NamedShape
  /// Axes of the result.
  public var output: NamedShape
  /// Axes along which separate maps run in parallel.
  public var parallel: NamedShape
  /// Spatial axes of a convolution.
  public var convolutionSpatial: NamedShape

  /// Axes by their roles.
  public init(
    input: NamedShape = [:], output: NamedShape = [:], parallel: NamedShape = [:],
    convolutionSpatial: NamedShape = [:]
  ) {
    self.input = input
    self.output = output
    self.parallel = parallel
    self.convolutionSpatial = convolutionSpatial
  }

  /// All axes, those of the roles in the given order.
  ///
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` when a name stands in two roles.
  func joined(_ roles: [NamedShape]) throws -> NamedShape {
    let names = roles.flatMap(\.names)
    let repeated = names.enumerated().filter { names[..<$0.offset].contains($0.element) }.map(\.element)
    guard repeated.isEmpty else {
      throw LayerInputError.configuration(
        layer: "initializer",
        problem: "Duplicate axis names during initialization: \(repeated.map(\.description).joined(separator: ", "))")
    }
    return NamedShape(roles.flatMap { Array($0).map { ($0.name, $0.size) } })
  }
}

/// Gives the first value of a parameter from a random key and the axes of the map it belongs to.
public struct Initializer: Sendable {
  private let make: @Sendable (RandomKey, InitializerAxes, DType) throws -> NamedArray

  /// An initializer from a function of the key, the axes and the dtype.
  public init(_ make: @escaping @Sendable (RandomKey, InitializerAxes, DType) throws -> NamedArray) {
    self.make = make
  }

  /// The value.
  ///
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` when a name stands in two roles.
  public func callAsFunction(
    _ key: RandomKey, _ axes: InitializerAxes, _ dtype: DType = .float32
  ) throws -> NamedArray {
    try make(key, axes, dtype)
  }

  /// What the variance of a weight is divided by.
  public enum Fan: Sendable {
    /// The number of inputs of each output.
    case input
    /// The number of outputs of each input.
    case output
    /// The mean of both.
    case average
  }

  /// The distributions of weights.
  public enum Distribution: Sendable {
    /// Uniform between plus and minus √(3 · variance).
    case uniform
    /// Normal.
    case normal
    /// Normal, limited to twice its standard deviation, and then scaled up to have the variance all the same.
    case truncatedNormal
  }

  /// Random weights with variance `scale / fan`.
  ///
  /// Axes of the value: parallel, spatial, input, output. Spatial axes count as a receptive field in both fans.
  /// Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010;
  /// parameterization of `jax.nn.initializers.variance_scaling`.
  public static func varianceScaling(_ scale: Double, _ fan: Fan, _ distribution: Distribution) -> Initializer {
    Initializer { key, axes, dtype in
      guard scale >= 0, scale.isFinite else {
        throw LayerInputError.configuration(
          layer: "initializer", problem: "the scale must be finite and not negative, found \(scale)")
      }
      let shape = try axes.joined([axes.parallel, axes.convolutionSpatial, axes.input, axes.output])
      let field = Double(axes.convolutionSpatial.elementCount)
      let (fanIn, fanOut) = (Double(axes.input.elementCount) * field, Double(axes.output.elementCount) * field)
      let denominator =
        switch fan {
        case .input: fanIn
        case .output: fanOut
        case .average: (fanIn + fanOut) / 2
        }
      let draw = WeightDraw(distribution: distribution, shape: shape.sizes, dtype: dtype)
      let values = try draw(key, variance: scale / denominator)
      return try NamedArray(values).tag(shape.names)
    }
  }

  /// Uniform weights with variance 1 over the mean of the fans.
  public static let xavierUniform = varianceScaling(1, .average, .uniform)
  /// Normal weights with variance 1 over the mean of the fans.
  public static let xavierNormal = varianceScaling(1, .average, .normal)
  /// Zero throughout.
  public static let zero = constant(0)

  /// One number throughout.
  ///
  /// Axes of the value: input, output, parallel, spatial.
  public static func constant(_ number: Double) -> Initializer {
    Initializer { _, axes, dtype in
      let shape = try axes.joined([axes.input, axes.output, axes.parallel, axes.convolutionSpatial])
      return try NamedArray(NDArray.full(shape.sizes, .float(number), dtype: dtype)).tag(shape.names)
    }
  }
}

/// Random numbers times a factor that gives them their variance.
///
/// The factor is rounded to the type at each step, as the original does.
private struct WeightDraw: Hashable, Sendable {
  var distribution: Initializer.Distribution
  var shape: [Int]
  var dtype: DType

  /// The standard deviation of a standard normal distribution limited to the interval from -2 to 2.
  private static let truncatedDeviation = 0.87962566103423978

  func callAsFunction(_ key: RandomKey, variance: Double) throws -> NDArray {
    let factor = try NDArray([factor(of: dtype.rounding(variance))], shape: [], dtype: dtype)
    // In one program XLA would draw the factor together with those of the distribution, and digits would differ.
    guard distribution == .uniform else { return try numbers(key) * factor }
    let draw = Fused(self) { operands in [try numbers(RandomKey(data: operands[0])) * operands[1]] }
    return try draw([key.data, factor])[0]
  }

  private func numbers(_ key: RandomKey) throws -> NDArray {
    switch distribution {
    case .uniform: try key.uniform(shape, from: -1, to: 1, dtype: dtype)
    case .normal: try key.normal(shape, dtype: dtype)
    case .truncatedNormal: try key.truncatedNormal(shape, dtype: dtype)
    }
  }

  private func factor(of variance: Double) -> Double {
    switch distribution {
    case .uniform: dtype.rounding(dtype.rounding(3 * variance).squareRoot())
    case .normal: dtype.rounding(variance.squareRoot())
    case .truncatedNormal:
      dtype.rounding(dtype.rounding(variance.squareRoot()) / dtype.rounding(Self.truncatedDeviation))
    }
  }
}

extension DType {
  /// The nearest number of a floating point type; twice the digits are enough to round products, quotients and roots
  /// once.
  fileprivate func rounding(_ value: Double) -> Double {
    switch self {
    case .float32: Double(Float(value))
    case .float16: Double(Float16(value))
    case .bfloat16: Double(BFloat16(Float(value)).float)
    default: value
    }
  }
}
