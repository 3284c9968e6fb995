public import JSON
public import Layers
internal import NamedAxes

extension NamedPadding: EditConstant {
  /// The name of the kind, or the amounts before and after.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    switch self {
    case .valid: .string("valid")
    case .same: .string("same")
    case .sameLower: .string("sameLower")
    case .amounts(let before, let after):
      .object([
        .init("before", try before.written(with: registry)), .init("after", try after.written(with: registry)),
      ])
    }
  }

  /// The name of the kind, or the amounts before and after.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> NamedPadding {
    switch json {
    case .string("valid"): return .valid
    case .string("same"): return .same
    case .string("sameLower"): return .sameLower
    case .object:
      var object = try JSONObject(json)
      let before: NamedShape = try object.read("before") { try .read($0, with: registry) }
      let after: NamedShape = try object.read("after") { try .read($0, with: registry) }
      try object.finish()
      return .amounts(before: before, after: after)
    default: throw EditError(.unexpected(expected: "a kind of padding, or amounts", found: json.kind))
    }
  }
}

extension PoolingWindow: EditConstant {
  /// What the window is, by the names of its properties.
  public func written(with registry: EditRegistry) throws -> JSONValue {
    .object([
      .init("sizes", try sizes.written(with: registry)), .init("strides", try strides.written(with: registry)),
      .init("padding", try padding.written(with: registry)), .init("dilation", try dilation.written(with: registry)),
    ])
  }

  /// What the window is, by the names of its properties.
  public static func read(_ json: JSONValue, with registry: EditRegistry) throws -> PoolingWindow {
    var object = try JSONObject(json)
    func shape(_ field: String) throws -> NamedShape { try object.read(field) { try .read($0, with: registry) } }
    let window = PoolingWindow(
      try shape("sizes"), strides: try shape("strides"),
      padding: try object.read("padding") { try .read($0, with: registry) }, dilation: try shape("dilation"))
    try object.finish()
    return window
  }
}
