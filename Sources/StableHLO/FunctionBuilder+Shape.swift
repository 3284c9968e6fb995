extension FunctionBuilder {
  /// Consecutive integers along one axis.
  public mutating func iota(axis: Int, _ type: TensorType) -> Value {
    let result = define(type)
    text.append("stablehlo.iota dim = ")
    text.append(axis)
    text.append(" : ")
    text.append(type)
    endLine()
    return result
  }

  /// Repetition along new axes and axes of size one; `axes[i]` is the place of operand axis `i` in the result.
  public mutating func broadcast(_ operand: Value, to shape: [Int], axes: [Int]) -> Value {
    let result = define(TensorType(shape, operand.type.element))
    text.append("stablehlo.broadcast_in_dim ")
    text.append(operand)
    text.append(", dims = ")
    text.append(list: axes)
    endLine(from: [operand], to: result)
    return result
  }

  /// The same elements in row-major order under another shape.
  public mutating func reshape(_ operand: Value, to shape: [Int]) -> Value {
    unary("reshape", operand, TensorType(shape, operand.type.element))
  }

  /// Reordering of axes: result axis `i` is operand axis `permutation[i]`.
  public mutating func transpose(_ operand: Value, _ permutation: [Int]) -> Value {
    let shape = permutation.map { operand.type.shape[$0] }
    let result = define(TensorType(shape, operand.type.element))
    text.append("stablehlo.transpose ")
    text.append(operand)
    text.append(", dims = ")
    text.append(list: permutation)
    endLine(from: [operand], to: result)
    return result
  }

  /// Reversal of the order of elements along some axes.
  public mutating func reverse(_ operand: Value, axes: [Int]) -> Value {
    let result = define(operand.type)
    text.append("stablehlo.reverse ")
    text.append(operand)
    text.append(", dims = ")
    text.append(list: axes)
    text.append(" : ")
    text.append(result.type)
    endLine()
    return result
  }

  /// Joining of operands along one axis.
  public mutating func concatenate(_ operands: [Value], axis: Int, shape: [Int]) -> Value {
    let result = define(TensorType(shape, operands[0].type.element))
    text.append("stablehlo.concatenate ")
    text.append(values: operands)
    text.append(", dim = ")
    text.append(axis)
    endLine(from: operands, to: result)
    return result
  }

  /// Padding at the edges, negative amounts cutting off, and between the elements.
  public mutating func pad(
    _ operand: Value, with padding: Value, low: [Int], high: [Int], interior: [Int], shape: [Int]
  ) -> Value {
    let result = define(TensorType(shape, operand.type.element))
    text.append("stablehlo.pad ")
    text.append(values: [operand, padding])
    text.append(", low = ")
    text.append(list: low)
    text.append(", high = ")
    text.append(list: high)
    text.append(", interior = ")
    text.append(list: interior)
    endLine(from: [operand, padding], to: result)
    return result
  }

  /// A box of elements with static bounds and steps.
  public mutating func slice(_ operand: Value, starts: [Int], limits: [Int], strides: [Int], shape: [Int]) -> Value {
    let result = define(TensorType(shape, operand.type.element))
    text.append("stablehlo.slice ")
    text.append(operand)
    text.append(" [")
    for axis in starts.indices {
      if axis > 0 { text.append(", ") }
      text.append(starts[axis])
      text.append(":")
      text.append(limits[axis])
      text.append(":")
      text.append(strides[axis])
    }
    text.append("]")
    endLine(from: [operand], to: result)
    return result
  }
}
