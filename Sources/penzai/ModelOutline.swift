import Penzai

/// The tree of a model as lines of text, with the size of each parameter and the sums of the parts.
struct ModelOutline {
  private(set) var text = ""
  private let weights: [VariableLabel: LlamaWeight]
  private let tensors: SafetensorsFolder
  private let depth: Int

  /// The outline of the model in a folder.
  ///
  /// - Parameter depth: how many levels are shown, the model itself being the first; all when absent.
  /// - Throws: errors of the file and of the tree.
  init(_ folder: LlamaFolder, depth: Int?) throws {
    weights = Dictionary(uniqueKeysWithValues: folder.weights.map { (.name($0.label), $0) })
    tensors = folder.tensors
    self.depth = depth ?? .max
    let (lines, held) = try lines(of: folder.skeleton(), key: "", level: 1)
    let header = "\(InspectCommand.shown(folder.path)): \(folder.family.rawValue), \(sum(held).text("parameter"))"
    text = ([header] + lines).joined(separator: "\n")
  }

  /// Parameters by their labels, so that one in two places counts once.
  private typealias Held = [VariableLabel: ArrayType]

  private func sum(_ held: Held) -> ParameterSum {
    ParameterSum(held.sorted { $0.key.text < $1.key.text }.map(\.value))
  }

  /// The lines of a node and of all in it, and its parameters.
  private func lines(of node: any PyTree, key: String, level: Int) throws -> (lines: [String], held: Held) {
    let indent = String(repeating: "  ", count: level - 1) + (key.isEmpty ? "" : key + ": ")
    if let slot = node as? ParameterSlot, let weight = weights[slot.label] {
      let type = ArrayType(weight.axes.sizes, try tensors.type(of: weight.tensors[0]).dtype)
      let line = "\(indent)\(slot.label)  \(type.dtype)\(weight.axes)  \(ParameterSum.bytes(type.byteCount))"
      return ([line], [slot.label: type])
    }
    if let array = node as? NDArray { return (["\(indent)\(array.type)"], [:]) }
    var (inner, held): ([String], Held) = ([], [:])
    for (key, child) in try entries(of: node) {
      let (lines, part) = try lines(of: child, key: key, level: level + 1)
      inner += lines
      held.merge(part) { $1 }
    }
    let total = held.isEmpty ? "" : "  (\(sum(held).text("parameter")))"
    return (["\(indent)\(type(of: node))\(total)"] + (level < depth ? inner : []), held)
  }

  /// The children of a node; those of lists among them stand for the lists.
  private func entries(of node: any PyTree) throws -> [(key: String, value: any PyTree)] {
    try children(of: node).flatMap { key, child -> [(key: String, value: any PyTree)] in
      let isContainer = [.collection, .dictionary, .optional].contains(Mirror(reflecting: child).displayStyle)
      return isContainer ? try entries(of: child).map { ("\(key)\($0.key)", $0.value) } : [("\(key)", child)]
    }
  }
}
