internal import Arrays
internal import Trees
internal import Variables

/// What differs between two trees, and which edits turn one into the other.
struct TreeComparison {
  /// An edit whose subtree is not yet written down.
  enum Plan {
    case replace(TreePath, TreeImage)
    case insert(TreePath, TreeImage)
    case remove(TreePath)
  }

  private(set) var changes: [TreeChange] = []
  /// In the order in which they can be done one after another.
  private(set) var plans: [Plan] = []
  /// The variables with new values, by their paths in the old tree, and what they are now.
  private(set) var settings: [(path: TreePath, state: TreeSnapshot.VariableState)] = []
  /// The variables of the new tree.
  private(set) var newVariables: [TreeSnapshot.VariableState] = []

  init(_ old: TreeSnapshot, _ new: TreeSnapshot) throws {
    newVariables = new.variables
    let states = Dictionary(new.variables.map { ($0.identity, $0) }) { first, _ in first }
    var valueChanges: [(path: TreePath, changes: [TreeChange])] = []
    for before in old.variables {
      guard let after = states[before.identity] else { continue }
      let changes = try Self.changes(from: before.frozen, to: after.frozen, at: before.path)
      guard !changes.isEmpty else { continue }
      settings.append((before.path, after))
      valueChanges.append((before.path, changes))
    }
    try compare(old.image, new.image, TreePath(), TreePath())
    changes = valueChanges.flatMap(\.changes) + changes
  }

  private init() {}

  /// The changes of the value of a variable, all at the path of the variable.
  private static func changes(
    from old: any FrozenVariable, to new: any FrozenVariable, at path: TreePath
  ) throws -> [TreeChange] {
    var comparison = TreeComparison()
    let (one, other) = (try TreeImage(ofValue: old), try TreeImage(ofValue: new))
    for (before, after) in zip(one.children, other.children) {
      try comparison.compare(before.image, after.image, TreePath(), TreePath())
    }
    return comparison.changes.map { TreeChange(path: path, kind: $0.kind) }
  }

  private mutating func compare(
    _ old: TreeImage, _ new: TreeImage, _ path: TreePath, _ newPath: TreePath
  ) throws {
    guard old.type == new.type else {
      return replace(path, new, .replaced(old: old.typeName, new: new.typeName))
    }
    switch (old.content, new.content) {
    case (.variable(let one), .variable(let two)):
      if one != two { replace(path, new, difference(ofVariables: old.node, new.node)) }
    case (.array(let one), .array(let two)):
      if try !isSameArray(one, two) { replace(path, new, try difference(of: one, two)) }
    case (.leaf, .leaf):
      if !areSameValues(old.node, new.node) {
        replace(path, new, .leaf(old: "\(old.node)", new: "\(new.node)"))
      }
    default:
      try compareNodes(old, new, path, newPath)
    }
  }

  private mutating func replace(_ path: TreePath, _ new: TreeImage, _ kind: TreeChange.Kind) {
    changes.append(TreeChange(path: path, kind: kind))
    plans.append(.replace(path, new))
  }

  private mutating func compareNodes(
    _ old: TreeImage, _ new: TreeImage, _ path: TreePath, _ newPath: TreePath
  ) throws {
    if old.isList { return try compareLists(old, new, path, newPath) }
    let planCount = plans.count
    let changedConstants = constantChanges(old, new, path)
    changes += changedConstants
    let hasOtherKeys = old.children.map(\.key) != new.children.map(\.key)
    let others = Dictionary(new.children.map { ($0.key, $0.image) }) { first, _ in first }
    for child in old.children {
      let childPath = path.appending(child.key)
      if let other = others[child.key] {
        try compare(child.image, other, childPath, newPath.appending(child.key))
      } else {
        changes.append(TreeChange(path: childPath, kind: .removed(type: child.image.typeName)))
      }
    }
    let known = Set(old.children.map(\.key))
    for child in new.children where !known.contains(child.key) {
      changes.append(
        TreeChange(path: newPath.appending(child.key), kind: .inserted(type: child.image.typeName)))
    }
    // Static values and the keys of children belong to the node: it is replaced, and refers to what it keeps.
    if !changedConstants.isEmpty || hasOtherKeys {
      plans.removeSubrange(planCount...)
      plans.append(.replace(path, new))
    }
  }

  /// The static values of both nodes by their names: an enumeration may have others in another case.
  private func constantChanges(_ old: TreeImage, _ new: TreeImage, _ path: TreePath) -> [TreeChange] {
    let names =
      old.constants.map(\.name)
      + new.constants.map(\.name).filter { name in
        !old.constants.contains { $0.name == name }
      }
    return names.compactMap { name in
      let before = old.constants.first { $0.name == name }?.value
      let after = new.constants.first { $0.name == name }?.value
      if let before, let after, areSameValues(before, after) { return nil }
      func text(_ value: Any?) -> String { value.map { String(reflecting: $0) } ?? "absent" }
      return TreeChange(path: path, kind: .constant(name: name, old: text(before), new: text(after)))
    }
  }

  private mutating func compareLists(
    _ old: TreeImage, _ new: TreeImage, _ path: TreePath, _ newPath: TreePath
  ) throws {
    let (before, after) = (old.children.map(\.image), new.children.map(\.image))
    let alignment = ListAlignment([
      (before.map { AnyHashable($0.digest) }, after.map { AnyHashable($0.digest) }),
      (before.map { AnyHashable(ObjectIdentifier($0.type)) }, after.map { AnyHashable(ObjectIdentifier($0.type)) }),
    ])
    // Insertions and removals go from the end to the start, so that indices before them stay true.
    var moves: [Plan] = []
    var next = 0
    for row in alignment.rows {
      switch (row.old, row.new) {
      case (let one?, let two?):
        try compare(before[one], after[two], path.appending(.index(one)), newPath.appending(.index(two)))
        next = one + 1
      case (let one?, nil):
        let place = path.appending(.index(one))
        changes.append(TreeChange(path: place, kind: .removed(type: before[one].typeName)))
        moves.append(.remove(place))
        next = one + 1
      case (nil, let two?):
        let place = newPath.appending(.index(two))
        changes.append(TreeChange(path: place, kind: .inserted(type: after[two].typeName)))
        moves.append(.insert(path.appending(.index(next)), after[two]))
      case (nil, nil): break
      }
    }
    plans += moves.reversed()
  }

  private func difference(ofVariables old: any PyTree, _ new: any PyTree) -> TreeChange.Kind {
    if let old = old as? any Variable, let new = new as? any Variable, old.label != new.label,
      !(old.label.isAutomatic && new.label.isAutomatic)
    {
      return .label(old: "\(old.label)", new: "\(new.label)")
    }
    return .replaced(old: "\(type(of: old))", new: "\(type(of: new))")
  }

  private func difference(of old: NDArray, _ new: NDArray) throws -> TreeChange.Kind {
    guard old.type == new.type, old.isWeaklyTyped == new.isWeaklyTyped else {
      func text(_ array: NDArray) -> String { (array.isWeaklyTyped ? "weakly typed " : "") + "\(array.type)" }
      return .arrayType(old: text(old), new: text(new))
    }
    let (stride, bytes, newBytes) = (old.dtype.byteCount, try old.bytes(), try new.bytes())
    let count = (0..<old.count).count { place in
      let element = place * stride..<(place + 1) * stride
      return !bytes[element].elementsEqual(newBytes[element])
    }
    let greatest = try zip(old.doubles(), new.doubles()).reduce(0.0) { greatest, pair in
      // Infinities of one sign do not differ, and a NaN stays one.
      if pair.0 == pair.1 || greatest.isNaN || (pair.0.isNaN && pair.1.isNaN) { return greatest }
      return pair.0.isNaN || pair.1.isNaN ? .nan : Swift.max(greatest, Swift.abs(pair.0 - pair.1))
    }
    return .elements(count: count, of: old.count, maximumDifference: greatest)
  }
}
