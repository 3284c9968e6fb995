public import Arrays

/// A function of each element by itself, with the name by which it is printed, compared and hashed.
public struct ElementwiseFunction: Hashable, Sendable, CustomStringConvertible {
  /// The name; functions of one name count as equal.
  public let name: String
  private let function: @Sendable (NDArray) throws -> NDArray

  /// A function of one's own; the name must tell it apart from others.
  public init(_ name: String, _ function: @escaping @Sendable (NDArray) throws -> NDArray) {
    self.name = name
    self.function = function
  }

  /// The function applied to an array; the result must have its shape.
  public func callAsFunction(_ x: NDArray) throws -> NDArray { try function(x) }

  /// Whether the names are equal.
  public static func == (left: ElementwiseFunction, right: ElementwiseFunction) -> Bool { left.name == right.name }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  /// The name.
  public var description: String { name }

  /// max(x, 0).
  public static let relu = ElementwiseFunction("relu") { try $0.relu() }
  /// x Φ(x), with the error function.
  public static let geluExact = ElementwiseFunction("gelu_exact") { try $0.gelu(approximate: false) }
  /// x Φ(x), approximated by a hyperbolic tangent.
  public static let geluApproximate = ElementwiseFunction("gelu_approx") { try $0.gelu(approximate: true) }
  /// x σ(x).
  public static let silu = ElementwiseFunction("silu") { try $0.silu() }
  /// The hyperbolic tangent.
  public static let tanh = ElementwiseFunction("tanh") { try $0.tanh() }
  /// The logistic function.
  public static let sigmoid = ElementwiseFunction("sigmoid") { try $0.sigmoid() }
  /// log(1 + eˣ).
  public static let softplus = ElementwiseFunction("softplus") { try $0.softplus() }
  /// eˣ.
  public static let exp = ElementwiseFunction("exp") { try $0.exp() }
}
