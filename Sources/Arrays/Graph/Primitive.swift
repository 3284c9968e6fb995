internal import StableHLO

/// One elementary operation on arrays, with its static parameters as stored properties.
///
/// All the rules of a primitive stand together in its file: the types of its results, its lowering, its derivative,
/// its batching, and, where it is linear in some operands, its transpose. Equality of primitives is part of the key
/// of compiled programs, so whatever changes the program must be a stored property.
protocol Primitive: Operation {
  /// The name in printed graphs and error messages.
  static var name: String { get }

  /// The types of the results; checks the operands.
  ///
  /// - Throws: ``ArrayError`` when operands of these types cannot be combined.
  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType]

  /// Writes the operation as StableHLO; `results` are the types that ``resultTypes(_:)`` gave.
  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value]

  /// The results and how they change when the operands change; `nil` stands for a tangent of zero.
  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?])

  /// The cotangents of the linear operands, in their places, from the cotangents of the results.
  ///
  /// Called only on operands reached by tangents; `nil` stands for zero.
  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?]

  /// The operation on operands of which some carry an extra axis of the given size.
  func batch(_ operands: [Batched], size: Int) throws -> [Batched]

  /// The operation on operands of which some carry an extra axis that may have a name; as ``batch(_:size:)`` unless the
  /// name matters.
  func batch(_ operands: [Batched], over axis: MappedAxis) throws -> [Batched]

  /// The functions that the operation calls.
  var subgraphs: [Graph] { get }

  /// Whether the operation refers to a mapped axis by this name, so that it must be batched even when no operand is.
  func refers(to name: AxisLabel) -> Bool

  /// Refuses to be compiled, for operations that a transformation has to replace before.
  func checkLowering() throws

  /// The operation cut into what the known operands decide and the rest; `nil` when it cannot be cut.
  ///
  /// - Parameter isKnown: which operands are known: some, but not all.
  func split(known isKnown: [Bool]) throws -> SplitGraph?
}

/// An operand of an equation under transposition.
enum LinearOperand {
  /// A value that does not depend on the linear inputs.
  case known(NDArray)
  /// A value that does, of which only the type is known.
  case linear(ArrayType)

  var type: ArrayType {
    switch self {
    case .known(let array): array.type
    case .linear(let type): type
    }
  }

  var known: NDArray? {
    if case .known(let array) = self { array } else { nil }
  }

  var isLinear: Bool { known == nil }
}

/// A value under `vmap`, with the place of the mapped axis when it has one.
struct Batched {
  var array: NDArray
  var axis: Int?
}

/// An axis that a function is mapped over.
struct MappedAxis {
  var size: Int
  /// The name by which collective operations refer to it.
  var name: AxisLabel?
}

extension Primitive {
  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    throw ArrayError.missingRule(
      primitive: Self.name, rule: "transpose", advice: "It is not linear, so no derivative should lead here.")
  }

  func batch(_ operands: [Batched], over axis: MappedAxis) throws -> [Batched] {
    try batch(operands, size: axis.size)
  }

  var subgraphs: [Graph] { [] }

  func refers(to name: AxisLabel) -> Bool { subgraphs.contains { $0.refers(to: name) } }

  func checkLowering() throws { try subgraphs.forEach { try $0.checkLowering() } }

  func split(known isKnown: [Bool]) throws -> SplitGraph? { nil }

  static var operationName: String { name }

  /// Records the primitive in the active trace.
  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    try Trace.required().record(self, operands)
  }
}

/// What can be done to arrays in one program: a primitive, or a function of several.
package protocol Operation: Hashable, Sendable {
  /// The name in error messages.
  static var operationName: String { get }

  /// The results, recorded in the active trace.
  func trace(_ operands: [NDArray]) throws -> [NDArray]
}

extension Operation {
  /// The results: recorded when a trace is active, computed at once by a compiled program otherwise.
  @inline(__always)
  package func apply(_ operands: [NDArray]) throws -> [NDArray] {
    if Trace.current != nil { return try trace(operands) }
    return try Eager.run(self, operands)
  }

  /// The only result.
  @inline(__always)
  func callAsFunction(_ operands: NDArray...) throws -> NDArray {
    try apply(operands)[0]
  }
}

extension Operation {
  /// The name of the Swift type.
  package static var operationName: String { "\(self)" }

  func equals(_ other: any Operation) -> Bool {
    guard let other = other as? Self else { return false }
    return self == other
  }
}
