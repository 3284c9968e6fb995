/// A mistake in the use of named axes.
///
/// The facts are in the cases; the wording is in `NamedAxisError+Description.swift`.
public enum NamedAxisError: Error, Hashable, Sendable {
  /// Names for positional axes of which there are not as many.
  case tagCount(names: [AxisName], positionalShape: [Int])
  /// Names given twice, or already in use.
  case repeatedNames(operation: String, names: [AxisName], existing: NamedShape)
  /// Names that the array does not have.
  case missingNames(operation: String, names: [AxisName], existing: NamedShape)
  /// Naming axes positional where positional axes exist already.
  case positionalAxesExist(operation: String, positionalShape: [Int])
  /// Unwrapping an array that still has named axes.
  case namedAxesLeft(names: [AxisName], existing: NamedShape)
  /// A name has different sizes in the operands.
  case sizes(operation: String, names: [AxisName], shapes: [NamedShape])
  /// Positional shapes that do not broadcast.
  case positionalShapes(operation: String, shapes: [[Int]])
  /// The data of a named array was replaced by an array with fewer axes than are listed.
  case invalid(names: [AxisName], shape: [Int])
  /// Shapes to order alike that do not have the same axes.
  case notSameAxes(operation: String, found: NamedShape, expected: NamedShape)
  /// Items along a positional axis of an array that has none.
  case noPositionalAxes(operation: String, existing: NamedShape)
  /// A written index outside of its axis.
  case indexOutOfRange(name: AxisName, index: Int, size: Int)
  /// Values for a part of an array that do not broadcast to its positional shape.
  case update(positionalShape: [Int], part: [Int])
}
