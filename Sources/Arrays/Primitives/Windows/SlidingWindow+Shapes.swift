internal import StableHLO

extension SlidingWindow {
  /// The sizes of the result along the axes that a window of the given sizes slides along.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when the numbers do not describe a window.
  func resultShape(_ operand: [Int], window: [Int], for operation: String) throws -> [Int] {
    let lists = [
      ("sizes of the window", window), ("strides", strides), ("amounts of padding", low), ("amounts of padding", high),
      ("distances within the operand", operandDilation), ("distances within the window", windowDilation),
    ]
    for (name, list) in lists {
      guard list.count == operand.count else {
        throw ArrayError.argument(
          operation: operation,
          problem: "\(operand.count) \(name) are needed, one for each axis that it slides along, found \(list.count)")
      }
      let least = name == "amounts of padding" ? -(1 << 31) : name == "sizes of the window" ? 0 : 1
      guard list.allSatisfy({ $0 >= least && $0 < 1 << 31 }) else {
        throw ArrayError.argument(
          operation: operation, problem: "\(name) must be at least \(least) and less than 2³¹, found \(list)")
      }
    }
    for (sizes, distances) in [(operand, operandDilation), (window, windowDilation)] {
      for (size, distance) in zip(sizes, distances) {
        let (reach, overflows) = size.multipliedReportingOverflow(by: distance)
        guard !overflows, reach < 1 << 48 else {
          throw ArrayError.argument(
            operation: operation, problem: "\(size) elements at a distance of \(distance) reach too far")
        }
      }
    }
    let shape = operand.indices.map { axis in
      let covered = dilated(operand[axis], operandDilation[axis]) + low[axis] + high[axis]
      let extent = dilated(window[axis], windowDilation[axis])
      return covered < extent ? 0 : (covered - extent) / strides[axis] + 1
    }
    try NDArray.checkSizes(shape, for: operation)
    return shape
  }

  /// The window that carries cotangents of the result back to the operand, over the reversed kernel.
  func backward(operand: [Int], window: [Int], result: [Int]) -> SlidingWindow {
    let low = operand.indices.map { dilated(window[$0], windowDilation[$0]) - self.low[$0] - 1 }
    let high = operand.indices.map { axis in
      dilated(operand[axis], operandDilation[axis]) + dilated(window[axis], windowDilation[axis]) - 1
        - dilated(result[axis], strides[axis]) - low[axis]
    }
    return SlidingWindow(
      rank: operand.count, strides: operandDilation, low: low, high: high, operandDilation: strides,
      windowDilation: windowDilation)
  }

  /// The window that carries cotangents of the result, as a kernel, to the kernel.
  func backwardToKernel(operand: [Int], window: [Int], result: [Int]) -> SlidingWindow {
    let high = operand.indices.map { axis in
      dilated(result[axis], strides[axis]) - dilated(operand[axis], operandDilation[axis])
        + dilated(window[axis], windowDilation[axis]) - low[axis] - 1
    }
    return SlidingWindow(
      rank: operand.count, strides: windowDilation, low: low, high: high, operandDilation: operandDilation,
      windowDilation: strides)
  }

  /// The window with one more axis, the first, along which nothing slides.
  var withLeadingAxis: SlidingWindow {
    SlidingWindow(
      rank: strides.count + 1, strides: [1] + strides, low: [0] + low, high: [0] + high,
      operandDilation: [1] + operandDilation, windowDilation: [1] + windowDilation)
  }

  /// How far elements with a distance reach.
  private func dilated(_ size: Int, _ distance: Int) -> Int { size == 0 ? 0 : (size - 1) * distance + 1 }
}
