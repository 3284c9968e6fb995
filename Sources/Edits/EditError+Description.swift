extension EditError: CustomStringConvertible {
  /// Where, what was expected, what was found, and what to do.
  public var description: String { place.isEmpty ? reason.description : "At \(place): \(reason)" }
}

extension EditError.Reason: CustomStringConvertible {
  /// What was expected, what was found, and what to do.
  public var description: String {
    switch self {
    case .json(let error): "\(error)"
    case .unexpected(let expected, let found): "Expected \(expected), found \(found)."
    case .missing(let field): "The field \(field.debugDescription) is missing."
    case .unknown(let field): "The field \(field.prefix(80).debugDescription) means nothing here."
    case .unsupportedVersion(let version, let supported):
      "The script is of version \(version); this library reads version \(supported)."
    case .unregistered(let type):
      "The type \(type.prefix(80)) is not registered. Scripts hold registered types only: see EditRegistry.register."
    case .unsuitable(let type, let problem): "No \(type.prefix(80)) can be made of this: \(problem)."
    case .unwritable(let problem): "This cannot be written into a script: \(problem)."
    case .refused(let problem): "The edit does not fit the tree: \(problem)"
    }
  }
}
