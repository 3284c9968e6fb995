public import Trees

/// A tree is not as a pattern wants it: everything that does not match.
///
/// The facts are in the cases; the wording is in `StructureMismatch+Description.swift`.
public struct StructureMismatch: Error, Hashable, Sendable {
  /// What was being checked.
  public let context: String?
  /// What does not match, in the order of the tree.
  public let problems: [Problem]
  /// Whether all shapes were compared; with variables left open, those that need them were not.
  public let isComplete: Bool

  /// One thing that does not match.
  public struct Problem: Hashable, Sendable {
    /// Where in the tree.
    public let path: TreePath
    /// What is wrong there.
    public let kind: Kind

    /// What is wrong.
    public enum Kind: Hashable, Sendable {
      /// A thing of another kind: a leaf for a node, a dictionary for an array, anything but an array for an array.
      case otherThing(expected: String, found: String)
      /// A node with other children.
      case children(missing: [TreeKey], unexpected: [TreeKey])
      /// Another value than the one wanted.
      case notEqual(expected: String, found: String)
      /// A named array whose data lack axes.
      case invalidArray(String)
      /// Another element type.
      case dtype(expected: DTypePattern, found: DTypePattern)
      /// Another positional shape; the bindings are those put in place of variables for any number of axes.
      case positionalShape(found: [Int], expected: PositionalShapePattern, [Difference], [Binding])
      /// Another named shape; the bindings are those put in place of variables for any number of axes.
      case namedShape(found: NamedShape, expected: NamedShapePattern, [Difference], [Binding])
      /// The tree holds a specification whose sizes are not all known.
      case variableSizes(ArraySpec)
      /// Several variables for any number of axes, of which nothing tells which takes which axes.
      case ambiguous(found: String, expected: String, variables: [AxisName])
      /// A variable for several axes that stands for something else.
      case otherKind(Binding, wanted: String)
      /// A variable for named axes that brings a name which the pattern has already.
      case axisConflict(Binding, axis: AxisName, expected: NamedShapePattern)
      /// A part of a variable that is not what the variable has there.
      case partConflict(Binding, whole: Binding)
    }
  }

  /// One way in which a shape departs from its pattern.
  public enum Difference: Hashable, Sendable {
    /// Another number of positional axes.
    case axisCount(found: Int, expected: Int, orMore: Bool)
    /// Another size, with the binding of the variable that tells the size expected.
    case size(axis: DimensionVariable.Part, found: Int, expected: DimensionValue, Binding?)
    /// A pattern gives a variable a size, but it is bound to another.
    case rebound(axis: DimensionVariable.Part, size: Int, Binding)
    /// A named axis that is not there.
    case missing(AxisName)
    /// Named axes that should not be there.
    case unexpected(NamedShape)
  }

  /// A variable, what it stands for, and what tells so.
  public struct Binding: Hashable, Sendable {
    /// The variable.
    public let variable: DimensionVariable
    /// What it stands for.
    public let value: DimensionValue
    /// What tells so.
    public let origin: Origin
  }

  /// What tells what a variable stands for.
  public enum Origin: Hashable, Sendable {
    /// The solution given to the check.
    case known
    /// The tree, at a path.
    case path(TreePath)
  }
}
