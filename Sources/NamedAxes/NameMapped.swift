public import Arrays
public import Trees

/// What a function mapped by ``nmap(_:function:)`` can give: arrays, and values that hold some.
///
/// A struct that is a `PyTree` conforms with nothing to write: the named arrays in it get the names that were mapped
/// over, besides those that they have.
public protocol NameMapped {
  /// What the caller gets in its place.
  associatedtype Named = Self

  /// Adds the arrays inside to a list.
  func collect(into arrays: inout [NDArray]) throws
  /// What the caller gets, made of named arrays in the order of ``collect(into:)``.
  func named(_ arrays: inout ArraySlice<NamedArray>) throws -> Named
}

extension NDArray: NameMapped {
  /// Adds the array itself.
  public func collect(into arrays: inout [NDArray]) { arrays.append(self) }
  /// The array with its names.
  public func named(_ arrays: inout ArraySlice<NamedArray>) -> NamedArray { arrays.removeFirst() }
}

extension NamedArray: NameMapped {
  /// Adds the data.
  public func collect(into arrays: inout [NDArray]) { arrays.append(data) }
  /// The array with the mapped names besides its own.
  ///
  /// - Throws: ``NamedAxisError/repeatedNames(operation:names:existing:)`` when it has one of them already.
  public func named(_ arrays: inout ArraySlice<NamedArray>) throws -> NamedArray {
    let mapped = arrays.removeFirst()
    let repeated = names.filter { mapped.place($0) != nil }
    guard repeated.isEmpty else {
      throw NamedAxisError.repeatedNames(operation: "nmap", names: repeated, existing: mapped.namedShape)
    }
    let own = layout
    let combined = mapped.layout.map { if case .positional(let rank) = $0 { own[rank] } else { $0 } }
    return NamedArray(data: mapped.data, axes: combined)
  }
}

extension NameMapped where Self: PyTree, Named == Self {
  /// Adds the data of the named arrays among the leaves.
  ///
  /// - Throws: ``ArrayError/structure(operation:problem:)`` for a plain array among the leaves, which has no place for
  ///   names.
  public func collect(into arrays: inout [NDArray]) throws {
    let found = try leaves(of: NamedArray.self)
    guard try leaves(of: NDArray.self).count == found.count else {
      throw ArrayError.structure(
        operation: "nmap",
        problem: "the result \(Self.self) holds plain arrays, which cannot get names: declare them as NamedArray")
    }
    arrays += found.map(\.data)
  }
  /// The tree with the mapped names in its named arrays.
  public func named(_ arrays: inout ArraySlice<NamedArray>) throws -> Self {
    try mapLeaves(of: NamedArray.self) { try $0.named(&arrays) }
  }
}

// What holds no arrays is passed on as it is.
extension Bool: NameMapped {}
extension Int: NameMapped {}
extension Float: NameMapped {}
extension Double: NameMapped {}
extension String: NameMapped {}

extension Array: NameMapped where Element: NameMapped {
  /// Adds the arrays of all elements.
  public func collect(into arrays: inout [NDArray]) throws {
    for element in self { try element.collect(into: &arrays) }
  }
  /// What the elements become.
  public func named(_ arrays: inout ArraySlice<NamedArray>) throws -> [Element.Named] {
    try map { try $0.named(&arrays) }
  }
}

extension Optional: NameMapped where Wrapped: NameMapped {
  /// Adds the arrays of the value, if there is one.
  public func collect(into arrays: inout [NDArray]) throws { try self?.collect(into: &arrays) }
  /// What the value becomes, if there is one.
  public func named(_ arrays: inout ArraySlice<NamedArray>) throws -> Wrapped.Named? {
    try map { try $0.named(&arrays) }
  }
}

extension Dictionary: NameMapped where Key: Comparable, Value: NameMapped {
  /// Adds the arrays of all values, in the order of the keys.
  public func collect(into arrays: inout [NDArray]) throws {
    for (_, value) in sorted(by: { $0.key < $1.key }) { try value.collect(into: &arrays) }
  }
  /// What the values become.
  public func named(_ arrays: inout ArraySlice<NamedArray>) throws -> [Key: Value.Named] {
    try Dictionary<Key, Value.Named>(
      uniqueKeysWithValues: sorted { $0.key < $1.key }.map { ($0.key, try $0.value.named(&arrays)) })
  }
}

extension Pair: NameMapped where First: NameMapped, Second: NameMapped, First.Named: PyTree, Second.Named: PyTree {
  /// Adds the arrays of both trees.
  public func collect(into arrays: inout [NDArray]) throws {
    try first.collect(into: &arrays)
    try second.collect(into: &arrays)
  }
  /// What the trees become.
  public func named(_ arrays: inout ArraySlice<NamedArray>) throws -> Pair<First.Named, Second.Named> {
    Pair<First.Named, Second.Named>(try first.named(&arrays), try second.named(&arrays))
  }
}
