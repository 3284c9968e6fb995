internal import Arrays

extension NamedArray {
  /// Arrays side by side along a named axis, which all of them have; other names are matched, missing ones repeated.
  ///
  /// - Throws: `ArrayError.argument` without arrays,
  ///   ``NamedAxisError/positionalShapes(operation:shapes:)`` when positional shapes differ,
  ///   ``NamedAxisError/missingNames(operation:names:existing:)``, ``NamedAxisError/sizes(operation:names:shapes:)``.
  public static func concatenate(_ arrays: [NamedArray], axis name: AxisName) throws -> NamedArray {
    let temporary = try positionalNames(of: arrays, "concatenate")
    let places = try arrays.map { try $0.place(of: name, for: "concatenate") }
    let others = zip(arrays, places).map { $0.others($1) }
    if Set(arrays.map(\.axes)).count == 1, Set(others).count == 1 {
      return NamedArray(
        uncheckedData: try NDArray.concatenate(arrays.map(\.data), axis: places[0]), axes: arrays[0].axes)
    }
    let parts = try arrays.map { try $0.tag(temporary).untag(name) }
    return try map(parts, "concatenate") { [try NDArray.concatenate($0)] }[0].tag(name).untagPrefix(temporary)
  }

  /// Arrays side by side along a new named axis; other names are matched, missing ones repeated.
  ///
  /// - Throws: as ``concatenate(_:axis:)`` does, and ``NamedAxisError/repeatedNames(operation:names:existing:)`` when an
  ///   array has the axis already.
  public static func stack(_ arrays: [NamedArray], axis name: AxisName) throws -> NamedArray {
    let temporary = try positionalNames(of: arrays, "stack")
    if let owner = arrays.first(where: { $0.place(name) != nil }) {
      throw NamedAxisError.repeatedNames(operation: "stack", names: [name], existing: owner.namedShape)
    }
    let parts = try arrays.map { try $0.tag(temporary) }
    return try map(parts, "stack") { [try NDArray.stack($0)] }[0].tag(name).untagPrefix(temporary)
  }

  /// Names for the positional axes of arrays to be joined, by which these are matched as well.
  private static func positionalNames(of arrays: [NamedArray], _ operation: String) throws -> [AxisName] {
    let shapes = arrays.map(\.positionalShape)
    guard let first = shapes.first else {
      throw ArrayError.argument(operation: operation, problem: "at least one array is needed")
    }
    guard Set(shapes).count == 1 else { throw NamedAxisError.positionalShapes(operation: operation, shapes: shapes) }
    return first.map { _ in .unique() }
  }

  /// The sizes of all axes of the data but one.
  private func others(_ place: Int) -> [Int] { data.shape.enumerated().filter { $0.offset != place }.map(\.element) }
}
