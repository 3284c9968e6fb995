internal import StableHLO

/// A convolution, without reversing the kernel, of [batch, features, space...] with [features of the result, features,
/// space...]; linear in each operand.
///
/// With feature groups each group of result features sees its group of features only; with batch groups each sees its
/// group of items only, and the batch shrinks by their number. Batching and the derivative by the kernel need both.
struct Convolution: Primitive {
  static let name = "convolution"

  var window: SlidingWindow
  var featureGroups = 1
  var batchGroups = 1

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let (input, kernel) = (operands[0], operands[1])
    guard input.rank >= 2, kernel.rank == input.rank, window.strides.count == input.rank - 2 else {
      throw ArrayError.shape(
        operation: "convolved",
        expected: "an array and a kernel of one rank, with two axes beside the \(window.strides.count) of space",
        found: [input.shape, kernel.shape])
    }
    guard input.dtype == kernel.dtype else {
      throw ArrayError.dtype(operation: "convolved", expected: "a kernel of dtype \(input.dtype)", found: kernel.dtype)
    }
    guard Domain.real.contains(input.dtype) else {
      throw ArrayError.dtype(operation: "convolved", expected: Domain.real.rawValue, found: input.dtype)
    }
    guard featureGroups > 0, batchGroups > 0, featureGroups == 1 || batchGroups == 1 else {
      throw ArrayError.argument(
        operation: "convolved",
        problem: "the groups must be positive in number, and one of features and batch, found \(featureGroups) "
          + "feature groups and \(batchGroups) batch groups")
    }
    let groupSize = kernel.shape[1].multipliedReportingOverflow(by: featureGroups)
    guard !groupSize.overflow, groupSize.partialValue == input.shape[1] else {
      throw ArrayError.shape(
        operation: "convolved",
        expected: "the array's \(input.shape[1]) features to be the kernel's \(kernel.shape[1]) times the "
          + "\(featureGroups) feature groups", found: [input.shape, kernel.shape])
    }
    guard kernel.shape[0] % featureGroups == 0, kernel.shape[0] % batchGroups == 0 else {
      throw ArrayError.shape(
        operation: "convolved",
        expected: "the kernel's \(kernel.shape[0]) result features to fall into \(featureGroups * batchGroups) groups",
        found: [input.shape, kernel.shape])
    }
    guard input.shape[0] % batchGroups == 0 else {
      throw ArrayError.shape(
        operation: "convolved", expected: "a batch of \(input.shape[0]) to fall into \(batchGroups) groups",
        found: [input.shape, kernel.shape])
    }
    let space = try window.resultShape(
      Array(input.shape[2...]), window: Array(kernel.shape[2...]), for: "convolved")
    let shape = [input.shape[0] / batchGroups, kernel.shape[0]] + space
    try NDArray.checkSizes(shape, for: "convolved")
    return [input.with(shape: shape)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [
      builder.convolution(
        operands[0], operands[1], window, featureGroups: featureGroups, batchGroups: batchGroups,
        shape: results[0].shape)
    ]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let result = try self(primals[0], primals[1])
    let left = try tangents[0].map { try self($0, primals[1]) }
    let right = try tangents[1].map { try self(primals[0], $0) }
    return ([result], [try total(left, right)])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let cotangent = cotangents[0] else { return [nil, nil] }
    if let kernel = operands[1].known {
      return [try inputCotangent(cotangent, input: operands[0].type, kernel), nil]
    }
    return [nil, try operands[0].known.map { try kernelCotangent(cotangent, $0, kernel: operands[1].type) }]
  }

  private func inputCotangent(_ cotangent: NDArray, input: ArrayType, _ kernel: NDArray) throws -> NDArray {
    guard cotangent.count > 0, kernel.count > 0 else { return try NDArray.full(input.shape, 0, dtype: input.dtype) }
    let groups = Swift.max(featureGroups, batchGroups)
    // Within each group features and result features change places.
    let turned = try kernel.splitting(0, into: groups).swappingAxes(1, 2).merging(0)
      .flipped(Array(2..<kernel.rank))
    let backward = window.backward(
      operand: Array(input.shape[2...]), window: Array(kernel.shape[2...]), result: Array(cotangent.shape[2...]))
    let result = try Convolution(window: backward, featureGroups: groups)(cotangent, turned)
    guard batchGroups > 1 else { return result }
    return try result.splitting(1, into: batchGroups).movingAxis(1, to: 0).merging(0)
  }

  private func kernelCotangent(_ cotangent: NDArray, _ input: NDArray, kernel: ArrayType) throws -> NDArray {
    guard cotangent.count > 0, input.count > 0 else { return try NDArray.full(kernel.shape, 0, dtype: kernel.dtype) }
    let backward = window.backwardToKernel(
      operand: Array(input.shape[2...]), window: Array(kernel.shape[2...]), result: Array(cotangent.shape[2...]))
    // Batch and features change places in all three, and so do the groups.
    let convolution = Convolution(window: backward, featureGroups: batchGroups, batchGroups: featureGroups)
    return try convolution(input.swappingAxes(0, 1), cotangent.swappingAxes(0, 1)).swappingAxes(0, 1)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    var whole = self
    switch (operands[0].axis, operands[1].axis) {
    case (nil, nil):
      return [Batched(array: try self(operands[0].array, operands[1].array), axis: nil)]
    case (_?, nil):
      // The mapped axis joins the batch, inside of the groups.
      let input = try operands[0].placed(at: 0, size: size).splitting(1, into: batchGroups).movingAxis(1, to: 0)
      let result = try self(input.merging(0).merging(0), operands[1].array)
      return [Batched(array: try result.splitting(0, into: size), axis: 0)]
    case (nil, _?):
      // The mapped axis joins the result features, inside of the groups.
      let groups = Swift.max(featureGroups, batchGroups)
      let kernel = try operands[1].placed(at: 0, size: size).splitting(1, into: groups).movingAxis(1, to: 0)
      let result = try self(operands[0].array, kernel.merging(0).merging(0))
      let split = try result.splitting(1, into: groups).splitting(2, into: size)
      return [Batched(array: try split.movingAxis(2, to: 1).merging(2), axis: 1)]
    case (_?, _?):
      // The mapped axis becomes a group, outside of those there are.
      let input = try operands[0].placed(at: 0, size: size)
      let kernel = try operands[1].placed(at: 0, size: size).merging(0)
      let joined: NDArray
      if batchGroups > 1 {
        whole.batchGroups *= size
        joined = try input.merging(0)
      } else {
        whole.featureGroups *= size
        joined = try input.movingAxis(0, to: 1).merging(1)
      }
      return [Batched(array: try whole(joined, kernel).splitting(1, into: size), axis: 1)]
    }
  }
}

extension NDArray {
  /// The array with an axis as two, the first of the given size.
  fileprivate func splitting(_ axis: Int, into count: Int) throws -> NDArray {
    var sizes = shape
    sizes.replaceSubrange(axis...axis, with: [count, count == 0 ? shape[axis] : shape[axis] / count])
    return try reshaped(to: sizes)
  }

  /// The array with an axis and the next one as one.
  fileprivate func merging(_ axis: Int) throws -> NDArray {
    var sizes = shape
    sizes.replaceSubrange(axis...axis + 1, with: [shape[axis] * shape[axis + 1]])
    return try reshaped(to: sizes)
  }
}
