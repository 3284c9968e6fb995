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
      // Rounded to the dtype at each step, as the original does.
      let variance = NDArray(literal: .float(scale / denominator), dtype: dtype)
      let values =
        switch distribution {
        case .uniform: try UniformDraw(shape: shape.sizes, variance: variance, dtype: dtype)(key)
        // In one program XLA would draw the constants of the two factors together, and digits would differ.
        case .normal: try key.normal(shape.sizes, dtype: dtype) * variance.sqrt()
        case .truncatedNormal:
          try key.truncatedNormal(shape.sizes, dtype: dtype)
            * (variance.sqrt() / NDArray(literal: .float(truncatedDeviation), dtype: dtype))
        }
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

/// The standard deviation of a standard normal distribution limited to the interval from -2 to 2.
private let truncatedDeviation = 0.87962566103423978

/// Uniform numbers of a variance, as one program.
private struct UniformDraw: Sendable {
  var shape: [Int]
  var variance: NDArray
  var dtype: DType

  private struct Key: Hashable, Sendable {
    var shape: [Int]
    var dtype: DType
  }

  func callAsFunction(_ key: RandomKey) throws -> NDArray {
    let (shape, dtype) = (shape, dtype)
    let draw = Fused(Key(shape: shape, dtype: dtype)) { operands in
      let numbers = try RandomKey(data: operands[0]).uniform(shape, from: -1, to: 1, dtype: dtype)
      return [try numbers * (3 * operands[1]).sqrt()]
    }
    return try draw([key.data, variance])[0]
  }
}
