extension TreescopeRepresentable where Self: BinaryInteger {
  /// The number in decimal digits.
  public func treescopePart(with renderer: PartRenderer) -> Part { .text("\(self)", .number) }
}

extension TreescopeRepresentable where Self: BinaryFloatingPoint {
  /// The number in the fewest digits that tell it from its neighbours; `nan`, `inf` and `-inf`.
  public func treescopePart(with renderer: PartRenderer) -> Part { .text("\(self)", .number) }
}

extension Int: TreescopeRepresentable {}
extension Int8: TreescopeRepresentable {}
extension Int16: TreescopeRepresentable {}
extension Int32: TreescopeRepresentable {}
extension Int64: TreescopeRepresentable {}
extension UInt: TreescopeRepresentable {}
extension UInt8: TreescopeRepresentable {}
extension UInt16: TreescopeRepresentable {}
extension UInt32: TreescopeRepresentable {}
extension UInt64: TreescopeRepresentable {}
extension Float: TreescopeRepresentable {}
extension Double: TreescopeRepresentable {}
#if !(os(macOS) && arch(x86_64))
  extension Float16: TreescopeRepresentable {}
#endif

extension Bool: TreescopeRepresentable {
  /// The literal.
  public func treescopePart(with renderer: PartRenderer) -> Part { .text("\(self)", .keyword) }
}

extension Optional: TreescopeRepresentable {
  /// The value inside, or `nil`; `.some(nil)` where an optional holds an empty one.
  public func treescopePart(with renderer: PartRenderer) -> Part {
    guard case .some(let value) = self else { return .text("nil", .keyword) }
    let inner = renderer.part(of: value)
    let part: Part = inner == .text("nil", .keyword) ? .text(".some(nil)", .keyword) : inner
    return part.at(.unwrapped)
  }
}

extension Range: TreescopeRepresentable {
  /// The bounds and the operator between them.
  public func treescopePart(with renderer: PartRenderer) -> Part {
    .sequence([renderer.part(of: lowerBound), "..<", renderer.part(of: upperBound)])
  }
}

extension ClosedRange: TreescopeRepresentable {
  /// The bounds and the operator between them.
  public func treescopePart(with renderer: PartRenderer) -> Part {
    .sequence([renderer.part(of: lowerBound), "...", renderer.part(of: upperBound)])
  }
}
