/// The size that a pattern wants of one axis.
public enum DimensionPattern: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// This size.
  case size(Int)
  /// Any size, the same wherever the variable stands.
  case variable(DimensionVariable)
  /// This size, to which the variable is bound as well.
  case known(DimensionVariable, size: Int)

  /// A size from a literal.
  public init(integerLiteral value: Int) {
    self = .size(value)
  }

  /// The part for a named axis of a variable that stands for several axes.
  public static func variable(_ name: AxisName, axis: AxisName) -> DimensionPattern {
    .variable(DimensionVariable(name, part: .axis(axis)))
  }

  /// The part for a positional axis of a variable that stands for several axes.
  public static func variable(_ name: AxisName, at index: Int) -> DimensionPattern {
    .variable(DimensionVariable(name, part: .index(index)))
  }

  /// The variable, if the size is not known.
  var unknown: DimensionVariable? {
    if case .variable(let variable) = self { variable } else { nil }
  }

  /// The size, if it is known.
  var size: Int? {
    switch self {
    case .size(let size), .known(_, let size): size
    case .variable: nil
    }
  }
}

extension DimensionPattern: CustomStringConvertible {
  /// The size, or the variable where it is not known.
  public var description: String {
    switch self {
    case .size(let size), .known(_, let size): "\(size)"
    case .variable(let variable): "\(variable)"
    }
  }
}
