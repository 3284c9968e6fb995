/// The types of results of operations on two operands, for every pair of types: JAX's promotion lattice as a table.
///
/// Numbers written in Swift are weak: an operand without a dtype of its own that yields to that of the other.
public struct PromotionTable: CustomStringConvertible, Sendable {
  /// An operand: an array of a dtype, or a number.
  public enum Operand: Hashable, Sendable, CaseIterable, CustomStringConvertible {
    /// An array.
    case array(DType)
    /// An integer written in Swift.
    case integer
    /// A floating point number written in Swift.
    case float
    /// A complex number written in Swift.
    case complex

    /// All operands, arrays in the order of their dtypes before numbers.
    public static var allCases: [Operand] { DType.allCases.map(Operand.array) + [.integer, .float, .complex] }

    /// The name: a dtype, or a kind of number with an asterisk, which marks a weak type.
    public var description: String {
      switch self {
      case .array(let dtype): "\(dtype)"
      case .integer: "integer*"
      case .float: "float*"
      case .complex: "complex*"
      }
    }

    var type: PromotionType {
      switch self {
      case .array(let dtype): PromotionType(dtype: dtype, isWeak: false)
      case .integer: PromotionType(dtype: .int32, isWeak: true)
      case .float: PromotionType(dtype: .float32, isWeak: true)
      case .complex: PromotionType(dtype: .complex64, isWeak: true)
      }
    }
  }

  /// The table, which is always the same.
  public init() {}

  /// The type of the result, and whether it yields to other types in turn.
  public subscript(left: Operand, right: Operand) -> (dtype: DType, isWeak: Bool) {
    let type = PromotionType.join(left.type, right.type)
    return (type.dtype, type.isWeak)
  }

  /// The table in Markdown; an asterisk marks weak types.
  public var description: String {
    let operands = Operand.allCases
    func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
    let head = row([""] + operands.map(\.description)) + row(["---"] + operands.map { _ in "---" })
    return operands.reduce(head) { text, left in
      text
        + row(
          [left.description]
            + operands.map { right in
              let result = self[left, right]
              return "\(result.dtype)\(result.isWeak ? "*" : "")"
            })
    }
  }
}
