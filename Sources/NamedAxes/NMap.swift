public import Arrays

/// What can be passed to ``nmap(_:_:)``: named arrays, and collections that hold some.
public protocol NameMappable {
  /// What the mapped function gets in its place.
  associatedtype Positional

  /// Adds the named arrays inside to a list.
  func collect(into arrays: inout [NamedArray])
  /// What the mapped function gets, made of plain arrays in the order of ``collect(into:)``.
  func positional(_ arrays: inout ArraySlice<NDArray>) -> Positional
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

extension Array: NameMappable where Element: NameMappable {
  /// Adds the arrays of all elements.
  public func collect(into arrays: inout [NamedArray]) { for element in self { element.collect(into: &arrays) } }
  /// What the elements become.
  public func positional(_ arrays: inout ArraySlice<NDArray>) -> [Element.Positional] {
    map { $0.positional(&arrays) }
  }
}

/// What a function mapped by ``nmap(_:_:)`` can give: arrays, and collections of them.
public protocol NameMapped {
  /// What the caller gets in its place.
  associatedtype Named

  /// Adds the arrays inside to a list.
  func collect(into arrays: inout [NDArray])
  /// What the caller gets, made of named arrays in the order of ``collect(into:)``.
  func named(_ arrays: inout ArraySlice<NamedArray>) -> Named
}

extension NDArray: NameMapped {
  /// Adds the array itself.
  public func collect(into arrays: inout [NDArray]) { arrays.append(self) }
  /// The array with its names.
  public func named(_ arrays: inout ArraySlice<NamedArray>) -> NamedArray { arrays.removeFirst() }
}

extension Array: NameMapped where Element: NameMapped {
  /// Adds the arrays of all elements.
  public func collect(into arrays: inout [NDArray]) { for element in self { element.collect(into: &arrays) } }
  /// What the elements become.
  public func named(_ arrays: inout ArraySlice<NamedArray>) -> [Element.Named] { map { $0.named(&arrays) } }
}

/// A function of plain arrays lifted to named ones: it sees only the positional axes and runs over all named axes.
///
/// ```swift
/// let scores = try nmap(query.untag("projection"), key.untag("projection")) { q, k in try (q * k).sum() }
/// ```
///
/// Axes of one name run together. Every result has every name of every argument, in the order in which they are first
/// seen. Plain arrays among the arguments are passed on whole.
///
/// - Parameters:
///   - arguments: named arrays, plain arrays, and arrays of them.
///   - function: a function of plain arrays.
/// - Throws: ``NamedAxisError/sizes(operation:names:shapes:)``, and what the function throws.
public func nmap<each Argument: NameMappable, Result: NameMapped>(
  _ arguments: repeat each Argument, function: (repeat (each Argument).Positional) throws -> Result
) throws -> Result.Named {
  var inputs: [NamedArray] = []
  for argument in repeat each arguments { argument.collect(into: &inputs) }
  var result: Result?
  let outputs = try NamedArray.map(inputs) { arrays in
    var rest = arrays[...]
    let value = try function(repeat (each arguments).positional(&rest))
    result = value
    var list: [NDArray] = []
    value.collect(into: &list)
    return list
  }
  guard let result else {
    throw ArrayError.structure(operation: "nmap", problem: "the function gave no result")
  }
  var rest = outputs[...]
  return result.named(&rest)
}

extension NamedArray {
  /// A function of the positional parts of arrays, mapped over all their names.
  static func map(_ inputs: [NamedArray], _ body: ([NDArray]) throws -> [NDArray]) throws -> [NamedArray] {
    let union = try unionOfNames("nmap", inputs)
    let axes = union.map { name, size in
      AxisMap.Axis(places: inputs.map { $0.place(name) }, size: size)
    }
    // The function sees positional axes in their order, wherever they are in memory.
    let orders = inputs.map { input -> [Int] in
      let places = input.positionalPlaces
      let sorted = places.sorted()
      return places.map { sorted.firstIndex(of: $0) ?? 0 }
    }
    let outputs = try AxisMap.call("nmap", inputs.map(\.data), over: axes) { arrays in
      try body(zip(arrays, orders).map { try $0.transposed($1) })
    }
    return outputs.map { output in
      var rank = 0
      let layout = output.axes.map { number -> Axis in
        if let number { return .named(union.names[number]) }
        defer { rank += 1 }
        return .positional(rank)
      }
      return NamedArray(data: output.array, axes: layout)
    }
  }
}
