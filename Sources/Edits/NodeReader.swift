internal import JSON
public import Trees

/// What a script says of one node: its children and static values, for a builder of an ``EditRegistry`` to ask for.
///
/// Everything that the script says must be asked for; what is left over is an error.
public struct NodeReader {
  private let node: WrittenNode
  private let replay: Replay
  /// The children by their keys.
  private let places: [TreeKey: Int]
  private var asked: Set<TreeKey> = []
  private var askedConstants: Set<String> = []

  init(_ node: WrittenNode, _ replay: Replay) {
    self.node = node
    self.replay = replay
    places = Dictionary(node.children.enumerated().map { ($1.key, $0) }) { first, _ in first }
  }

  /// The keys of the children, in order.
  public var keys: [TreeKey] { node.children.map(\.key) }

  /// Whether there is a child under a key.
  public func has(_ key: TreeKey) -> Bool { places[key] != nil }

  /// The child under a key: `try $0.child("weights")`.
  ///
  /// - Throws: ``EditError`` when there is none, or it is of another type than is asked for.
  public mutating func child<Child>(_ key: TreeKey, as type: Child.Type = Child.self) throws -> Child {
    guard let place = places[key] else { throw EditError(.missing(field: "\(key)")) }
    asked.insert(key)
    return try located("\(key)") {
      let tree = try replay.build(node.children[place].tree)
      guard let value = tree as? Child else {
        throw EditError(.unexpected(expected: "a value of type \(Child.self)", found: "\(Swift.type(of: tree))"))
      }
      return value
    }
  }

  /// The children of an array, in order.
  ///
  /// - Throws: ``EditError`` when the children are no elements, or one is of another type.
  public mutating func elements<Element>(as type: Element.Type = Element.self) throws -> [Element] {
    try node.children.indices.map { try child(.index($0)) }
  }

  /// The static value of a name: `try $0.constant("axis")`.
  ///
  /// - Throws: ``EditError`` when there is none, or it is of another type than is asked for.
  public mutating func constant<Value: EditConstant>(
    _ name: String, as type: Value.Type = Value.self
  ) throws -> Value {
    askedConstants.insert(name)
    guard let value = node.constants.first(where: { $0.key == name })?.value else {
      throw EditError(.missing(field: name))
    }
    return try located(".\(name)") { try Value.read(value, with: replay.registry) }
  }

  /// Refuses what was not asked for.
  func finish() throws {
    if let key = keys.first(where: { !asked.contains($0) }) { throw EditError(.unknown(field: "\(key)")) }
    if let name = node.constants.map(\.key).first(where: { !askedConstants.contains($0) }) {
      throw EditError(.unknown(field: name))
    }
  }
}
