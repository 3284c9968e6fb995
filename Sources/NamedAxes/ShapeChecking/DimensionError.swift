public import Trees

/// A mistake in the use of dimension variables.
public enum DimensionError: Error, Hashable, Sendable {
  /// A substitution has nothing for a variable of a specification.
  case unknownVariable(path: TreePath, variable: String, known: [String])
  /// A substitution for named axes brings a name, or a variable, that the named shape has already.
  case axisConflict(path: TreePath, variable: AxisName, axis: String, pattern: NamedShapePattern)
  /// An array was to be made of a specification whose sizes are not all known.
  case variableSizes(ArraySpec)
  /// An array was to be made of a specification that allows several element types.
  case severalTypes(ArraySpec)
  /// A solution was asked for a variable that it does not have.
  case notSolved(variable: AxisName, solved: [AxisName])
  /// A solution was asked for a variable as something else than it is.
  case otherKind(variable: AxisName, value: DimensionValue, wanted: String)
}

extension DimensionError: CustomStringConvertible {
  /// The message: what was asked, what was found, what to do.
  public var description: String {
    switch self {
    case .unknownVariable(let path, let variable, let known):
      "substituting: at \(path) stands \(variable), for which there is no value. There are values for "
        + (known.isEmpty ? "no variable." : "\(known.joined(separator: ", ")).")
    case .axisConflict(let path, let variable, let axis, let pattern):
      "substituting: at \(path) the value of \(variable) brings \(axis), which stands in \(pattern) already. Axis "
        + "names must not be repeated."
    case .variableSizes(let spec):
      "placeholder: \(spec) has sizes that are not known. Substitute its variables first."
    case .severalTypes(let spec):
      "placeholder: \(spec) allows several element types. Set its dtype to one of them, as in .exactly(.float32)."
    case .notSolved(let variable, let solved):
      "There is no variable \(variable) in the solution. It has "
        + (solved.isEmpty ? "no variables." : "\(solved.map(\.description).joined(separator: ", ")).")
    case .otherKind(let variable, let value, let wanted):
      "The variable \(variable) was asked for as \(wanted), but is \(value)."
    }
  }
}
