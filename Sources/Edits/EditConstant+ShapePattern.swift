internal import Arrays
public import JSON
public import NamedAxes
internal import Trees
internal import Variables

extension ShapePattern: EditConstant {
  /// An object whose only key says what is wanted: an `array`, anything (`any`), a value (`equal`), or a `node`;
  /// `"absent"` for no value.
  ///
  /// - Throws: ``EditError`` for values of types that scripts cannot hold.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    switch self {
    case .array(let spec): .object([.init("array", try spec.written(with: registry))])
    case .wildcard(let words): .object([.init("any", try words.written(with: registry))])
    case .value(let value): .object([.init("equal", try value.written(with: registry))])
    case .absent: .string("absent")
    case .node(let node): .object([.init("node", try node.written(with: registry))])
    }
  }

  /// What ``written(with:)`` gives.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> ShapePattern {
    if case .string("absent") = json { return .absent }
    var object = try JSONObject(json)
    let pattern: ShapePattern =
      if object.contains("array") {
        .array(try object.read("array") { try .read($0, with: registry) })
      } else if object.contains("any") {
        .wildcard(try object.read("any") { try String?.read($0, with: registry) })
      } else if object.contains("equal") {
        .value(try object.read("equal") { try .read($0, with: registry) })
      } else {
        .node(try object.read("node") { try .read($0, with: registry) })
      }
    try object.finish()
    return pattern
  }
}

extension PatternNode: EditConstant {
  /// The form, the children under their keys, and the type and the static properties where they matter.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    let type = type.map { JSONValue.array([.string($0.qualifiedName), .string($0.description)]) }
    let constants = try constants?.map { try pair($0.key, $0.value, registry) }
    return .object([
      .init("form", .string(form.rawValue)),
      .init("children", .array(try children.map { try pair($0.key, $0.pattern, registry) })),
      .init("type", type ?? .null), .init("constants", constants.map { .array($0) } ?? .null),
    ])
  }

  /// What ``written(with:)`` gives.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> PatternNode {
    var object = try JSONObject(json)
    let form = try object.read("form") { json in
      guard let form = Form(rawValue: try json.text()) else {
        throw EditError(.unexpected(expected: "list, dictionary or fields", found: json.kind))
      }
      return form
    }
    let children = try object.read("children") { json in
      try json.mapElements { Child(try key(of: $0), try .read(try value(of: $0), with: registry)) }
    }
    let type = try object.read("type") { json -> NodeType? in
      if case .null = json { return nil }
      let names = try json.mapElements { try $0.text() }
      guard names.count == 2 else { throw EditError(.unexpected(expected: "two names of a type", found: json.kind)) }
      return NodeType(qualifiedName: names[0], description: names[1])
    }
    let constants = try object.read("constants") { json -> [Constant]? in
      if case .null = json { return nil }
      return try json.mapElements {
        Constant(key: try key(of: $0), value: try .read(try value(of: $0), with: registry))
      }
    }
    try object.finish()
    return PatternNode(form, children, type: type, constants: constants)
  }

  /// A key, as a path of one step, and what stands under it.
  private func pair(
    _ key: TreeKey, _ value: some EditConstant, _ registry: EditRegistry
  ) throws -> JSONValue {
    .array([.string("\(TreePath([key]))"), try value.written(with: registry)])
  }

  private static func key(of json: JSONValue) throws -> TreeKey {
    let path = try TreePath(parsing: try json.elements().first?.text() ?? "")
    guard path.keys.count == 1 else {
      throw EditError(.unexpected(expected: "a list of a path of one step and what is there", found: json.kind))
    }
    return path.keys[0]
  }

  private static func value(of json: JSONValue) throws -> JSONValue {
    let elements = try json.elements()
    guard elements.count == 2 else {
      throw EditError(.unexpected(expected: "a list of a path of one step and what is there", found: json.kind))
    }
    return elements[1]
  }
}

extension StaticValue: EditConstant {
  /// The types whose values a pattern of a script can hold.
  private static let types: [any (EditConstant & Hashable & Sendable).Type] = [
    Bool.self, String.self, Int.self, Int8.self, Int16.self, Int32.self, Int64.self, UInt.self, UInt8.self,
    UInt16.self, UInt32.self, UInt64.self, Float.self, Double.self, AxisName.self, [AxisName].self, NamedShape.self,
    DType.self, VariableLabel.self, [String: String].self,
  ]

  /// The name of the type and the value.
  ///
  /// - Throws: ``EditError`` for a value of any other type.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    guard let type = Self.types.first(where: { $0 == Swift.type(of: value) }), let constant = value as? any EditConstant
    else {
      throw EditError(.unwritable(problem: "a pattern wants the value \(self), of a type that scripts cannot hold"))
    }
    return .object([.init("\(type)", try constant.written(with: registry))])
  }

  /// The name of the type and the value.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> StaticValue {
    var object = try JSONObject(json)
    guard object.keys.count == 1, let type = types.first(where: { "\($0)" == object.keys[0] }) else {
      throw EditError(.unexpected(expected: "the name of a type and its value", found: json.kind))
    }
    let value = try object.read(object.keys[0]) { try StaticValue(type.read($0, with: registry)) }
    try object.finish()
    return value
  }
}
