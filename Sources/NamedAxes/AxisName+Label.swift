public import Arrays

extension AxisLabel {
  /// The label of a named axis, for operations that run across its items inside `nmap(_:function:)`.
  ///
  /// A string literal gives the same label: `try psum(x, over: "batch")`.
  public init(_ name: AxisName) {
    if name.isUnique {
      self.init(token: name, description: name.description)
    } else {
      self.init(name.text)
    }
  }
}
