internal import StableHLO

/// An operation across the items of a mapped axis; mapping over that axis replaces it by ordinary operations.
protocol CollectivePrimitive: Primitive {
  /// The axis whose items take part.
  var label: AxisLabel { get }

  /// The operation on an operand that holds all items, along its mapped axis or the same for all.
  func batchItems(_ operand: Batched, size: Int) throws -> Batched
}

extension CollectivePrimitive {
  func refers(to name: AxisLabel) -> Bool { name == label }

  func checkLowering() throws {
    throw ArrayError.argument(
      operation: Self.name,
      problem: "no axis named \(label) is mapped where the function is called. Call it inside vmap(axisName: \(label))")
  }

  /// Never called: ``checkLowering()`` throws before.
  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] { [] }

  func batch(_ operands: [Batched], over axis: MappedAxis) throws -> [Batched] {
    guard axis.name == label else { return try batch(operands, size: axis.size) }
    return [try batchItems(operands[0], size: axis.size)]
  }
}
