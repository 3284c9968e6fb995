internal import Arrays
public import Treescope

extension NamedArray: TreescopeRepresentable {
  /// One line: dtype, positional and named shape, and a summary of the values; in pages a picture below.
  ///
  /// An array whose data was replaced by one with too few axes is shown by its properties, with what is wrong.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    do {
      try checkValid()
    } catch {
      return renderer.reflection(of: self, color: .role(.error), comment: "\(error)")
    }
    return renderer.array(
      self, line: "<NamedArray \(signature)\(data.summary())>", short: "<NamedArray \(signature)>",
      color: .named(after: "NamedArray"))
  }

  /// Dtype and shapes, as in `float32(3 | batch:8, features:16)`.
  public var signature: String {
    let positional = positionalShape.map(String.init).joined(separator: ", ")
    let named = namedShape.map { "\($0.name):\($0.size)" }.joined(separator: ", ")
    return "\(dtype)(\([positional, named.isEmpty ? "" : "| " + named].filter { !$0.isEmpty }.joined(separator: " ")))"
  }
}

extension NamedArray: CustomStringConvertible {
  /// Dtype, shapes and a summary of the values.
  public var description: String { render(self) }
}
