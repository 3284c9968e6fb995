/// What an operand contributes to the type of a result: a dtype, or a weak kind that yields to any dtype of its kind.
///
/// Swift's numbers are weak, as Python's are in JAX: `x * 2.5` keeps the type of a `bfloat16` array.
struct PromotionType: Hashable, Sendable {
  var dtype: DType
  var isWeak: Bool

  /// The node of the promotion lattice; weak booleans do not exist.
  private var node: Node {
    guard isWeak else { return .dtype(dtype) }
    return switch dtype.category {
    case .boolean: .dtype(.bool)
    case .signed, .unsigned: .weakInteger
    case .floating: .weakFloat
    case .complex: .weakComplex
    }
  }

  private enum Node: Hashable {
    case dtype(DType), weakInteger, weakFloat, weakComplex

    /// The nodes directly above this one.
    ///
    /// Source: JAX documentation, "Type promotion semantics".
    var parents: [Node] {
      switch self {
      case .dtype(.bool): [.weakInteger]
      case .weakInteger: [.dtype(.uint8), .dtype(.int8)]
      case .dtype(.uint8): [.dtype(.uint16), .dtype(.int16)]
      case .dtype(.uint16): [.dtype(.uint32), .dtype(.int32)]
      case .dtype(.uint32): [.dtype(.uint64), .dtype(.int64)]
      case .dtype(.uint64), .dtype(.int64): [.weakFloat]
      case .dtype(.int8): [.dtype(.int16)]
      case .dtype(.int16): [.dtype(.int32)]
      case .dtype(.int32): [.dtype(.int64)]
      case .weakFloat: [.dtype(.bfloat16), .dtype(.float16), .weakComplex]
      case .dtype(.bfloat16), .dtype(.float16): [.dtype(.float32)]
      case .dtype(.float32): [.dtype(.float64), .dtype(.complex64)]
      case .weakComplex: [.dtype(.complex64)]
      case .dtype(.float64), .dtype(.complex64): [.dtype(.complex128)]
      case .dtype(.complex128): []
      }
    }

    var upward: Set<Node> {
      var reached: Set<Node> = [self]
      var frontier = [self]
      while let node = frontier.popLast() {
        for parent in node.parents where reached.insert(parent).inserted { frontier.append(parent) }
      }
      return reached
    }

    static let all: [Node] = DType.allCases.map { .dtype($0) } + [.weakInteger, .weakFloat, .weakComplex]
  }

  /// The least type that both operands convert to.
  static func join(_ left: PromotionType, _ right: PromotionType) -> PromotionType {
    if left.dtype == right.dtype {
      return PromotionType(dtype: left.dtype, isWeak: left.isWeak && right.isWeak)
    }
    return table[Pair(left: left, right: right)] ?? left
  }

  private struct Pair: Hashable {
    var left: PromotionType
    var right: PromotionType
  }

  private static let table: [Pair: PromotionType] = {
    let types = DType.allCases.flatMap { dtype in
      [false, true].map { PromotionType(dtype: dtype, isWeak: $0) }
    }
    let upward = Dictionary(uniqueKeysWithValues: Node.all.map { ($0, $0.upward) })
    var table: [Pair: PromotionType] = [:]
    for left in types {
      for right in types {
        let common = (upward[left.node] ?? []).intersection(upward[right.node] ?? [])
        // In a lattice the least common node is the one from which all the others can be reached.
        guard let least = common.first(where: { upward[$0] == common }) else { continue }
        table[Pair(left: left, right: right)] = resolve(least, left, right)
      }
    }
    return table
  }()

  /// A lattice node as a type again; a weak node takes the widest weak operand's dtype.
  private static func resolve(_ node: Node, _ left: PromotionType, _ right: PromotionType) -> PromotionType {
    switch node {
    case .dtype(let dtype):
      return PromotionType(dtype: dtype, isWeak: false)
    case .weakInteger:
      let integer = left.dtype.isInteger ? left.dtype : right.dtype
      return PromotionType(dtype: integer, isWeak: true)
    case .weakFloat:
      let floating = [left.dtype, right.dtype].filter(\.isFloating)
      // Only 64-bit integers of both signs meet here without a float among them.
      return PromotionType(dtype: floating.first ?? .float64, isWeak: true)
    case .weakComplex:
      let complex = [left.dtype, right.dtype].filter(\.isComplex)
      return PromotionType(dtype: complex.first ?? .complex64, isWeak: true)
    }
  }
}

extension DType {
  /// The type of results of operations on arrays of two types, by JAX's promotion lattice.
  public func promoted(with other: DType) -> DType {
    PromotionType.join(
      PromotionType(dtype: self, isWeak: false), PromotionType(dtype: other, isWeak: false)
    ).dtype
  }
}
