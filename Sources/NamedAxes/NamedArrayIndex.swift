public import Arrays

/// Something that stands in the brackets of a named array: an integer, a range, `.slice(from:to:by:)`, `.newAxis`, or
/// an array of integers, plain or named.
public protocol NamedArrayIndex {
  /// What the index asks for.
  var namedIndex: NamedIndex { get }
}

/// What is taken of one axis of a named array.
public enum NamedIndex: Sendable {
  /// What also stands in the brackets of a plain array.
  case plain(AxisIndex)
  /// The elements at the places that an array of integers with named axes gives.
  case places(NamedArray)
}

extension NamedArrayIndex where Self: ArrayIndex {
  /// The index as in a plain array.
  public var namedIndex: NamedIndex { .plain(axisIndex) }
}

extension Int: NamedArrayIndex {}
extension Range: NamedArrayIndex where Bound == Int {}
extension ClosedRange: NamedArrayIndex where Bound == Int {}
extension PartialRangeFrom: NamedArrayIndex where Bound == Int {}
extension PartialRangeUpTo: NamedArrayIndex where Bound == Int {}
extension PartialRangeThrough: NamedArrayIndex where Bound == Int {}
extension AxisIndex: NamedArrayIndex {}
extension NDArray: NamedArrayIndex {}

extension NamedArray: NamedArrayIndex {
  /// The elements at the places that this array of integers gives, for each place along its named axes.
  public var namedIndex: NamedIndex { .places(self) }
}

extension NamedArrayIndex where Self == AxisIndex {
  /// The whole axis.
  public static var all: AxisIndex { .range(from: nil, to: nil, by: 1) }
  /// A new axis of size one.
  public static var newAxis: AxisIndex { .insertion }
  /// As many whole positional axes as the other indices leave.
  public static var ellipsis: AxisIndex { .rest }

  /// The elements from one place up to but without another, in steps, as `from:to:by` in Python.
  ///
  /// - Parameters:
  ///   - start: the first place, negative to count from the end.
  ///   - stop: the first place left out.
  ///   - step: the distance of the places; negative ones run backwards.
  public static func slice(from start: Int? = nil, to stop: Int? = nil, by step: Int = 1) -> AxisIndex {
    .range(from: start, to: stop, by: step)
  }
}

/// Indices by the names of axes: `["batch": 0, "features": 1..., "heads": places, "new": nil]`.
///
/// `nil`, or `.newAxis`, stands for a new axis of size one.
public struct NamedIndices: Sendable, ExpressibleByDictionaryLiteral {
  /// The names and their indices, in order.
  public var entries: [(name: AxisName, index: NamedIndex)]

  /// Indices from names and what stands for each, in order.
  public init(_ entries: some Sequence<(AxisName, (any NamedArrayIndex)?)>) {
    self.entries = entries.map { ($0, $1?.namedIndex ?? .plain(.insertion)) }
  }

  /// Indices from a literal.
  public init(dictionaryLiteral elements: (AxisName, (any NamedArrayIndex)?)...) { self.init(elements) }

  /// Indices from a dictionary.
  public init(_ indices: [AxisName: any NamedArrayIndex]) {
    self.init(indices.sorted { $0.key < $1.key }.map { ($0.key, Optional($0.value)) })
  }
}
