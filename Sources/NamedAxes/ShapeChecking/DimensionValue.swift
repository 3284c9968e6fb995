/// What a variable stands for.
public enum DimensionValue: Hashable, Sendable {
  /// The size of one axis.
  case size(Int)
  /// The sizes of several positional axes.
  case positional([Int])
  /// Several named axes.
  case named(NamedShape)
  /// The sizes of some positional axes, by their indices.
  case indexed([Int: Int])

  /// The size under a part of the variable.
  subscript(part: DimensionVariable.Part) -> Int? {
    switch (self, part) {
    case (.positional(let sizes), .index(let index)): sizes.indices.contains(index) ? sizes[index] : nil
    case (.indexed(let sizes), .index(let index)): sizes[index]
    case (.named(let shape), .axis(let name)): shape[name]
    default: nil
    }
  }

  /// All parts and their sizes.
  var parts: [(part: DimensionVariable.Part, size: Int)] {
    switch self {
    case .size: []
    case .positional(let sizes): sizes.enumerated().map { (.index($0.offset), $0.element) }
    case .named(let shape): shape.map { (.axis($0.name), $0.size) }
    case .indexed(let sizes): sizes.sorted { $0.key < $1.key }.map { (.index($0.key), $0.value) }
    }
  }
}

extension DimensionValue: ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// A size from a literal.
  public init(integerLiteral value: Int) { self = .size(value) }

  /// Sizes of positional axes from a literal.
  public init(arrayLiteral elements: Int...) { self = .positional(elements) }

  /// Named axes from a literal.
  public init(dictionaryLiteral elements: (AxisName, Int)...) { self = .named(NamedShape(elements)) }
}

extension DimensionValue: CustomStringConvertible {
  /// As in `3`, `[2, 3]`, `{batch: 8}` or, of single positional axes, `[1: 3]`.
  public var description: String {
    switch self {
    case .size(let size): "\(size)"
    case .positional(let sizes): "\(sizes)"
    case .named(let shape): "\(shape)"
    case .indexed: "[\(parts.map { "\($0.part): \($0.size)" }.joined(separator: ", "))]"
    }
  }
}

extension DimensionVariable.Part: CustomStringConvertible {
  /// The index or the name.
  public var description: String {
    switch self {
    case .index(let index): "\(index)"
    case .axis(let name): "\(name)"
    }
  }
}
