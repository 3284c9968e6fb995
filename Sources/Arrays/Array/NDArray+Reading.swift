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
    try requireElements(for: operation)
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
    try readBytes(for: "doubles").withUnsafeBytes(dtype.doubles)
  }

  /// The dense row-major bytes of the elements.
  ///
  /// - Throws: ``ArrayError/readInsideTrace(operation:transformation:type:)`` while a function is traced.
  public func bytes() throws -> [UInt8] {
    try readBytes(for: "bytes")
  }

  private func readBytes(for operation: String) throws -> [UInt8] {
    let count = type.byteCount
    try requireElements(for: operation)
    return try [UInt8](unsafeUninitializedCapacity: count) { memory, initialized in
      try copyBytes(to: UnsafeMutableRawBufferPointer(memory), for: operation)
      initialized = count
    }
  }

  /// Lends the dense row-major bytes of the elements: the device's own memory where the host can read it, which is so
  /// on a CPU, and a copy elsewhere.
  ///
  /// - Parameter body: reads the bytes, which are valid until it returns.
  /// - Throws: ``ArrayError/readInsideTrace(operation:transformation:type:)`` while a function is traced, errors of the
  ///   computation, and what `body` throws.
  public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    if case .device(let array) = storage {
      return try array.buffer(for: "withUnsafeBytes", type).withHostBytes(body)
    }
    let memory = try HostMemory(byteCount: type.byteCount, for: "withUnsafeBytes")
    try copyBytes(to: memory.bytes, for: "withUnsafeBytes")
    return try body(UnsafeRawBufferPointer(memory.bytes))
  }

  /// Waits until the elements are computed.
  ///
  /// - Throws: errors of the computation.
  public func waitUntilReady() throws {
    if case .device(let array) = storage { try array.buffer(for: "waitUntilReady", type).waitUntilReady() }
  }

  /// Refuses symbols, placeholders, and more numbers than fit into memory.
  private func requireElements(for operation: String) throws {
    switch storage {
    case .traced(let tracer):
      if tracer.trace.hasEnded { throw tracer.escaped(type, into: operation) }
      throw ArrayError.readInsideTrace(
        operation: operation, transformation: tracer.trace.transformation, type: type)
    case .placeholder: throw ArrayError.placeholder(operation: operation, type: type)
    case .literal: try MemoryLimit.require(Double(type.byteCount), for: operation)
    case .device(let array): _ = try array.buffer(for: operation, type)
    }
  }

  /// Copies the elements into memory of exactly their size.
  private func copyBytes(to memory: UnsafeMutableRawBufferPointer, for operation: String) throws {
    switch storage {
    case .traced, .placeholder: try requireElements(for: operation)
    case .literal(let literal):
      literal.fill(memory, as: dtype)
    case .device(let array):
      if memory.isEmpty { return }
      try array.buffer.copyToHost(into: memory)
    }
  }
}

extension DType {
  /// Dense elements of this type as doubles; complex ones as their two parts, one after the other.
  package func doubles(_ bytes: UnsafeRawBufferPointer) -> [Double] {
    func read<Element>(_ element: Element.Type, _ convert: (Element) -> Double) -> [Double] {
      bytes.withMemoryRebound(to: Element.self) { $0.map(convert) }
    }
    return switch self {
    case .bool: read(Bool.self) { $0 ? 1 : 0 }
    case .int8: read(Int8.self) { Double($0) }
    case .int16: read(Int16.self) { Double($0) }
    case .int32: read(Int32.self) { Double($0) }
    case .int64: read(Int64.self) { Double($0) }
    case .uint8: read(UInt8.self) { Double($0) }
    case .uint16: read(UInt16.self) { Double($0) }
    case .uint32: read(UInt32.self) { Double($0) }
    case .uint64: read(UInt64.self) { Double($0) }
    case .bfloat16: read(BFloat16.self) { Double($0.float) }
    case .float16: read(Float16.self) { Double($0) }
    case .float32, .complex64: read(Float.self) { Double($0) }
    case .float64, .complex128: read(Double.self) { $0 }
    }
  }
}
