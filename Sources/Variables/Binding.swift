public import Trees

/// Puts variables, or their frozen values, into their slots; slots without one stay.
///
/// - Parameters:
///   - tree: a tree with slots; it is not changed.
///   - variables: variables and frozen values.
///   - allowsUnused: whether some may have no slot in the tree.
/// - Throws: ``VariableError/repeatedSlot(slot:)``, ``VariableError/unusedVariables(slots:)``;
///   `TreeError.wrongType` when a property cannot hold what belongs into it.
public func bindVariables<Tree: PyTree>(
  _ tree: Tree, _ variables: [any SlotFiller], allowingUnused allowsUnused: Bool = false
) throws -> Tree {
  var binder = try VariableBinder(variables)
  let bound = try binder.bind(tree)
  if !allowsUnused { try binder.requireAllUsed() }
  return bound
}

/// Puts new variables with the given values into their slots; slots without one stay.
///
/// - Parameters:
///   - tree: a tree with slots; it is not changed.
///   - values: the values that the new variables begin with.
///   - allowsUnused: whether some may have no slot in the tree.
/// - Throws: as ``bindVariables(_:_:allowingUnused:)`` does.
public func bindVariables<Tree: PyTree>(
  _ tree: Tree, unfreezing values: [any FrozenVariable], allowingUnused allowsUnused: Bool = false
) throws -> Tree {
  try bindVariables(tree, values.map { $0.unfreezeAsCopy() }, allowingUnused: allowsUnused)
}

/// Variables and frozen values on their way into the slots of one tree or several.
public struct VariableBinder {
  private let slots: [VariableKey]
  private let fillers: [VariableKey: any SlotFiller]
  private var unused: Set<VariableKey>

  /// A binder of variables and frozen values.
  ///
  /// - Throws: ``VariableError/repeatedSlot(slot:)`` when two belong into one slot, also the same one twice.
  public init(_ variables: [any SlotFiller]) throws {
    var fillers: [VariableKey: any SlotFiller] = [:]
    for variable in variables where fillers.updateValue(variable, forKey: variable.key) != nil {
      throw VariableError.repeatedSlot(slot: "\(variable.key)")
    }
    self.fillers = fillers
    slots = variables.map(\.key)
    unused = Set(slots)
  }

  /// The tree with its slots filled; those that nothing belongs into stay.
  ///
  /// - Throws: `TreeError.wrongType` when a property cannot hold what belongs into it.
  public mutating func bind<Tree: PyTree>(_ tree: Tree) throws -> Tree {
    var used: Set<VariableKey> = []
    let bound = try replacingVariablesAndSlots(in: tree) { _, node in
      guard let slot = node as? any VariableSlot else { return nil }
      used.insert(slot.key)
      return fillers[slot.key]
    }
    unused.subtract(used)
    return bound
  }

  /// What belongs into a slot that stands alone, if anything does.
  public mutating func filler(of slot: any VariableSlot) -> (any SlotFiller)? {
    unused.remove(slot.key)
    return fillers[slot.key]
  }

  /// Refuses to leave something over.
  ///
  /// - Throws: ``VariableError/unusedVariables(slots:)`` when there is something that no tree had a slot for.
  public func requireAllUsed() throws {
    guard unused.isEmpty else {
      throw VariableError.unusedVariables(slots: slots.filter(unused.contains).map(\.description))
    }
  }
}
