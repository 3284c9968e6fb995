/// Checks the laws that every ``PyTree`` must keep, on one value and on everything inside it, for use in tests.
///
/// - The walk presents every stored property, by its name, in declaration order, and shows what the property holds.
/// - No key appears twice.
/// - Replacing the children by themselves, all at once or one alone, gives a tree of the same structure.
///
/// Stored properties are found by reflection, so a type with a mirror of its own is held to that mirror. Enumerations
/// and the containers of the standard library are held to the last two laws only.
///
/// - Returns: a sentence for each violation, with its path; none when all laws hold.
public func treeLawViolations(in tree: some PyTree) -> [String] {
  var violations: [String] = []
  do {
    try tree.forEachNode { path, node in
      guard !type(of: node).isTreeLeaf else { return }
      violations += try NodeLaws(path: path).violations(in: node)
    }
  } catch {
    violations.append("walking \(type(of: tree)) throws: \(error)")
  }
  return violations
}

/// The laws for one node.
private struct NodeLaws {
  let path: TreePath

  func violations<Node: PyTree>(in node: Node) throws -> [String] {
    let walked = try properties(of: node)
    return uniqueness(of: walked, Node.self) + completeness(of: walked, in: node) + (try replacement(in: node))
  }

  private func sentence<Node>(_ type: Node.Type, _ text: String) -> String {
    "\(path): the walk of \(type) \(text)"
  }

  private func uniqueness<Node>(of walked: [TreeProperty], _ type: Node.Type) -> [String] {
    Dictionary(grouping: walked, by: \.key).filter { $0.value.count > 1 }.keys
      .map(\.description).sorted()
      .map { sentence(type, "presents \($0) more than once") }
  }

  private func completeness<Node: PyTree>(of walked: [TreeProperty], in node: Node) -> [String] {
    let mirror = Mirror(reflecting: node)
    guard mirror.displayStyle == .struct || mirror.displayStyle == .class else { return [] }
    let stored = storedProperties(of: mirror)
    let names = stored.map(\.name)
    let presented = walked.map { $0.key.fieldName ?? $0.key.description }
    var violations =
      names.filter { !presented.contains($0) }.map { sentence(Node.self, "leaves out the stored property '\($0)'") }
      + presented.filter { !names.contains($0) }
      .map { sentence(Node.self, "presents '\($0)', which is no stored property") }
    if violations.isEmpty, presented != names {
      violations.append(
        sentence(Node.self, "presents \(presented) in this order; the declaration order is \(names)"))
    }
    for property in walked {
      guard let match = stored.first(where: { $0.name == property.key.fieldName }),
        !property.shows(match.value)
      else { continue }
      let (shown, held) = (type(of: property.value), type(of: match.value))
      violations.append(
        sentence(Node.self, "presents '\(match.name)' with another value than it holds (\(shown) for \(held))"))
    }
    return violations
  }

  private func replacement<Node: PyTree>(in node: Node) throws -> [String] {
    let structure = try node.structure()
    var violations: [String] = []
    func compare(_ copy: Node, _ deed: String) throws {
      if let (place, difference) = structure.firstDifference(from: try copy.structure()) {
        violations.append("\(path): \(deed) by itself changes \(Node.self) at \(place): \(difference)")
      }
    }
    try compare(try node.mapChildren { $1 }, "replacing every child")
    for (key, child) in try children(of: node) {
      try compare(try node.replacing(at: [TreePath([key])]) { _, _ in child }, "replacing \(key)")
    }
    return violations
  }

  /// The stored properties that a mirror shows, those of superclasses first; a wrapped property under its own name.
  private func storedProperties(of mirror: Mirror) -> [(name: String, value: Any)] {
    let inherited = mirror.superclassMirror.map { storedProperties(of: $0) } ?? []
    return inherited
      + mirror.children.map { child in
        (child.label ?? "unnamed", child.value)
      }
  }
}

extension TreeProperty {
  /// Whether the value presented is the one that the property holds, as far as can be told: a static value by
  /// equality, a reference by identity, anything else by its type.
  fileprivate func shows(_ held: Any) -> Bool {
    guard type(of: value) == type(of: held) else { return false }
    if type(of: value) is AnyClass { return value as AnyObject === held as AnyObject }
    guard let value = value as? AnyHashable, let held = held as? AnyHashable else { return true }
    return value == held || value != value
  }
}

extension TreeKey {
  fileprivate var fieldName: String? {
    if case .field(let name) = self { name } else { nil }
  }
}
