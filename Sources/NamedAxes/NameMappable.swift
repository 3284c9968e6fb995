public import Arrays
public import Trees

/// What can be passed to ``nmap(_:function:)``: named arrays, and values that hold some.
///
/// A struct that is a `PyTree` conforms with nothing to write: inside the mapped function it is of the same type, with
/// the named arrays in it reduced to their positional axes.
///
/// ```swift
/// struct Weights: PyTree, NameMappable { var scale: NamedArray, shift: NamedArray ... }
/// ```
public protocol NameMappable {
  /// What the mapped function gets in its place.
  associatedtype Positional = Self

  /// Adds the named arrays inside to a list.
  func collect(into arrays: inout [NamedArray]) throws
  /// What the mapped function gets, made of plain arrays in the order of ``collect(into:)``.
  func positional(_ arrays: inout ArraySlice<NDArray>) throws -> Positional
}

extension NamedArray: NameMappable {
  /// Adds the array itself.
  public func collect(into arrays: inout [NamedArray]) { arrays.append(self) }
  /// The plain array with the positional axes.
  public func positional(_ arrays: inout ArraySlice<NDArray>) -> NDArray { arrays.removeFirst() }
}

extension NDArray: NameMappable {
  /// Adds nothing: plain arrays are not mapped over.
  public func collect(into arrays: inout [NamedArray]) {}
  /// The array itself, whole.
  public func positional(_ arrays: inout ArraySlice<NDArray>) -> NDArray { self }
}

extension NameMappable where Self: PyTree, Positional == Self {
  /// Adds the named arrays among the leaves.
  public func collect(into arrays: inout [NamedArray]) throws { arrays += try leaves(of: NamedArray.self) }
  /// The tree with named arrays that have positional axes only.
  public func positional(_ arrays: inout ArraySlice<NDArray>) throws -> Self {
    try mapLeaves(of: NamedArray.self) { _ in NamedArray(arrays.removeFirst()) }
  }
}

// What holds no arrays is passed on as it is.
extension Bool: NameMappable {}
extension Int: NameMappable {}
extension Float: NameMappable {}
extension Double: NameMappable {}
extension String: NameMappable {}
extension RandomKey: NameMappable {}

extension Array: NameMappable where Element: NameMappable {
  /// Adds the arrays of all elements.
  public func collect(into arrays: inout [NamedArray]) throws {
    for element in self { try element.collect(into: &arrays) }
  }
  /// What the elements become.
  public func positional(_ arrays: inout ArraySlice<NDArray>) throws -> [Element.Positional] {
    try map { try $0.positional(&arrays) }
  }
}

extension Optional: NameMappable where Wrapped: NameMappable {
  /// Adds the arrays of the value, if there is one.
  public func collect(into arrays: inout [NamedArray]) throws { try self?.collect(into: &arrays) }
  /// What the value becomes, if there is one.
  public func positional(_ arrays: inout ArraySlice<NDArray>) throws -> Wrapped.Positional? {
    try map { try $0.positional(&arrays) }
  }
}

extension Dictionary: NameMappable where Key: Comparable, Value: NameMappable {
  /// Adds the arrays of all values, in the order of the keys.
  public func collect(into arrays: inout [NamedArray]) throws {
    for (_, value) in sorted(by: { $0.key < $1.key }) { try value.collect(into: &arrays) }
  }
  /// What the values become.
  public func positional(_ arrays: inout ArraySlice<NDArray>) throws -> [Key: Value.Positional] {
    try Dictionary<Key, Value.Positional>(
      uniqueKeysWithValues: sorted { $0.key < $1.key }.map { ($0.key, try $0.value.positional(&arrays)) })
  }
}

extension Pair: NameMappable
where First: NameMappable, Second: NameMappable, First.Positional: PyTree, Second.Positional: PyTree {
  /// Adds the arrays of both trees.
  public func collect(into arrays: inout [NamedArray]) throws {
    try first.collect(into: &arrays)
    try second.collect(into: &arrays)
  }
  /// What the trees become.
  public func positional(_ arrays: inout ArraySlice<NDArray>) throws -> Pair<First.Positional, Second.Positional> {
    Pair<First.Positional, Second.Positional>(try first.positional(&arrays), try second.positional(&arrays))
  }
}
