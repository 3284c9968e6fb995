public import Trees

/// The derivatives of every array of a result by every array of an argument.
///
/// The derivative of an array of shape `r` by one of shape `x` has the shape `r + x`. Where argument or result is one
/// array the functions that give Jacobians give a plain tree instead.
public struct Jacobian<Argument: PyTree, Result: PyTree>: PyTree {
  /// For each array of the result, in their order, its derivatives: a tree like the argument.
  public private(set) var rows: [Argument]

  /// The result with the number of each array in its place: how a key path finds its row.
  ///
  /// Numbers that are written are no inputs of any program, so the walk passes them by.
  private let numbers: Result

  /// - Parameters:
  ///   - rows: the derivatives of each array of the result.
  ///   - result: a tree like the result.
  init(rows: [Argument], of result: Result) throws {
    self.rows = rows
    numbers = try result.replacingLeaves(of: NDArray.self, with: rows.indices.map { NDArray($0) })
  }

  /// For each array of the argument, in their order, the derivatives by it: a tree like the result.
  public var columns: [Result] {
    get throws {
      let arrays = try rows.map { try $0.arrays() }
      return try (arrays.first ?? []).indices.map { column in
        try numbers.replacingLeaves(of: NDArray.self, with: arrays.map { $0[column] })
      }
    }
  }

  /// The derivatives of one array of the result: a tree like the argument.
  ///
  /// - Throws: ``ArrayError/structure(operation:problem:)`` when the key path leads to none of the result's arrays.
  public func row(of array: KeyPath<Result, NDArray>) throws -> Argument {
    guard let number = numbers[keyPath: array].writtenNumber.map({ Int($0) }), rows.indices.contains(number) else {
      throw ArrayError.structure(operation: "Jacobian", problem: "\(array) leads to none of the result's arrays")
    }
    return rows[number]
  }

  /// The derivatives of one array of the result by one of the argument: `jacobian[\.logits, by: \.weights]`.
  ///
  /// - Throws: as ``row(of:)`` does.
  public subscript(array: KeyPath<Result, NDArray>, by input: KeyPath<Argument, NDArray>) -> NDArray {
    get throws { try row(of: array)[keyPath: input] }
  }

  /// Presents the rows to the walker.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("rows", &rows)
  }
}
