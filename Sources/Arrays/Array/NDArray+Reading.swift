internal import PJRT

extension NDArray {
  /// The elements in row-major order, copied to the host.
  ///
  /// - Parameter element: the Swift type of the elements, which must be that of the array.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, or
  ///   ``ArrayError/readInsideTrace(operation:transformation:type:)`` while a function is traced.
  public func elements<Element: ArrayElement>(as element: Element.Type = Element.self) throws -> [Element] {
    try read(as: element, for: "elements")
  }

  private func read<Element: ArrayElement>(as element: Element.Type, for operation: String) throws -> [Element] {
    guard dtype == Element.dtype else {
      throw ArrayError.dtype(
        operation: "\(operation)(as: \(Element.self).self)", expected: "\(Element.dtype)", found: dtype)
    }
    let count = count
    return try [Element](unsafeUninitializedCapacity: count) { memory, initialized in
      try copyBytes(to: UnsafeMutableRawBufferPointer(memory), for: operation)
      initialized = count
    }
  }

  /// The only element, as a Swift value of the array's element type.
  ///
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` unless there is one element, and as `elements(as:)` does.
  public func item<Element: ArrayElement>(as element: Element.Type = Element.self) throws -> Element {
    guard count == 1 else {
      throw ArrayError.shape(operation: "item", expected: "an array of one element", found: [shape])
    }
    return try read(as: element, for: "item")[0]
  }

  /// All elements as doubles, whatever their type, in row-major order; complex numbers as two, real then imaginary part.
  ///
  /// - Throws: ``ArrayError/readInsideTrace(operation:transformation:type:)`` while a function is traced.
  public func doubles() throws -> [Double] {
    switch dtype {
    case .bool: try elements(as: Bool.self).map { $0 ? 1 : 0 }
    case .int8: try elements(as: Int8.self).map { Double($0) }
    case .int16: try elements(as: Int16.self).map { Double($0) }
    case .int32: try elements(as: Int32.self).map { Double($0) }
    case .int64: try elements(as: Int64.self).map { Double($0) }
    case .uint8: try elements(as: UInt8.self).map { Double($0) }
    case .uint16: try elements(as: UInt16.self).map { Double($0) }
    case .uint32: try elements(as: UInt32.self).map { Double($0) }
    case .uint64: try elements(as: UInt64.self).map { Double($0) }
    case .bfloat16: try elements(as: BFloat16.self).map { Double($0.float) }
    case .float16: try elements(as: Float16.self).map { Double($0) }
    case .float32: try elements(as: Float.self).map { Double($0) }
    case .float64: try elements(as: Double.self)
    case .complex64: try elements(as: Complex<Float>.self).flatMap { [Double($0.real), Double($0.imaginary)] }
    case .complex128: try elements(as: Complex<Double>.self).flatMap { [$0.real, $0.imaginary] }
    }
  }

  /// The dense row-major bytes of the elements.
  ///
  /// - Throws: ``ArrayError/readInsideTrace(operation:transformation:type:)`` while a function is traced.
  public func bytes() throws -> [UInt8] {
    let count = type.byteCount
    return try [UInt8](unsafeUninitializedCapacity: count) { memory, initialized in
      try copyBytes(to: UnsafeMutableRawBufferPointer(memory), for: "bytes")
      initialized = count
    }
  }

  /// Waits until the elements are computed.
  ///
  /// - Throws: errors of the computation.
  public func waitUntilReady() throws {
    if case .device(let array) = storage { try array.buffer.waitUntilReady() }
  }

  /// Copies the elements into memory of exactly their size.
  private func copyBytes(to memory: UnsafeMutableRawBufferPointer, for operation: String) throws {
    switch storage {
    case .traced(let tracer):
      throw ArrayError.readInsideTrace(
        operation: operation, transformation: tracer.trace.transformation, type: type)
    case .literal(let literal):
      literal.fill(memory, as: dtype)
    case .device(let array):
      if memory.isEmpty { return }
      try array.buffer.copyToHost(into: memory)
    }
  }
}
