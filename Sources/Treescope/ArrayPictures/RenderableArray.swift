/// An array as pictures and summaries see it: what its axes are, what its elements are, and a way to read some of them.
///
/// A picture asks for the elements that it shows, so that an array on a device is not copied whole.
public protocol RenderableArray: Sendable {
  /// What the array is called: `NDArray`.
  var arrayTypeName: String { get }
  /// The axes, in the order in which ``values(at:)`` counts them.
  var renderedAxes: [RenderedAxis] { get }
  /// The name of the element type: `float32`.
  var elementTypeName: String { get }
  /// What the elements are.
  var elementKind: ElementKind { get }
  /// Whether there are elements to read: not so inside a trace.
  var isReadable: Bool { get }
  /// How the array lies on devices; nil where it does not say.
  var sharding: ArraySharding? { get }

  /// The elements at all combinations of some places along each axis, the last axis fastest.
  ///
  /// - Parameter places: For each axis, places between zero and its size, in ascending order.
  /// - Returns: The elements; of complex ones, the real parts.
  /// - Throws: What hinders reading.
  func values(at places: [[Int]]) throws -> [Double]

  /// Where elements are complex, their imaginary parts, as ``values(at:)`` gives the real ones.
  ///
  /// - Throws: What hinders reading.
  func imaginaryValues(at places: [[Int]]) throws -> [Double]
}

extension RenderableArray {
  /// True.
  public var isReadable: Bool { true }
  /// Unknown.
  public var sharding: ArraySharding? { nil }
  /// Zeros.
  public func imaginaryValues(at places: [[Int]]) throws -> [Double] {
    Array(repeating: 0, count: places.reduce(1) { $0 * $1.count })
  }

  /// The number of elements; nil where it exceeds an integer.
  var elementCount: Int? {
    var count = 1
    for axis in renderedAxes {
      let (product, overflows) = count.multipliedReportingOverflow(by: axis.size)
      if overflows { return renderedAxes.contains { $0.size == 0 } ? 0 : nil }
      count = product
    }
    return count
  }
}

/// An axis of an array: with a position among others, with a name, or with both.
public struct RenderedAxis: Hashable, Sendable {
  /// The name, if the axis has one.
  public var name: String?
  /// The position, if the axis has one.
  public var position: Int?
  /// How many places there are.
  public var size: Int

  /// An axis of the given name, position and size.
  public init(name: String? = nil, position: Int? = nil, size: Int) {
    self.name = name
    self.position = position
    self.size = size
  }
}

/// What the elements of an array are.
public enum ElementKind: Hashable, Sendable {
  /// True or false.
  case boolean
  /// Whole numbers.
  case integer
  /// Real numbers, rounded.
  case floating
  /// Numbers with a real and an imaginary part, of which pictures show one each.
  case complex
  /// Anything else, which pictures do not show.
  case other
}
