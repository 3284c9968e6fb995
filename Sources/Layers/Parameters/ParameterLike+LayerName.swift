internal import Variables

extension ParameterLike {
  /// The name that the layer of a parameter was built with: the label without its last part.
  var layerName: String {
    let label = label.text
    return label.lastIndex(of: ".").map { String(label[..<$0]) } ?? label
  }
}
