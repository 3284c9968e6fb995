/// Places of a value to point out or to replace, and how much of the rest to show.
///
/// Their paths start at the part that the marks are for, wherever it stands.
public struct Marks: Hashable, Sendable {
  /// The places to point out.
  public var highlights: [Highlight]
  /// What stands in place of some parts.
  public var replacements: [PartPath: Part]
  /// Whether everything is folded that neither leads to a highlight nor lies in one.
  public var foldsRest: Bool

  /// Marks for the given places.
  public init(
    _ highlights: [Highlight] = [], replacements: [PartPath: Part] = [:], foldsRest: Bool = true
  ) {
    self.highlights = highlights
    self.replacements = replacements
    self.foldsRest = foldsRest
  }
}

/// A value with places in it pointed out, to print or to show as any other.
///
/// ```swift
/// print(Marked(model, Marks([Highlight([.field("body")], note: "here")])))
/// ```
public struct Marked {
  /// The value.
  public var value: Any
  /// The places.
  public var marks: Marks

  /// A value and places in it.
  public init(_ value: Any, _ marks: Marks) {
    self.value = value
    self.marks = marks
  }
}

extension Marked: TreescopeRootRepresentable, CustomStringConvertible {
  /// The value with its marks; no paths lead into it, as a program has no way to what it holds.
  public func treescopePart(with renderer: PartRenderer) -> Part {
    treescopeRootPart(with: renderer).at(nil)
  }

  /// The value with its marks, and the paths that it has itself.
  public func treescopeRootPart(with renderer: PartRenderer) -> Part {
    .marked(renderer.part(of: value), marks)
  }

  /// The text of the value with its marks.
  public var description: String { render(self) }
}
