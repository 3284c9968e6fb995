package import Arrays

extension NamedArray {
  /// A fold of axes given one by one; none stands for all axes, positional ones too.
  func fold(
    _ operation: String, _ names: [AxisName], _ function: (NDArray, [Int]) throws -> NDArray
  ) throws -> NamedArray {
    if names.isEmpty { return NamedArray(try function(data, Array(0..<data.rank))) }
    return try reduce(operation, names, function)
  }

  /// A fold of some axes of the data, which the result lacks.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``,
  ///   ``NamedAxisError/repeatedNames(operation:names:existing:)``.
  package func reduce(
    _ operation: String, _ names: [AxisName], _ function: (NDArray, [Int]) throws -> NDArray
  ) throws -> NamedArray {
    let folded = try places(of: names, for: operation)
    let result = try function(data, folded)
    return NamedArray(data: result, axes: layout.enumerated().filter { !folded.contains($0.offset) }.map(\.element))
  }

  /// A function of the data and the places of some axes that keeps the axes, such as a softmax.
  ///
  /// - Throws: as ``reduce(_:_:_:)`` does.
  package func mapAlong(
    _ operation: String, _ names: [AxisName], _ function: (NDArray, [Int]) throws -> NDArray
  ) throws -> NamedArray {
    NamedArray(uncheckedData: try function(data, places(of: names, for: operation)), axes: axes)
  }

  /// A function of the data and the place of one axis that keeps the axes, such as a sort.
  func along(
    _ operation: String, _ name: AxisName, _ function: (NDArray, Int) throws -> NDArray
  ) throws -> NamedArray {
    try mapAlong(operation, [name]) { try function($0, $1[0]) }
  }

  /// Where named axes are in the data.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``,
  ///   ``NamedAxisError/repeatedNames(operation:names:existing:)``.
  package func places(of names: [AxisName], for operation: String) throws -> [Int] {
    try checkValid()
    let missing = names.filter { place($0) == nil }
    guard missing.isEmpty else {
      throw NamedAxisError.missingNames(operation: operation, names: missing, existing: namedShape)
    }
    guard Set(names).count == names.count else {
      throw NamedAxisError.repeatedNames(operation: operation, names: names.repeated, existing: namedShape)
    }
    return names.compactMap { place($0) }
  }

  /// Where a named axis is in the data.
  func place(of name: AxisName, for operation: String) throws -> Int { try places(of: [name], for: operation)[0] }
}

extension [AxisName] {
  /// The names that stand at an earlier place already.
  var repeated: [AxisName] { enumerated().filter { self[..<$0.offset].contains($0.element) }.map(\.element) }
}
