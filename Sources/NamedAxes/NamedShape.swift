/// The named axes of an array and their sizes, in the order in which they stand in memory.
///
/// Two shapes are equal when they have the same names with the same sizes, whatever the order.
public struct NamedShape: Sendable, ExpressibleByDictionaryLiteral {
  /// The names, in order.
  public private(set) var names: [AxisName]
  /// The sizes, in the order of the names.
  public private(set) var sizes: [Int]

  /// A shape from names and sizes; of a name given twice the last size counts.
  public init(_ axes: some Sequence<(AxisName, Int)> = []) {
    names = []
    sizes = []
    for (name, size) in axes { self[name] = size }
  }

  /// A shape from a literal: `["batch": 8, "features": 16]`.
  public init(dictionaryLiteral elements: (AxisName, Int)...) {
    self.init(elements)
  }

  /// The size of an axis; setting it adds the axis at the end or, with `nil`, removes it.
  public subscript(name: AxisName) -> Int? {
    get { names.firstIndex(of: name).map { sizes[$0] } }
    set {
      switch (names.firstIndex(of: name), newValue) {
      case (let place?, let size?): sizes[place] = size
      case (let place?, nil):
        names.remove(at: place)
        sizes.remove(at: place)
      case (nil, let size?):
        names.append(name)
        sizes.append(size)
      case (nil, nil): break
      }
    }
  }

  /// The number of elements that the axes span.
  public var elementCount: Int { sizes.reduce(1, *) }

  /// Whether an axis of the name is there.
  public func contains(_ name: AxisName) -> Bool { names.contains(name) }

  /// The shape with the axes of another one added; sizes of the other count where both have a name.
  public func merging(_ other: NamedShape) -> NamedShape {
    var result = self
    for (name, size) in other { result[name] = size }
    return result
  }

  /// The shape without some axes.
  public func removing(_ names: some Sequence<AxisName>) -> NamedShape {
    var result = self
    for name in names { result[name] = nil }
    return result
  }
}

extension NamedShape: RandomAccessCollection {
  /// The place of the first axis.
  public var startIndex: Int { 0 }
  /// The place after the last axis.
  public var endIndex: Int { names.count }
  /// The name and size of the axis at a place.
  public subscript(position: Int) -> (name: AxisName, size: Int) { (names[position], sizes[position]) }
}

extension NamedShape: Hashable {
  /// Whether both have the same names with the same sizes.
  public static func == (left: NamedShape, right: NamedShape) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.name] == $0.size }
  }

  /// Hashes the axes without regard to their order.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(Set(zip(names, sizes).map { Axis(name: $0, size: $1) }))
  }

  private struct Axis: Hashable {
    var name: AxisName
    var size: Int
  }
}

extension NamedShape: CustomStringConvertible {
  /// The axes as in `{batch: 8, features: 16}`.
  public var description: String {
    "{\(zip(names, sizes).map { "\($0): \($1)" }.joined(separator: ", "))}"
  }
}
