extension TreescopeRepresentable where Self: RandomAccessCollection, Index == Int {
  /// The elements between brackets.
  public func treescopePart(with renderer: PartRenderer) -> Part {
    renderer.elements(self) { index, element in renderer.part(of: element).at(.index(index)) }
  }
}

extension Array: TreescopeRepresentable {}
extension ArraySlice: TreescopeRepresentable {}
extension ContiguousArray: TreescopeRepresentable {}

extension Set: TreescopeRepresentable {
  /// The elements in order, between `Set([` and `])`.
  public func treescopePart(with renderer: PartRenderer) -> Part {
    if isEmpty { return .text("Set()") }
    let ordered = smallest(self, renderer.options.elementLimit, by: { $0 }, with: renderer)
    var parts = ordered.map { $0.part.at(nil) }
    if parts.count < count { parts.append(renderer.remainder(count - parts.count, "element")) }
    return .enclosed("Set([", parts, "])", contents: counted(count, "element"))
  }
}

extension Dictionary: TreescopeRepresentable {
  /// The entries in the order of their keys.
  public func treescopePart(with renderer: PartRenderer) -> Part {
    if isEmpty { return "[:]" }
    let ordered = smallest(self, renderer.options.elementLimit, by: { $0.key }, with: renderer)
    var parts = ordered.map { entry, key in
      Part.sequence([key, ": ", renderer.part(of: entry.value).at(step(to: entry.key, shownAs: key))])
    }
    if parts.count < count { parts.append(renderer.remainder(count - parts.count, "element")) }
    return .enclosed("[", parts, "]", contents: counted(count, "item"))
  }

  private func step(to key: Key, shownAs part: Part) -> PathStep? {
    if let key = key as? String { return .entry(key) }
    let source = part.oneLineText
    return source.contains("<") || source.contains("…") ? nil : .key(source)
  }
}

/// The first elements of an unordered collection in the order of their keys, each with the part of its key.
///
/// Keys without an order of their own are ordered by their text.
private func smallest<C: Collection, Key>(
  _ elements: C, _ limit: Int, by key: (C.Element) -> Key, with renderer: PartRenderer
) -> [(element: C.Element, part: Part)] {
  if let type = Key.self as? any Comparable.Type, let precedes: (Key, Key) -> Bool = order(of: type) {
    let first = smallest(elements, limit) { precedes(key($0), key($1)) }
    return first.map { ($0, renderer.part(of: key($0))) }
  }
  // The text of every key of a large collection would take long, so there the choice is arbitrary.
  let candidates = elements.count > 10 * limit ? elements.prefix(limit) : elements.prefix(elements.count)
  let texts = candidates.map { element in
    (element: element, text: PartRenderer(options: renderer.options).part(of: key(element)).oneLineText)
  }
  return texts.sorted { $0.text < $1.text }.prefix(limit).map { ($0.element, renderer.part(of: key($0.element))) }
}

/// The order of a type, for the same type under another name; nil for any other type.
private func order<K: Comparable, Key>(of type: K.Type) -> ((Key, Key) -> Bool)? {
  let precedes: (K, K) -> Bool = { $0 < $1 }
  return precedes as? (Key, Key) -> Bool
}

/// The smallest elements in order, found in one pass.
private func smallest<C: Collection>(
  _ elements: C, _ limit: Int, by precedes: (C.Element, C.Element) -> Bool
) -> [C.Element] {
  guard elements.count > 4 * limit else { return Array(elements.sorted(by: precedes).prefix(limit)) }
  var kept: [C.Element] = []
  for element in elements {
    if kept.count == limit {
      guard let last = kept.last, precedes(element, last) else { continue }
      kept.removeLast()
    }
    var low = 0
    var high = kept.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(element, kept[middle]) { high = middle } else { low = middle + 1 }
    }
    kept.insert(element, at: low)
  }
  return kept
}
