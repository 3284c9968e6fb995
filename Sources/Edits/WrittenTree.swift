internal import JSON
internal import Trees

/// A tree as data: what a script keeps of it.
indirect enum WrittenTree: Hashable, Sendable {
  /// The node at a path of the tree that the edits of a step start from.
  case reference(TreePath)
  /// A node of a registered type.
  case node(WrittenNode)
  /// A variable under its number in the script, with what it is made of where it first appears.
  case variable(Int, WrittenNode?)
}

/// A node as data: the name of its type, its static values, its children.
struct WrittenNode: Hashable, Sendable {
  struct Child: Hashable, Sendable {
    var key: TreeKey
    var tree: WrittenTree
  }

  var type: String
  var constants: [JSONValue.Member] = []
  var children: [Child] = []
}

extension WrittenTree {
  /// What the tree is, in a few words.
  var summary: String {
    switch self {
    case .reference(let path): "what was at \(path)"
    case .variable(let number, let node): node?.type ?? "variable \(number)"
    case .node(let node):
      node.children.isEmpty
        ? node.type : "\(node.type)(" + node.children.map { "\($0.tree.summary)" }.joined(separator: ", ") + ")"
    }
  }

  /// How many values of JSON it takes, of which a script may have a limited number.
  var json: JSONValue {
    switch self {
    case .reference(let path): .object([.init("from", .string("\(path)"))])
    case .node(let node): .object(node.fields)
    case .variable(let number, let node): .object([.init("variable", .number("\(number)"))] + (node?.fields ?? []))
    }
  }

  /// - Throws: ``EditError`` with the place inside.
  init(_ json: JSONValue) throws {
    var object = try JSONObject(json)
    if let path = try object.readIfPresent("from", TreePath.init) {
      try object.finish()
      self = .reference(path)
      return
    }
    let number = try object.readIfPresent("variable") { try $0.integer() }
    if let number, !object.contains("type") {
      try object.finish()
      self = .variable(number, nil)
      return
    }
    let node = try WrittenNode(&object)
    try object.finish()
    self = number.map { .variable($0, node) } ?? .node(node)
  }
}

extension WrittenNode {
  fileprivate var fields: [JSONValue.Member] {
    var fields = [JSONValue.Member("type", .string(type))]
    if !constants.isEmpty { fields.append(.init("static", .object(constants))) }
    if !children.isEmpty {
      // The elements of an array are a list; everything else goes under the steps of paths.
      let isList = children.enumerated().allSatisfy { $1.key == .index($0) }
      fields.append(
        isList
          ? .init("elements", .array(children.map(\.tree.json)))
          : .init("children", .object(children.map { .init("\($0.key)", $0.tree.json) })))
    }
    return fields
  }

  fileprivate init(_ object: inout JSONObject) throws {
    type = try object.read("type") { try $0.text() }
    constants =
      try object.readIfPresent("static") { json in
        let fields = try JSONObject(json)
        guard case .object(let members) = json, members.count == fields.keys.count else { return [] }
        return members
      } ?? []
    if object.contains("elements") {
      let elements = try object.read("elements") { try $0.mapElements(WrittenTree.init) }
      children = elements.enumerated().map { Child(key: .index($0), tree: $1) }
      return
    }
    children =
      try object.readIfPresent("children") { json in
        var fields = try JSONObject(json)
        var children: [Child] = []
        for step in fields.keys {
          let path = try located("[\(jsonString(step))]") { try TreePath(.string(step)) }
          guard path.keys.count == 1 else {
            throw EditError(place: "[\(jsonString(step))]", .unexpected(expected: "one step of a path", found: step))
          }
          children.append(Child(key: path.keys[0], tree: try fields.read(step, WrittenTree.init)))
        }
        guard Set(children.map(\.key)).count == children.count else {
          throw EditError(.unexpected(expected: "each step once", found: "a step twice"))
        }
        return children
      } ?? []
  }
}

extension TreePath {
  /// A path from a text of a script.
  ///
  /// - Throws: ``EditError`` when the text is no path.
  init(_ json: JSONValue) throws {
    do {
      self = try TreePath(parsing: try json.text())
    } catch let error as TreeError {
      throw EditError(.unexpected(expected: "a path as it prints (\(error))", found: json.kind))
    }
  }
}
