internal import Arrays
public import JSON
public import NamedAxes

extension ArraySpec: EditConstant {
  /// The two shapes and the element types.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    .object([
      .init("positional", try positional.entries.written(with: registry)),
      .init("named", try named.entries.written(with: registry)), .init("dtype", dtype.written(with: registry)),
    ])
  }

  /// The two shapes and the element types.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> ArraySpec {
    var object = try JSONObject(json)
    let spec = ArraySpec(
      PositionalShapePattern(
        try object.read("positional") { try [PositionalShapePattern.Entry].read($0, with: registry) }),
      named: NamedShapePattern(try object.read("named") { try [NamedShapePattern.Entry].read($0, with: registry) }),
      dtype: try object.read("dtype") { try .read($0, with: registry) })
    try object.finish()
    return spec
  }
}

extension DTypePattern: EditConstant {
  /// The classes of types, beside which stand the types themselves.
  private static let classes: [DTypePattern] = [
    .any, .number, .integer, .signedInteger, .unsignedInteger, .inexact, .floating, .complex,
  ]

  /// The name of the type or the class.
  public func written(with registry: EditRegistry) -> JSONValue {
    if case .exactly(let dtype) = self { dtype.written(with: registry) } else { .string(description) }
  }

  /// The name of a type or a class.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> DTypePattern {
    let name = try json.text()
    return try classes.first { $0.description == name } ?? .exactly(.read(json, with: registry))
  }
}

extension DimensionPattern: EditConstant {
  /// A size, or the variable with its part and its size where there are any.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    func object(_ variable: DimensionVariable, _ size: [JSONValue.Member] = []) throws -> JSONValue {
      let part: [JSONValue.Member] =
        switch variable.part {
        case nil: []
        case .index(let index): [.init("index", .number("\(index)"))]
        case .axis(let name): [.init("axis", try name.written(with: registry))]
        }
      return .object([.init("variable", try variable.name.written(with: registry))] + part + size)
    }
    return switch self {
    case .size(let size): .number("\(size)")
    case .variable(let variable): try object(variable)
    case .known(let variable, let size): try object(variable, [.init("size", .number("\(size)"))])
    }
  }

  /// A size, or a variable.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> DimensionPattern {
    if case .number = json { return .size(try json.integer()) }
    var object = try JSONObject(json)
    let name: AxisName = try object.read("variable") { try .read($0, with: registry) }
    let index = try object.readIfPresent("index") { DimensionVariable.Part.index(try $0.integer()) }
    let axis = try object.readIfPresent("axis") { DimensionVariable.Part.axis(try .read($0, with: registry)) }
    let size = try object.readIfPresent("size") { try $0.integer() }
    try object.finish()
    guard index == nil || axis == nil else {
      throw EditError(.unexpected(expected: "an index or an axis", found: "both"))
    }
    let variable = DimensionVariable(name, part: index ?? axis)
    return size.map { .known(variable, size: $0) } ?? .variable(variable)
  }
}

extension PositionalShapePattern.Entry: EditConstant {
  /// The size of an axis, or the variable of any number of them.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    switch self {
    case .axis(let dimension): try dimension.written(with: registry)
    case .axes(let name): try anyAxesJSON(name, registry)
    }
  }

  /// The size of an axis, or the variable of any number of them.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> Self {
    try anyAxes(json, registry).map { .axes($0) } ?? .axis(.read(json, with: registry))
  }
}

extension NamedShapePattern.Entry: EditConstant {
  /// The name and the size of an axis, or the variable of any number of them.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    switch self {
    case .axis(let name, let dimension):
      .array([try name.written(with: registry), try dimension.written(with: registry)])
    case .axes(let name): try anyAxesJSON(name, registry)
    }
  }

  /// The name and the size of an axis, or the variable of any number of them.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> Self {
    if let name = try anyAxes(json, registry) { return .axes(name) }
    let pair = try json.elements()
    guard pair.count == 2 else {
      throw EditError(.unexpected(expected: "a list of a name and a size", found: json.kind))
    }
    return .axis(try .read(pair[0], with: registry), try .read(pair[1], with: registry))
  }
}

/// The variable of any number of axes, as the entry of a shape.
private func anyAxesJSON(_ name: AxisName, _ registry: EditRegistry) throws -> JSONValue {
  .object([.init("axes", try name.written(with: registry))])
}

/// The variable of any number of axes; `nil` for another entry.
private func anyAxes(_ json: JSONValue, _ registry: EditRegistry) throws -> AxisName? {
  guard case .object(let members) = json, members.contains(where: { $0.key == "axes" }) else { return nil }
  var object = try JSONObject(json)
  let name: AxisName = try object.read("axes") { try .read($0, with: registry) }
  try object.finish()
  return name
}
