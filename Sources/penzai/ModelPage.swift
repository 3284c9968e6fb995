import Penzai

/// The page of a model whose weights stay in their files.
struct ModelPage {
  let page: Page

  /// The page of the model in a folder.
  ///
  /// - Parameter depth: how many levels are open at first.
  /// - Throws: errors of the files and of the tree.
  init(_ folder: LlamaFolder, depth: Int?) throws {
    let stored = try folder.weights.map { weight in
      let tensor = weight.tensors[0]
      return (weight.label, try StoredTensor(tensor, in: folder.tensors.file(of: tensor), axes: weight.axes))
    }
    let tensors = Dictionary(uniqueKeysWithValues: stored)
    var options = InspectCommand.pageOptions(depth: depth)
    // A slot shows the parameter that is to fill it.
    options.hooks = [
      RenderHook { value, renderer, _ in
        guard let slot = value as? ParameterSlot, let tensor = tensors[slot.label.text] else { return nil }
        return renderer.constructor(
          "Parameter", [.static("label", slot.label), .child("value", tensor)], color: .rgb(0x93, 0xCC, 0xE1))
      }
    ]
    page = Page(
      title: folder.path, fragments: [PageFragment(try folder.skeleton(), title: folder.path, options: options)])
  }
}
