/// The named shape that a pattern wants: `["features": 3] + .axes("batch")`.
///
/// Two patterns are equal when they have the same entries, whatever their order.
public struct NamedShapePattern: Sendable {
  /// One axis, or any number of them.
  public enum Entry: Hashable, Sendable {
    /// One axis.
    case axis(AxisName, DimensionPattern)
    /// All axes that are left, the same wherever a variable of the name stands for named axes.
    case axes(AxisName)
  }

  /// The entries, in order; names and variables stand there once.
  public private(set) var entries: [Entry]

  /// A pattern of the given entries; of a name given twice the last one counts.
  public init(_ entries: some Sequence<Entry> = []) {
    self.entries = []
    for entry in entries { add(entry) }
  }

  /// The pattern of exactly these axes.
  public init(_ shape: NamedShape) {
    entries = shape.map { .axis($0.name, .size($0.size)) }
  }

  /// Any number of axes, to which a variable is bound.
  public static func axes(_ variable: AxisName) -> NamedShapePattern {
    NamedShapePattern([.axes(variable)])
  }

  /// Axes of the given names, whose sizes are bound to the parts of one variable.
  public static func axes(_ variable: AxisName, named names: [AxisName]) -> NamedShapePattern {
    NamedShapePattern(names.map { .axis($0, .variable(variable, axis: $0)) })
  }

  /// Axes of the given names and sizes, which are bound to the parts of one variable; `nil` is a size not known.
  public static func axes(
    _ variable: AxisName, sizes: KeyValuePairs<AxisName, Int?>
  ) -> NamedShapePattern {
    NamedShapePattern(
      sizes.map { name, size in
        let part = DimensionVariable(variable, part: .axis(name))
        return .axis(name, size.map { .known(part, size: $0) } ?? .variable(part))
      })
  }

  /// The size wanted of an axis; setting it adds the axis at the end or, with `nil`, removes it.
  public subscript(name: AxisName) -> DimensionPattern? {
    get {
      for case .axis(name, let dimension) in entries { return dimension }
      return nil
    }
    set {
      if let newValue {
        add(.axis(name, newValue))
      } else {
        entries.removeAll { $0.name == name }
      }
    }
  }

  /// Both patterns as one; of a name that both have the second one's size counts.
  public static func + (left: NamedShapePattern, right: NamedShapePattern) -> NamedShapePattern {
    NamedShapePattern(left.entries + right.entries)
  }

  private mutating func add(_ entry: Entry) {
    let place = entries.firstIndex { entry.name == nil ? $0 == entry : $0.name == entry.name }
    if let place { entries[place] = entry } else { entries.append(entry) }
  }

  /// The names of the variables that stand for any number of axes.
  var axesVariables: [AxisName] {
    entries.compactMap { if case .axes(let name) = $0 { name } else { nil } }
  }

  /// The shape, if all is known.
  var shape: NamedShape? {
    let axes = entries.compactMap { entry -> (AxisName, Int)? in
      if case .axis(let name, let dimension) = entry, let size = dimension.size { (name, size) } else { nil }
    }
    return axes.count == entries.count ? NamedShape(axes) : nil
  }
}

extension NamedShapePattern.Entry {
  /// The name of the axis, if it is one.
  var name: AxisName? {
    if case .axis(let name, _) = self { name } else { nil }
  }
}

extension NamedShapePattern: ExpressibleByDictionaryLiteral {
  /// A pattern from a literal: `["batch": .variable("B"), "features": 3]`.
  public init(dictionaryLiteral elements: (AxisName, DimensionPattern)...) {
    self.init(elements.map { .axis($0, $1) })
  }
}

extension NamedShapePattern: Hashable {
  /// Whether both have the same entries, in any order.
  public static func == (left: NamedShapePattern, right: NamedShapePattern) -> Bool {
    Set(left.entries) == Set(right.entries)
  }

  /// Hashes the entries without regard to their order.
  public func hash(into hasher: inout Hasher) { hasher.combine(Set(entries)) }
}

extension NamedShapePattern: CustomStringConvertible {
  /// The entries as in `{batch: {B}, **{rest:…}}`.
  public var description: String {
    let parts = entries.map { entry in
      switch entry {
      case .axis(let name, let dimension): "\(name): \(dimension)"
      case .axes(let name): "**{\(name):…}"
      }
    }
    return "{\(parts.joined(separator: ", "))}"
  }
}
