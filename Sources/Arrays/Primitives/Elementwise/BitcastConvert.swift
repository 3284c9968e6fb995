internal import StableHLO

/// The bits of each element read as another type of the same width.
struct BitcastConvert: Primitive {
  static let name = "bitcast_convert"

  var dtype: DType

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let given = operands[0].dtype
    guard given.byteCount == dtype.byteCount, (given == .bool) == (dtype == .bool), given.isComplex == dtype.isComplex
    else {
      throw ArrayError.dtype(
        operation: "bitcast", expected: "a dtype of \(dtype.bitCount) bits, like \(dtype)", found: given)
    }
    return [operands[0].with(dtype: dtype)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.bitcastConvert(operands[0], to: results[0].element)]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    ([try self(primals[0])], [nil])
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try self(operands[0].array), axis: operands[0].axis)]
  }
}

extension NDArray {
  /// The bits of each element read as another type of the same width.
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` when the widths differ.
  public func bitcast(to dtype: DType) throws -> NDArray {
    dtype == self.dtype ? self : try BitcastConvert(dtype: dtype)(self)
  }
}
