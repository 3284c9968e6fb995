/// Something that stands in the brackets of an array: an integer, a range, ``AxisIndex``, or an array of integers.
public protocol ArrayIndex {
  /// What the index asks for.
  var axisIndex: AxisIndex { get }
}

/// What is taken of one axis, or what is put beside the axes.
public enum AxisIndex: ArrayIndex, Sendable {
  /// One element; negative numbers count from the end. The axis disappears.
  case element(Int)
  /// The elements from one place up to but without another, in steps; bounds that are absent are the ends.
  case range(from: Int?, to: Int?, by: Int)
  /// A new axis of size one.
  case insertion
  /// As many whole axes as the other indices leave.
  case rest
  /// The elements at the places that an array of integers gives.
  case places(NDArray)

  /// The index itself.
  public var axisIndex: AxisIndex { self }
}

extension ArrayIndex where Self == AxisIndex {
  /// The whole axis.
  public static var all: AxisIndex { .range(from: nil, to: nil, by: 1) }
  /// A new axis of size one.
  public static var newAxis: AxisIndex { .insertion }
  /// As many whole axes as the other indices leave.
  public static var ellipsis: AxisIndex { .rest }

  /// The elements from one place up to but without another, in steps, as `from:to:by` in Python.
  ///
  /// - Parameters:
  ///   - start: the first place, negative to count from the end; the first one of the axis, or with a negative step the
  ///     last, when absent. Places outside of the axis stand for its ends.
  ///   - stop: the first place left out; none when absent.
  ///   - step: the distance of the places; negative ones run backwards.
  public static func slice(from start: Int? = nil, to stop: Int? = nil, by step: Int = 1) -> AxisIndex {
    .range(from: start, to: stop, by: step)
  }
}

extension Int: ArrayIndex {
  /// One element; negative numbers count from the end.
  public var axisIndex: AxisIndex { .element(self) }
}

extension Range: ArrayIndex where Bound == Int {
  /// The elements from the lower bound up to but without the upper one; negative bounds count from the end.
  public var axisIndex: AxisIndex { .range(from: lowerBound, to: upperBound, by: 1) }
}

extension ClosedRange: ArrayIndex where Bound == Int {
  /// The elements from the lower bound to the upper one; negative bounds count from the end.
  public var axisIndex: AxisIndex { .range(from: lowerBound, to: Self.after(upperBound), by: 1) }

  /// The place after one that is the last; after the last of the axis, counted from the end, comes none.
  fileprivate static func after(_ place: Int) -> Int? { place == -1 || place == .max ? nil : place + 1 }
}

extension PartialRangeFrom: ArrayIndex where Bound == Int {
  /// The elements from the bound to the end; a negative bound counts from the end.
  public var axisIndex: AxisIndex { .range(from: lowerBound, to: nil, by: 1) }
}

extension PartialRangeUpTo: ArrayIndex where Bound == Int {
  /// The elements up to but without the bound; a negative bound counts from the end.
  public var axisIndex: AxisIndex { .range(from: nil, to: upperBound, by: 1) }
}

extension PartialRangeThrough: ArrayIndex where Bound == Int {
  /// The elements up to the bound, itself included; a negative bound counts from the end.
  public var axisIndex: AxisIndex { .range(from: nil, to: ClosedRange<Int>.after(upperBound), by: 1) }
}

extension NDArray: ArrayIndex {
  /// The elements at the places that this array of integers gives.
  public var axisIndex: AxisIndex { .places(self) }
}
