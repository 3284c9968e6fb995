internal import Trees

/// Finds what the variables of shape patterns stand for.
///
/// A shape with one variable for any number of axes gives that variable the axes that are left. One with several waits
/// until other shapes have told all but one of them.
struct DimensionSolver {
  typealias Binding = StructureMismatch.Binding
  typealias Difference = StructureMismatch.Difference
  typealias Kind = StructureMismatch.Problem.Kind

  private(set) var problems: [PlacedProblem] = []
  private var bindings: [DimensionVariable: Binding] = [:]
  /// The variables in the order in which they were found.
  private var found: [DimensionVariable] = []

  init(known: DimensionSolution) {
    for name in known.variables {
      guard let value = known[name] else { continue }
      store(Binding(variable: DimensionVariable(name), value: value, origin: .known))
    }
  }

  /// Solves as far as possible.
  ///
  /// - Parameter isWholeTree: whether there are constraints for all arrays; if not, what stays open is no problem, since
  ///   the others might have told it.
  /// - Returns: whether every shape was compared; those that were not may not match either.
  mutating func solve(_ constraints: [ShapeConstraint], isWholeTree: Bool) -> Bool {
    var open = constraints
    while !open.isEmpty {
      var waiting: [ShapeConstraint] = []
      for constraint in open where !attempt(constraint) { waiting.append(constraint) }
      if !problems.isEmpty { return waiting.isEmpty }
      if waiting.count == open.count {
        guard isWholeTree else { return false }
        for constraint in waiting { note(ambiguity(of: constraint), constraint) }
        return true
      }
      open = waiting
    }
    return true
  }

  /// Compares a shape with its pattern; false if too little is known for that.
  private mutating func attempt(_ constraint: ShapeConstraint) -> Bool {
    switch constraint.content {
    case .positional(let shape, let pattern): attempt(shape, pattern, constraint)
    case .named(let shape, let pattern): attempt(shape, pattern, constraint)
    }
  }

  private mutating func attempt(_ shape: [Int], _ pattern: PositionalShapePattern, _ constraint: ShapeConstraint)
    -> Bool
  {
    var entries: [PositionalShapePattern.Entry] = []
    var inlined: [Binding] = []
    for entry in pattern.entries {
      guard case .axes(let name) = entry, let binding = bindings[DimensionVariable(name)] else {
        entries.append(entry)
        continue
      }
      guard case .positional(let sizes) = binding.value else {
        note(.otherKind(binding, wanted: "positional axes"), constraint)
        return true
      }
      inlined.append(binding)
      entries += sizes.enumerated().map { index, size in
        .axis(.known(DimensionVariable(name, part: .index(index)), size: size))
      }
    }
    let open = PositionalShapePattern(entries).axesVariables
    guard open.count < 2 else { return false }

    let differences = compare(shape, entries, at: constraint.path)
    if !differences.isEmpty {
      note(.positionalShape(found: shape, expected: pattern, differences, inlined), constraint)
    }
    return true
  }

  private mutating func compare(
    _ shape: [Int], _ entries: [PositionalShapePattern.Entry], at path: TreePath
  ) -> [Difference] {
    let place = entries.firstIndex { if case .axes = $0 { true } else { false } }
    let count = entries.count - (place == nil ? 0 : 1)
    guard place == nil ? shape.count == count : shape.count >= count else {
      return [.axisCount(found: shape.count, expected: count, orMore: place != nil)]
    }
    var differences: [Difference] = []
    var axis = 0
    for entry in entries {
      switch entry {
      case .axis(let dimension):
        if let difference = match(dimension, shape[axis], .index(axis), at: path) { differences.append(difference) }
        axis += 1
      case .axes(let name):
        let sizes = Array(shape[axis..<axis + shape.count - count])
        store(Binding(variable: DimensionVariable(name), value: .positional(sizes), origin: .path(path)))
        axis += sizes.count
      }
    }
    return differences
  }

  private mutating func attempt(
    _ shape: NamedShape, _ pattern: NamedShapePattern, _ constraint: ShapeConstraint
  ) -> Bool {
    var axes: [(name: AxisName, dimension: DimensionPattern)] = []
    var open: [AxisName] = []
    var inlined: [Binding] = []
    var names = Set(pattern.entries.compactMap(\.name))
    for entry in pattern.entries {
      switch entry {
      case .axis(let name, let dimension): axes.append((name, dimension))
      case .axes(let variable):
        guard let binding = bindings[DimensionVariable(variable)] else {
          open.append(variable)
          continue
        }
        guard case .named(let value) = binding.value else {
          note(.otherKind(binding, wanted: "named axes"), constraint)
          return true
        }
        if let repeated = value.names.first(where: { !names.insert($0).inserted }) {
          note(.axisConflict(binding, axis: repeated, expected: pattern), constraint)
          return true
        }
        inlined.append(binding)
        axes += value.map { ($0.name, .known(DimensionVariable(variable, part: .axis($0.name)), size: $0.size)) }
      }
    }
    guard open.count < 2 else { return false }

    var differences: [Difference] = []
    for (name, dimension) in axes {
      if let size = shape[name] {
        if let difference = match(dimension, size, .axis(name), at: constraint.path) { differences.append(difference) }
      } else {
        differences.append(.missing(name))
      }
    }
    let rest = shape.removing(axes.map(\.name))
    if let variable = open.first {
      store(Binding(variable: DimensionVariable(variable), value: .named(rest), origin: .path(constraint.path)))
    } else if !rest.isEmpty {
      differences.append(.unexpected(rest))
    }
    if !differences.isEmpty {
      note(.namedShape(found: shape, expected: pattern, differences, inlined), constraint)
    }
    return true
  }

  /// Compares one size, and binds the variable that stands for it.
  private mutating func match(
    _ dimension: DimensionPattern, _ size: Int, _ axis: DimensionVariable.Part, at path: TreePath
  ) -> Difference? {
    func difference(_ expected: DimensionValue, _ binding: Binding? = nil) -> Difference? {
      expected == .size(size) ? nil : .size(axis: axis, found: size, expected: expected, binding)
    }
    switch dimension {
    case .size(let expected): return difference(.size(expected))
    case .variable(let variable):
      if let binding = bindings[variable] { return difference(binding.value, binding) }
      store(Binding(variable: variable, value: .size(size), origin: .path(path)))
      return nil
    case .known(let variable, let expected):
      if let binding = bindings[variable] {
        if binding.value != .size(expected) { return .rebound(axis: axis, size: expected, binding) }
      } else {
        store(Binding(variable: variable, value: .size(expected), origin: .path(path)))
      }
      return difference(.size(expected))
    }
  }

  private mutating func store(_ binding: Binding) {
    if bindings.updateValue(binding, forKey: binding.variable) == nil { found.append(binding.variable) }
  }

  private mutating func note(_ kind: Kind, _ constraint: ShapeConstraint) {
    problems.append((constraint.leaf, StructureMismatch.Problem(path: constraint.path, kind: kind)))
  }

  private func ambiguity(of constraint: ShapeConstraint) -> Kind {
    func open(_ names: [AxisName]) -> [AxisName] { names.filter { bindings[DimensionVariable($0)] == nil } }
    return switch constraint.content {
    case .positional(let shape, let pattern):
      .ambiguous(found: "\(shape)", expected: "\(pattern)", variables: open(pattern.axesVariables))
    case .named(let shape, let pattern):
      .ambiguous(found: "\(shape)", expected: "\(pattern)", variables: open(pattern.axesVariables))
    }
  }

  /// What was found, the parts of a variable gathered under its name.
  ///
  /// - Parameter conflicts: gets a problem for each part that is not as its variable says as a whole.
  func solution(conflicts: inout [StructureMismatch.Problem]) -> DimensionSolution {
    var solution = DimensionSolution()
    for variable in found {
      guard let binding = bindings[variable] else { continue }
      guard let part = variable.part, case .size(let size) = binding.value else {
        solution[variable.name] = binding.value
        continue
      }
      if let whole = bindings[DimensionVariable(variable.name)] {
        if whole.value[part] != size { conflicts.append(conflict(binding, whole)) }
      } else if let gathered = solution[variable.name].map({ $0.adding(part, size) }) ?? DimensionValue(part, size) {
        solution[variable.name] = gathered
      } else {
        conflicts.append(
          conflict(
            binding,
            Binding(
              variable: DimensionVariable(variable.name), value: solution[variable.name] ?? [:], origin: binding.origin)
          ))
      }
    }
    return solution
  }

  private func conflict(_ part: Binding, _ whole: Binding) -> StructureMismatch.Problem {
    let path = if case .path(let path) = part.origin { path } else { TreePath() }
    return StructureMismatch.Problem(path: path, kind: .partConflict(part, whole: whole))
  }
}

extension DimensionValue {
  /// One part of a variable.
  fileprivate init(_ part: DimensionVariable.Part, _ size: Int) {
    switch part {
    case .index(let index): self = .indexed([index: size])
    case .axis(let name): self = .named([name: size])
    }
  }

  /// The value with one part more; `nil` when the others are of another kind.
  fileprivate func adding(_ part: DimensionVariable.Part, _ size: Int) -> DimensionValue? {
    switch (self, part) {
    case (.named(var shape), .axis(let name)):
      shape[name] = size
      return .named(shape)
    case (.indexed(var sizes), .index(let index)):
      sizes[index] = size
      return .indexed(sizes)
    default: return nil
    }
  }
}
