/// A variable that stands for the size of one axis, by its own name or as one of several under a common name.
///
/// Variables are named as axes are: names that differ in case or in Unicode form are different.
public struct DimensionVariable: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// Which of the sizes under a common name.
  public enum Part: Hashable, Sendable {
    /// The size of a positional axis.
    case index(Int)
    /// The size of a named axis.
    case axis(AxisName)
  }

  /// The name.
  public let name: AxisName
  /// Which of the sizes under the name; `nil` when the name stands for one size.
  public let part: Part?

  /// The variable of a name.
  public init(_ name: AxisName, part: Part? = nil) {
    self.name = name
    self.part = part
  }

  /// The variable of a name from a literal.
  public init(stringLiteral value: String) {
    self.init(AxisName(value))
  }
}

extension DimensionVariable: CustomStringConvertible {
  /// The variable as in `{batch}` or, a part of several, `{batch/rows}`.
  public var description: String {
    switch part {
    case nil: "{\(name)}"
    case .index(let index): "{\(name)/\(index)}"
    case .axis(let axis): "{\(name)/\(axis)}"
    }
  }
}
