public import Trees

/// A tree with every named array laid out in memory as the one at the same place of another tree; everything else stays.
///
/// Order is structure: loops, conditions and optimizers need trees whose named arrays agree in it.
///
/// - Throws: ``NamedAxisError/notSameAxes(operation:found:expected:)`` when arrays at one place have different axes,
///   `TreeError.differentStructure` when the trees differ in more than the order of axes.
public func order<Tree: PyTree>(_ tree: Tree, like reference: Tree) throws -> Tree {
  let references = try reference.leavesWithPaths(of: NamedArray.self)
  var rest = references[...]
  let ordered = try tree.mapLeavesWithPaths(of: NamedArray.self) { path, array in
    guard let (place, target) = rest.popFirst(), place == path else { return array }
    return try array.order(like: target)
  }
  try ordered.requireStructure(of: reference)
  return ordered
}
