/// The positional shape that a pattern wants: `[1, .variable("rows"), .axes("rest")]`.
public struct PositionalShapePattern: Hashable, Sendable {
  /// One axis, or any number of them.
  public enum Entry: Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// One axis.
    case axis(DimensionPattern)
    /// Any number of axes, the same sizes wherever a variable of the name stands for positional axes.
    case axes(AxisName)

    /// An axis of a size from a literal.
    public init(integerLiteral value: Int) {
      self = .axis(.size(value))
    }

    /// An axis of the given size.
    public static func size(_ size: Int) -> Entry { .axis(.size(size)) }

    /// An axis of any size, the same wherever the variable stands.
    public static func variable(_ variable: DimensionVariable) -> Entry { .axis(.variable(variable)) }

    /// An axis of a size that is one of those that a variable for several positional axes has.
    public static func variable(_ name: AxisName, at index: Int) -> Entry { .axis(.variable(name, at: index)) }
  }

  /// The entries, in the order of the axes.
  public var entries: [Entry]

  /// A pattern of the given entries.
  public init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// The pattern of exactly these sizes.
  public init(_ shape: [Int]) {
    entries = shape.map { .axis(.size($0)) }
  }

  /// The names of the variables that stand for any number of axes, each as often as it stands there.
  var axesVariables: [AxisName] {
    entries.compactMap { if case .axes(let name) = $0 { name } else { nil } }
  }

  /// The sizes, if all are known.
  var shape: [Int]? {
    let sizes = entries.compactMap { entry -> Int? in
      if case .axis(let dimension) = entry { dimension.size } else { nil }
    }
    return sizes.count == entries.count ? sizes : nil
  }
}

extension PositionalShapePattern: ExpressibleByArrayLiteral {
  /// A pattern from a literal.
  public init(arrayLiteral elements: Entry...) {
    self.init(elements)
  }
}

extension PositionalShapePattern.Entry: CustomStringConvertible {
  /// The size or variable; one for any number of axes as in `*{rest…}`.
  public var description: String {
    switch self {
    case .axis(let dimension): "\(dimension)"
    case .axes(let name): "*{\(name)…}"
    }
  }
}

extension PositionalShapePattern: CustomStringConvertible {
  /// The entries as in `[1, {rows}, *{rest…}]`.
  public var description: String { "[\(entries.map(\.description).joined(separator: ", "))]" }
}
