internal import CPJRT

/// The order in which a device stores an array's elements.
struct BufferLayout {
  /// Whether the device stores the elements in tiles, so that its memory is no plain sequence of them.
  let isTiled: Bool

  private let rank: Int

  /// The axes from the fastest varying to the slowest; nil for row-major order, so that the usual case needs no list.
  private let minorToMajor: [Int64]?

  /// A layout of axes listed from the fastest varying to the slowest.
  init(minorToMajor: some Collection<Int64>, isTiled: Bool) {
    self.isTiled = isTiled
    rank = minorToMajor.count
    let isRowMajor = minorToMajor.elementsEqual((0..<Int64(minorToMajor.count)).reversed())
    self.minorToMajor = isRowMajor ? nil : Array(minorToMajor)
  }

  /// Whether the last axis varies fastest, the one before it next, and so on.
  var isRowMajor: Bool { minorToMajor == nil }

  /// Lends the axes from the fastest varying to the slowest.
  func withOrder<Result>(_ body: (UnsafeBufferPointer<Int64>) -> Result) -> Result {
    if let minorToMajor { return minorToMajor.withUnsafeBufferPointer(body) }
    return withUnsafeTemporaryAllocation(of: Int64.self, capacity: max(rank, 1)) { order in
      for axis in 0..<rank { order.initializeElement(at: axis, to: Int64(rank - 1 - axis)) }
      return body(UnsafeBufferPointer(start: order.baseAddress, count: rank))
    }
  }

  /// Copies elements stored in this order to row-major order.
  ///
  /// - Parameters:
  ///   - stored: The elements, without tiles.
  ///   - dimensions: The sizes of the axes, none of them zero, as many as the layout has.
  ///   - elementWidth: The bytes of one element.
  ///   - destination: Room for as many bytes as `stored` has.
  func reorder(
    _ stored: UnsafeRawBufferPointer, dimensions: [Int], elementWidth: Int,
    into destination: UnsafeMutableRawBufferPointer
  ) {
    var strides = Array(repeating: 0, count: rank)
    withOrder { order in
      var stride = elementWidth
      for axis in order {
        strides[Int(axis)] = stride
        stride *= dimensions[Int(axis)]
      }
    }
    var index = Array(repeating: 0, count: rank)
    var source = 0
    for target in stride(from: 0, to: stored.count, by: elementWidth) {
      for byte in 0..<elementWidth { destination[target + byte] = stored[source + byte] }
      // Step to the next index as a counter does, from the last axis.
      var axis = rank - 1
      while axis >= 0 {
        index[axis] += 1
        source += strides[axis]
        if index[axis] < dimensions[axis] { break }
        source -= strides[axis] * dimensions[axis]
        index[axis] = 0
        axis -= 1
      }
    }
  }
}

extension Buffer {
  /// The order in which the device stores the array.
  ///
  /// - Throws: `PJRTError` when the plugin describes it in a way that this package does not know.
  func layout(rank: Int) throws(PJRTError) -> BufferLayout {
    let operation = "read a buffer's layout"
    var arguments = PJRT_Buffer_GetMemoryLayout_Args()
    arguments.buffer = handle.pointer
    try client.functions.call(&arguments, operation) { $0.pointee.PJRT_Buffer_GetMemoryLayout($1) }
    let tiled = arguments.layout.tiled
    guard arguments.layout.type == PJRT_Buffer_MemoryLayout_Type_Tiled, tiled.minor_to_major_size == rank else {
      throw PJRTError(
        code: .unimplemented, message: "The plugin gives no order of the \(rank) axes.", operation: operation)
    }
    let order = UnsafeBufferPointer(start: tiled.minor_to_major, count: rank)
    return BufferLayout(minorToMajor: order, isTiled: tiled.num_tiles > 0)
  }
}
