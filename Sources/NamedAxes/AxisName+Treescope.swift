public import Treescope

extension AxisName: TreescopeRepresentable {
  /// The name as a string literal; unique names as in `axis#3`.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    .text(isUnique ? description : text.debugDescription, .string)
  }
}
