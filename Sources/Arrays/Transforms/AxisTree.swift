internal import Trees

/// Which axes of a tree's arrays a mapped function runs over: one for a whole tree, or one for each part of it.
///
/// Written as literals: `0` takes the first axis of every array, `nil` none, which leaves the arrays the same for all
/// items; a list has a choice for each element, and a dictionary one for each field or entry:
///
/// ```swift
/// vmap(over: [["weights": 0, "bias": nil], 1]) { (layer: Affine, x: NDArray) in ... }
/// ```
///
/// Parts without arrays need no choice.
public indirect enum AxisTree: Hashable, Sendable {
  /// This axis of every array; none when `nil`.
  case all(Int?)
  /// A choice for each element of an array, or for each argument.
  case elements([AxisTree])
  /// A choice for each field of a struct, or each entry of a dictionary, that holds arrays.
  case fields([Field])

  /// The choice for a field or an entry.
  public struct Field: Hashable, Sendable {
    /// The name of the field, or the key of the entry.
    public var name: String
    /// The axes of its arrays.
    public var axes: AxisTree

    /// A choice for the field of that name.
    public init(name: String, axes: AxisTree) {
      self.name = name
      self.axes = axes
    }
  }
}

extension AxisTree: ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  /// One axis of every array.
  public init(integerLiteral axis: Int) { self = .all(axis) }

  /// No axis: the same arrays for all items.
  public init(nilLiteral: ()) { self = .all(nil) }
}

extension AxisTree: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// A choice for each element.
  public init(arrayLiteral elements: AxisTree...) { self = .elements(elements) }

  /// A choice for each field or entry, by its name.
  public init(dictionaryLiteral fields: (String, AxisTree)...) {
    self = .fields(fields.map { Field(name: $0, axes: $1) })
  }
}

extension AxisTree {
  /// The choices for so many arguments, or results.
  ///
  /// - Parameter label: the parameter that the choices were given for, for messages.
  /// - Throws: ``ArrayError/structure(operation:problem:)``.
  func parts(_ count: Int, of label: String) throws -> [AxisTree] {
    switch self {
    case .all: return Array(repeating: self, count: count)
    case .elements(let parts) where parts.count == count: return parts
    case .elements(let parts):
      throw ArrayError.structure(
        operation: "vmap", problem: "\(label) has choices for \(parts.count) arguments, there are \(count)")
    case .fields:
      throw ArrayError.structure(
        operation: "vmap",
        problem: "\(label) names fields, but there are \(count) arguments: give a list with a choice for each")
    }
  }

  /// The axis of each array of a tree, in the order of its arrays.
  ///
  /// - Parameter label: the parameter that the choices were given for, for messages.
  /// - Throws: ``ArrayError/structure(operation:problem:)`` where the choices do not fit the tree.
  func axes(of tree: any PyTree, for label: String) throws -> [Int?] {
    var axes: [Int?] = []
    try collect(tree, TreePath(), label, into: &axes)
    return axes
  }

  private func collect(_ tree: any PyTree, _ path: TreePath, _ label: String, into axes: inout [Int?]) throws {
    if case .all(let axis) = self {
      axes += try tree.arrays().map { _ in axis }
      return
    }
    let parts = try children(of: tree)
    // An optional is as good as what it holds.
    if let part = parts.first, part.key == .unwrapped {
      return try collect(part.value, path.appending(.unwrapped), label, into: &axes)
    }
    let choices = try choices(for: parts, of: tree, path, label)
    for (part, choice) in zip(parts, choices) {
      let path = path.appending(part.key)
      if let choice {
        try choice.collect(part.value, path, label, into: &axes)
      } else if try !part.value.arrays().isEmpty {
        throw ArrayError.structure(operation: "vmap", problem: "\(label) has no choice for the arrays at \(path)")
      }
    }
  }

  /// The choice for each child, where there is one.
  private func choices(
    for parts: [TreeChild], of tree: any PyTree, _ path: TreePath, _ label: String
  ) throws -> [AxisTree?] {
    func failure(_ what: String) -> ArrayError {
      let place = path.isRoot ? "" : " at \(path)"
      return .structure(operation: "vmap", problem: "\(label) \(what)\(place), where the tree has a \(type(of: tree))")
    }
    switch self {
    case .all: return parts.map { _ in self }
    case .elements(let choices):
      guard parts.allSatisfy({ if case .index = $0.key { true } else { false } }), !(tree is NDArray) else {
        throw failure("has a list")
      }
      guard choices.count == parts.count else {
        throw failure("has \(choices.count) choices for \(parts.count) elements")
      }
      return choices
    case .fields(let fields):
      let names = parts.map(\.key.name)
      for (position, field) in fields.enumerated() {
        guard names.contains(field.name) else { throw failure("names \"\(field.name)\", which is not there") }
        guard !fields[..<position].contains(where: { $0.name == field.name }) else {
          throw failure("names \"\(field.name)\" twice")
        }
      }
      return names.map { name in fields.first { $0.name == name }?.axes }
    }
  }
}

extension TreeKey {
  /// The name of a field, or the key of an entry.
  fileprivate var name: String? {
    switch self {
    case .field(let name), .entry(let name): name
    case .index, .unwrapped: nil
    }
  }
}
