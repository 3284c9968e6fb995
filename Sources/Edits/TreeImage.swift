internal import Arrays
internal import Foundation
internal import Trees
internal import Variables

/// A tree taken apart, to be compared with others and written down: each node with a digest of all that is in it.
struct TreeImage {
  enum Content {
    /// A variable, by what identifies it among those of both trees that are compared.
    case variable(ObjectIdentifier)
    case array(NDArray)
    case leaf
    case node(constants: [Constant], children: [Child])
  }

  struct Constant {
    var name: String
    var value: Any
  }

  struct Child {
    var key: TreeKey
    var image: TreeImage
  }

  let node: any PyTree
  let content: Content
  /// Equal for equal trees of one process; what it finds equal is compared before anything relies on it.
  let digest: Int
  /// Whether a reference to it is worth more than a copy: it holds a variable, or an array of several elements.
  let isWorthReferring: Bool

  var type: Any.Type { Swift.type(of: node) }
  var typeName: String { "\(type)" }

  var children: [Child] { if case .node(_, let children) = content { children } else { [] } }
  var constants: [Constant] { if case .node(let constants, _) = content { constants } else { [] } }

  /// Whether the node is an array of trees: its children are elements, which can be inserted and removed.
  var isList: Bool { type is any ListTree.Type }

  /// Whether both are the same to the last bit, variables by what identifies them.
  ///
  /// - Throws: errors of reading arrays.
  func isSame(as other: TreeImage) throws -> Bool {
    guard digest == other.digest, type == other.type else { return false }
    switch (content, other.content) {
    case (.variable(let one), .variable(let two)): return one == two
    case (.array(let one), .array(let two)): return try isSameArray(one, two)
    case (.leaf, .leaf): return areSameValues(node, other.node)
    case (.node(let constants, let children), .node(let otherConstants, let otherChildren)):
      return try constants.count == otherConstants.count && children.count == otherChildren.count
        && zip(constants, otherConstants).allSatisfy { $0.name == $1.name && areSameValues($0.value, $1.value) }
        && zip(children, otherChildren).allSatisfy { try $0.key == $1.key && $0.image.isSame(as: $1.image) }
    default: return false
    }
  }
}

/// Marks arrays, whatever their elements are.
private protocol ListTree {}
extension Array: ListTree {}

/// Whether two arrays are of one type and have the same bits.
func isSameArray(_ one: NDArray, _ other: NDArray) throws -> Bool {
  guard one.type == other.type, one.isWeaklyTyped == other.isWeaklyTyped else { return false }
  if one.sharesMemory(with: other) { return true }
  return try one.withUnsafeBytes { bytes in
    try other.withUnsafeBytes { otherBytes in
      guard let start = bytes.baseAddress, let otherStart = otherBytes.baseAddress else { return true }
      return memcmp(start, otherStart, bytes.count) == 0
    }
  }
}

/// Whether two static values or leaves are the same: by what is written of them, as `==` takes 0 and -0 for one, else by
/// `==`, and instances of classes by identity.
func areSameValues(_ one: Any, _ other: Any) -> Bool {
  guard type(of: one) == type(of: other) else { return false }
  if let one = one as? any EditConstant, let other = other as? any EditConstant,
    let written = try? one.written(with: EditRegistry()), let otherWritten = try? other.written(with: EditRegistry())
  {
    return written == otherWritten
  }
  if let one = one as? AnyHashable, let other = other as? AnyHashable { return one == other }
  return type(of: one) is AnyClass && (one as AnyObject) === (other as AnyObject)
}
