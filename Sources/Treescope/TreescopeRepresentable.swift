/// A type that says how its values are shown; all other types are shown by reflection.
public protocol TreescopeRepresentable {
  /// The part that shows this value.
  ///
  /// - Parameter renderer: Builds the usual forms, and the parts of other values inside this one.
  /// - Throws: Any error; it is shown in place of the value, and what is around it as always.
  func treescopePart(with renderer: PartRenderer) throws -> Part
}

/// A type whose values look otherwise by themselves than within other values.
public protocol TreescopeRootRepresentable: TreescopeRepresentable {
  /// The part that shows this value where it is not within another one.
  ///
  /// - Parameter renderer: as for ``TreescopeRepresentable/treescopePart(with:)``.
  /// - Throws: as ``TreescopeRepresentable/treescopePart(with:)``.
  func treescopeRootPart(with renderer: PartRenderer) throws -> Part
}

/// A labelled field of a value, for `PartRenderer.constructor`.
public struct Field {
  /// The label; without one, only the value is shown.
  public var label: String?
  /// The value.
  public var value: Any
  /// What the field is to the tree.
  public var kind: Kind
  /// The step that leads to the value; by default `.label`.
  public var step: PathStep?

  /// A field of the given label and value.
  public init(_ label: String?, _ value: Any, kind: Kind, step: PathStep? = nil) {
    self.label = label
    self.value = value
    self.kind = kind
    self.step = step ?? label.map(PathStep.field)
  }

  /// A field that is a child of the tree: parameters, sublayers.
  public static func child(_ label: String?, _ value: Any) -> Field { Field(label, value, kind: .child) }

  /// A field that is no child: a setting, a name.
  public static func `static`(_ label: String?, _ value: Any) -> Field { Field(label, value, kind: .static) }

  /// What a field is to the tree.
  public enum Kind: Hashable, Sendable {
    /// A child of the tree.
    case child
    /// Data that no transformation of the tree touches.
    case `static`
  }
}
