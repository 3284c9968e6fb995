internal import Trees

extension ShapePattern {
  /// The variables of the pattern whose sizes are not known, each standing for itself.
  public var dimensionVariables: DimensionSubstitution {
    var result = DimensionSubstitution()
    for (_, spec) in arrays {
      for entry in spec.positional.entries {
        switch entry {
        case .axis(let dimension): if let variable = dimension.unknown { result.sizes[variable] = dimension }
        case .axes(let name): result.positional[name] = PositionalShapePattern([entry])
        }
      }
      for entry in spec.named.entries {
        switch entry {
        case .axis(_, let dimension): if let variable = dimension.unknown { result.sizes[variable] = dimension }
        case .axes(let name): result.named[name] = .axes(name)
        }
      }
    }
    return result
  }

  /// The pattern with its variables replaced; sizes that the pattern binds to variables become plain sizes.
  ///
  /// - Throws: ``DimensionError/unknownVariable(path:variable:known:)`` unless there is a replacement for every variable,
  ///   ``DimensionError/axisConflict(path:variable:axis:pattern:)``.
  public func substituting(_ substitution: DimensionSubstitution) throws -> ShapePattern {
    try mapArrays { path, spec in
      try SpecSubstitution(path: path, substitution: substitution).apply(to: spec)
    }
  }

  /// The pattern with what a solution has found in place of its variables.
  ///
  /// - Throws: as the form with a ``DimensionSubstitution`` does.
  public func substituting(_ solution: DimensionSolution) throws -> ShapePattern {
    try substituting(DimensionSubstitution(solution))
  }
}

/// A substitution in one specification.
private struct SpecSubstitution {
  let path: TreePath
  let substitution: DimensionSubstitution

  func apply(to spec: ArraySpec) throws -> ArraySpec {
    let positional = try spec.positional.entries.flatMap { entry -> [PositionalShapePattern.Entry] in
      switch entry {
      case .axis(let dimension): [.axis(try apply(to: dimension))]
      case .axes(let name): try found(substitution.positional[name], for: "\(entry)").entries
      }
    }
    return ArraySpec(PositionalShapePattern(positional), named: try apply(to: spec.named), dtype: spec.dtype)
  }

  private func apply(to pattern: NamedShapePattern) throws -> NamedShapePattern {
    var result: [NamedShapePattern.Entry] = []
    for entry in pattern.entries {
      switch entry {
      case .axis(let name, let dimension): result.append(.axis(name, try apply(to: dimension)))
      case .axes(let variable):
        let replacement = try found(substitution.named[variable], for: "\(NamedShapePattern([entry]))")
        for new in replacement.entries {
          let stands = new.name.map { name in
            pattern[name] != nil || result.contains { $0.name == name }
          }
          guard !(stands ?? result.contains(new)) else {
            throw DimensionError.axisConflict(
              path: path, variable: variable, axis: new.name?.description ?? "\(NamedShapePattern([new]))",
              pattern: pattern)
          }
          result.append(new)
        }
      }
    }
    return NamedShapePattern(result)
  }

  private func apply(to dimension: DimensionPattern) throws -> DimensionPattern {
    switch dimension {
    case .size: dimension
    case .known(_, let size): .size(size)
    case .variable(let variable): try found(substitution.sizes[variable], for: "\(variable)")
    }
  }

  private func found<Replacement>(_ replacement: Replacement?, for variable: String) throws -> Replacement {
    guard let replacement else {
      throw DimensionError.unknownVariable(path: path, variable: variable, known: substitution.variables)
    }
    return replacement
  }
}
