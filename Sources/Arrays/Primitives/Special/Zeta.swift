internal import StableHLO

/// The Hurwitz zeta function ζ(s, q) = Σ 1/(k + q)ˢ, with d/dq = −s ζ(s + 1, q).
///
/// Its derivative by s is not known, as in JAX.
struct Zeta: ElementwisePrimitive {
  static let name = "zeta"
  static let operation: StaticString = "zeta"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0], operands[1])]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    guard tangents[0] == nil else {
      throw ArrayError.missingRule(
        primitive: "zeta", rule: "derivative by s",
        advice: "It has one by q; stop the other with stopGradient(), or take differences.")
    }
    let (s, q) = (primals[0], primals[1])
    return ([try self(s, q)], [try tangents[1].map { try -($0 * (s * self(s + 1, q))) }])
  }
}

extension NDArray {
  /// The Hurwitz zeta function Σ 1/(k + q)ˢ over k = 0, 1, …, s being this array.
  ///
  /// Integers are taken as `float32`. It has a derivative by `q` only.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func zeta(_ q: NDArray) throws -> NDArray { try Zeta().floating(self, q) }
}
