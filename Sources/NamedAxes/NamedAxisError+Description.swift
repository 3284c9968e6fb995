extension NamedAxisError: CustomStringConvertible {
  /// The message: what was asked, what was found, what to do.
  public var description: String {
    switch self {
    case .tagCount(let names, let shape):
      "tag: there must be exactly as many names as positional axes, but got \(list(names)) for positional shape "
        + "\(shape). Use tagPrefix(_:) to name only the first ones."
    case .repeatedNames(let operation, let names, let existing):
      "\(operation): axis names must not be repeated, but \(list(names)) would be. The array has the named shape "
        + "\(existing)."
    case .missingNames(let operation, let names, let existing):
      "\(operation): there is no axis named \(list(names)). The array has the named shape \(existing)."
    case .positionalAxesExist(let operation, let shape):
      "\(operation): the array already has positional axes, of shape \(shape). Name them first with tag(_:), or use "
        + "untagPrefix(_:)."
    case .namedAxesLeft(let names, let existing):
      "unwrap: every named axis needs a position, but none was given for \(list(names)) of the named shape "
        + "\(existing). Give all names to unwrap(_:) in the order wanted, or untag(_:) them first."
    case .sizes(let operation, let names, let shapes):
      "\(operation): the sizes of \(list(names)) disagree between operands:\n"
        + shapes.enumerated().map { "  operand \($0.offset): \($0.element)" }.joined(separator: "\n")
        + "\nAxes of one name must be of one size; named axes of size 1 do not broadcast."
    case .positionalShapes(let operation, let shapes):
      "\(operation): the positional shapes \(shapes.map(\.description).joined(separator: " and ")) do not broadcast "
        + "together."
    case .invalid(let names, let shape):
      "The named array lists the axes \(list(names)), but its data has shape \(shape). Edits of the data alone must "
        + "keep its axes."
    case .noPositionalAxes(let operation, let existing):
      "\(operation): the array has no positional axes, only the named shape \(existing). Make one positional with "
        + "untag(_:), or use unstacked(axis:)."
    case .indexOutOfRange(let name, let index, let size):
      "Indexing: index \(index) is out of range for the axis \(name) of size \(size)."
    case .update(let shape, let part):
      "Indexing: values of positional shape \(shape) do not broadcast to the positional shape \(part) of the part that "
        + "they update."
    case .notSameAxes(let operation, let found, let expected):
      "\(operation): the axes must be those of \(expected), found \(found)."
    }
  }

  private func list(_ names: [AxisName]) -> String {
    names.map(\.description).joined(separator: ", ")
  }
}
