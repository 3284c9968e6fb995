/// What to put in place of dimension variables; the replacements may have variables themselves.
///
/// ``ShapePattern/dimensionVariables`` has each variable of a pattern in its own place, to be edited.
public struct DimensionSubstitution: Hashable, Sendable {
  /// For variables that stand for the size of one axis.
  public var sizes: [DimensionVariable: DimensionPattern]
  /// For variables that stand for several positional axes.
  public var positional: [AxisName: PositionalShapePattern]
  /// For variables that stand for several named axes.
  public var named: [AxisName: NamedShapePattern]

  /// A substitution of the given variables.
  public init(
    sizes: [DimensionVariable: DimensionPattern] = [:], positional: [AxisName: PositionalShapePattern] = [:],
    named: [AxisName: NamedShapePattern] = [:]
  ) {
    self.sizes = sizes
    self.positional = positional
    self.named = named
  }

  /// The sizes and axes that a solution has found.
  public init(_ solution: DimensionSolution) {
    self.init()
    for variable in solution.variables {
      guard let value = solution[variable] else { continue }
      switch value {
      case .size(let size): sizes[DimensionVariable(variable)] = .size(size)
      case .positional(let shape): positional[variable] = PositionalShapePattern(shape)
      case .named(let shape): named[variable] = NamedShapePattern(shape)
      case .indexed: break
      }
      for (part, size) in value.parts { sizes[DimensionVariable(variable, part: part)] = .size(size) }
    }
  }

  /// Whether there are no variables.
  public var isEmpty: Bool { sizes.isEmpty && positional.isEmpty && named.isEmpty }

  /// The variables, for a message.
  var variables: [String] {
    let names = positional.keys.map { "*{\($0)…}" } + named.keys.map { "**{\($0):…}" }
    return (sizes.keys.map(\.description) + names).sorted()
  }
}
