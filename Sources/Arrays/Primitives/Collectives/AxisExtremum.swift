internal import StableHLO

/// The greatest or least over all items of a mapped axis, the same for every item.
struct AxisExtremum: CollectivePrimitive {
  static let name = "pmax_or_pmin"

  var label: AxisLabel
  var isMaximum: Bool

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] { operands }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    guard let tangent = tangents[0] else { return (try apply(primals), [nil]) }
    // As for an extremum along an axis: items that share it share its tangent.
    let result = try self(primals[0])
    let isExtreme = try Convert(dtype: tangent.dtype)(Compare(direction: .equal)(primals[0], result))
    let count = try AxisSum(label: label)(isExtreme)
    return ([result], [try AxisSum(label: label)(tangent * isExtreme) / count])
  }

  func batchItems(_ operand: Batched, size: Int) throws -> Batched {
    guard let axis = operand.axis else { return operand }
    let array = try isMaximum ? ReduceMax(axes: [axis])(operand.array) : ReduceMin(axes: [axis])(operand.array)
    return Batched(array: array, axis: nil)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try self(operands[0].array), axis: operands[0].axis)]
  }
}
