internal import Arrays
public import Treescope

extension NamedArray: TreescopeRepresentable {
  /// One line: dtype, positional and named shape, and a summary of the values.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    .oneLine(
      "<NamedArray \(signature)\(data.summary())>", short: "<NamedArray \(signature)>",
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
