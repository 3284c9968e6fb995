public import JSON
internal import Trees

extension EditScript {
  /// The version of the format: the number under `"penzai-edits"`.
  public static var version: Int { 1 }

  /// The script as JSON, indented; equal scripts give equal texts.
  ///
  /// Each level of nodes takes two levels of JSON, of which 256 are read unless `JSONLimits` say otherwise.
  public var json: String {
    let steps = steps.map { step in
      JSONValue.object(
        (step.note.map { [JSONValue.Member("note", .string($0))] } ?? [])
          + [.init("edits", .array(step.edits.map(\.json)))])
    }
    return JSONValue.object([
      .init("penzai-edits", .number("\(Self.version)")), .init("steps", .array(steps)),
    ]).formatted
  }

  /// Reads a script.
  ///
  /// No tree is made and nothing is run: the script is data until it is replayed.
  ///
  /// - Parameters:
  ///   - text: JSON in UTF-8.
  ///   - limits: how much is read at most.
  /// - Throws: ``EditError`` naming the place of what is no script: text that is no JSON or too much of it, keys given
  ///   twice, fields that are missing, unknown or of another kind, paths that do not read, another version.
  public init(parsing text: some Collection<UInt8>, limits: JSONLimits = JSONLimits()) throws {
    steps = try located("") {
      var object = try JSONObject(try JSONValue(parsing: text, limits: limits))
      try object.read("penzai-edits") { version in
        guard case .number(let number) = version else {
          throw EditError(.unexpected(expected: "the number of a version", found: version.kind))
        }
        guard number == "\(Self.version)" else {
          throw EditError(.unsupportedVersion(number, supported: Self.version))
        }
      }
      let steps = try object.read("steps") { try $0.mapElements(Step.init) }
      try object.finish()
      return steps
    }
  }

  /// Reads a script from a text.
  ///
  /// - Throws: as ``init(parsing:limits:)``.
  public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }
}

extension EditScript.Step {
  fileprivate init(_ json: JSONValue) throws {
    var object = try JSONObject(json)
    note = try object.readIfPresent("note") { try $0.text() }
    edits = try object.read("edits") { try $0.mapElements(Edit.init) }
    try object.finish()
    if let late = edits.indices.first(where: { edits[$0].isSetting && !edits[..<$0].allSatisfy(\.isSetting) }) {
      throw EditError(
        place: ".edits[\(late)]", .unexpected(expected: "no set after other edits of a step", found: "one"))
    }
  }
}

extension Edit {
  fileprivate var json: JSONValue {
    func object(_ verb: String, _ field: String, _ tree: WrittenTree) -> JSONValue {
      .object([.init(verb, .string("\(path)")), .init(field, tree.json)])
    }
    return switch self {
    case .set(_, let tree): object("set", "to", tree)
    case .replace(_, let tree): object("replace", "with", tree)
    case .insert(_, let tree): object("insert", "element", tree)
    case .remove: .object([.init("remove", .string("\(path)"))])
    }
  }

  fileprivate init(_ json: JSONValue) throws {
    var object = try JSONObject(json)
    if let path = try object.readIfPresent("set", TreePath.init) {
      self = .set(path, try object.read("to", WrittenTree.init))
    } else if let path = try object.readIfPresent("replace", TreePath.init) {
      self = .replace(path, try object.read("with", WrittenTree.init))
    } else if let path = try object.readIfPresent("insert", TreePath.init) {
      self = .insert(path, try object.read("element", WrittenTree.init))
    } else if let path = try object.readIfPresent("remove", TreePath.init) {
      self = .remove(path)
    } else {
      throw EditError(
        .unexpected(expected: "one of the fields \"set\", \"replace\", \"insert\" and \"remove\"", found: "none"))
    }
    try object.finish()
  }
}
