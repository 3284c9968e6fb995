public import Arrays
public import JSON
public import Layers
public import Models
public import NamedAxes
public import Variables

extension AxisName: EditConstant {
  /// The name.
  ///
  /// - Throws: ``EditError`` for a unique name, which equals nothing that could be read.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    guard !isUnique else {
      throw EditError(.unwritable(problem: "\(self) is a unique name of an axis, which equals nothing that is read"))
    }
    return .string(text)
  }

  /// A name.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> AxisName {
    AxisName(try json.text())
  }
}

extension NamedArray.Axis: EditConstant {
  /// The name, or the rank of a positional axis.
  package func written(with registry: EditRegistry) throws -> JSONValue {
    switch self {
    case .named(let name): try name.written(with: registry)
    case .positional(let rank): .number("\(rank)")
    }
  }

  /// A name or a rank.
  package static func read(_ json: JSONValue, with registry: EditRegistry) throws -> NamedArray.Axis {
    if case .number = json { return .positional(try json.integer()) }
    return .named(try AxisName.read(json, with: registry))
  }
}

extension DType: EditConstant {
  /// The name.
  public func written(with registry: EditRegistry) -> JSONValue { .string(rawValue) }

  /// The name of a dtype.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> DType {
    guard let dtype = DType(rawValue: try json.text()) else {
      throw EditError(.unexpected(expected: "the name of a dtype", found: json.kind))
    }
    return dtype
  }
}

extension NamedShape: EditConstant {
  /// A list of names and sizes, whose order counts.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    .array(try map { .array([try $0.name.written(with: registry), .number("\($0.size)")]) })
  }

  /// A list of names and sizes.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> NamedShape {
    NamedShape(
      try json.mapElements { axis in
        let pair = try axis.elements()
        guard pair.count == 2 else {
          throw EditError(.unexpected(expected: "a list of a name and a size", found: axis.kind))
        }
        return (try AxisName.read(pair[0], with: registry), try pair[1].integer())
      })
  }
}

extension VariableLabel: EditConstant {
  /// The name; a label without one as `null`, as its number only tells it apart within one process.
  ///
  /// - Returns: `{"group": ..., "index": ...}` for a label of a scope.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    switch self {
    case .name(let name): .string(name)
    case .automatic: .null
    case .scoped(let group, let index):
      .object([
        JSONValue.Member("group", try group.written(with: registry)), JSONValue.Member("index", .number("\(index)")),
      ])
    }
  }

  /// The label; in place of `null` the next one that is free.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> VariableLabel {
    switch json {
    case .string(let name): return .name(name)
    case .null: return .next()
    default:
      var object = try JSONObject(json)
      let group = try object.read("group") { try String?.read($0, with: registry) }
      let index = try object.read("index") { try $0.integer() }
      try object.finish()
      return .scoped(group: group, index: index)
    }
  }
}

extension SideInputs.Key: EditConstant {
  /// The name.
  public func written(with registry: EditRegistry) -> JSONValue { .string(name) }
  /// A name.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> SideInputs.Key {
    SideInputs.Key(try json.text())
  }
}

extension EinsumAxes: EditConstant {
  /// A list of names and symbols.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    .array(try zip(names, symbols).map { try [$0, $1].written(with: registry) })
  }

  /// A list of names and symbols.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> EinsumAxes {
    try [[AxisName]].read(json, with: registry).reduce([]) { axes, pair in
      guard pair.count == 2 else {
        throw EditError(.unexpected(expected: "lists of a name and a symbol", found: "a list of \(pair.count)"))
      }
      return axes + [pair[0]: pair[1]]
    }
  }
}

extension ElementwiseFunction: EditConstant {
  /// The name.
  ///
  /// - Throws: ``EditError`` for a function that is not registered.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    guard registry.function(name) != nil else {
      throw EditError(.unwritable(problem: "the function \(name.debugDescription) is not registered"))
    }
    return .string(name)
  }

  /// The registered function of a name.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> ElementwiseFunction {
    guard let function = registry.function(try json.text()) else {
      throw EditError(.unexpected(expected: "the name of a registered function", found: json.kind))
    }
    return function
  }
}

extension RoPEFrequencyScaling: EditConstant {
  /// The kind with its numbers.
  public func written(with registry: EditRegistry) -> JSONValue {
    switch self {
    case .llama3(let factor, let low, let high, let length):
      .object([
        .init("llama3", .array([factor, low, high].map { $0.written(with: registry) } + [.number("\(length)")]))
      ])
    case .linear(let factor): .object([.init("linear", factor.written(with: registry))])
    }
  }

  /// The kind with its numbers.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> RoPEFrequencyScaling {
    var object = try JSONObject(json)
    let linear = try object.readIfPresent("linear") { factor in
      RoPEFrequencyScaling.linear(factor: try Double.read(factor, with: registry))
    }
    let scaling =
      try linear
      ?? object.read("llama3") { list in
        let numbers = try list.elements()
        guard numbers.count == 4 else { throw EditError(.unexpected(expected: "four numbers", found: list.kind)) }
        let factors = try numbers.dropLast().map { try Double.read($0, with: registry) }
        return RoPEFrequencyScaling.llama3(
          factor: factors[0], lowFrequencyFactor: factors[1], highFrequencyFactor: factors[2],
          originalContextLength: try numbers[3].integer())
      }
    try object.finish()
    return scaling
  }
}

extension TransformerMetadata: EditConstant {
  /// The sizes by their names.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    .object([
      .init("commonHeadAxes", try commonHeadAxes.written(with: registry)),
      .init("queryOnlyHeadAxes", try queryOnlyHeadAxes.written(with: registry)),
      .init("embeddingDim", .number("\(embeddingDim)")), .init("projectionDim", .number("\(projectionDim)")),
      .init("mlpHiddenDim", .number("\(mlpHiddenDim)")), .init("vocabSize", .number("\(vocabSize)")),
      .init("activationDType", activationDType.written(with: registry)),
    ])
  }

  /// The sizes by their names.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> TransformerMetadata {
    var object = try JSONObject(json)
    func shape(_ field: String) throws -> NamedShape { try object.read(field) { try .read($0, with: registry) } }
    func size(_ field: String) throws -> Int { try object.read(field) { try $0.integer() } }
    let metadata = TransformerMetadata(
      commonHeadAxes: try shape("commonHeadAxes"), queryOnlyHeadAxes: try shape("queryOnlyHeadAxes"),
      embeddingDim: try size("embeddingDim"), projectionDim: try size("projectionDim"),
      mlpHiddenDim: try size("mlpHiddenDim"), vocabSize: try size("vocabSize"),
      activationDType: try object.read("activationDType") { try .read($0, with: registry) })
    try object.finish()
    return metadata
  }
}
