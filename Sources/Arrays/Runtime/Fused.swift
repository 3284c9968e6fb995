/// Several operations on arrays as one: run at once they are one compiled program, found by a key.
package struct Fused<Key: Hashable & Sendable>: Operation {
  private let key: Key
  private let body: @Sendable ([NDArray]) throws -> [NDArray]

  /// - Parameters:
  ///   - key: tells apart what the body would do differently for operands of the same types.
  ///   - body: the operations.
  package init(_ key: Key, _ body: @escaping @Sendable ([NDArray]) throws -> [NDArray]) {
    self.key = key
    self.body = body
  }

  /// The results, recorded in the active trace.
  package func trace(_ operands: [NDArray]) throws -> [NDArray] { try body(operands) }

  /// The results: recorded when a trace is active, computed by one program otherwise.
  package func callAsFunction(_ operands: [NDArray]) throws -> [NDArray] { try apply(operands) }

  /// Whether the keys are equal; the bodies then are, too.
  package static func == (left: Fused, right: Fused) -> Bool { left.key == right.key }

  /// Hashes the key.
  package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
