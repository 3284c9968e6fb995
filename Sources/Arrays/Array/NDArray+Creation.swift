internal import PJRT

extension NDArray {
  /// An array of a shape from elements in row-major order.
  ///
  /// - Throws: ``ArrayError/elementCount(expected:found:shape:)`` when their number does not fit the shape.
  @_disfavoredOverload  // [Int] and [Double] have forms of their own, which give int32 and float32.
  public init<Element: ArrayElement>(_ elements: [Element], shape: [Int]) throws {
    try NDArray.checkSizes(shape, for: "NDArray")
    guard shape.reduce(1, *) == elements.count else {
      throw ArrayError.elementCount(expected: shape.reduce(1, *), found: elements.count, shape: shape)
    }
    let type = ArrayType(shape, Element.dtype)
    self = try elements.withUnsafeBytes { try NDArray(bytes: $0, type: type) }
  }

  /// An array of one axis.
  ///
  /// - Throws: errors of the array engine.
  @_disfavoredOverload
  public init<Element: ArrayElement>(_ elements: [Element]) throws {
    try self.init(elements, shape: [elements.count])
  }

  /// An array without axes.
  ///
  /// - Throws: errors of the array engine.
  @_disfavoredOverload
  public init<Element: ArrayElement>(_ element: Element) throws {
    try self.init([element], shape: [])
  }

  /// An array of integers, `int32` unless another type is asked for.
  ///
  /// - Throws: ``ArrayError/notRepresentable(value:dtype:)``, ``ArrayError/elementCount(expected:found:shape:)``.
  public init(_ elements: [Int], shape: [Int]? = nil, dtype: DType = .int32) throws {
    try self.init(literals: elements.map { .integer($0) }, shape: shape, dtype: dtype)
  }

  /// An array of floating point numbers, rounded to `float32` unless another type is asked for.
  ///
  /// - Throws: ``ArrayError/notRepresentable(value:dtype:)``, ``ArrayError/elementCount(expected:found:shape:)``.
  public init(_ elements: [Double], shape: [Int]? = nil, dtype: DType = .float32) throws {
    try self.init(literals: elements.map { .float($0) }, shape: shape, dtype: dtype)
  }

  private init(literals: [Literal], shape: [Int]?, dtype: DType) throws {
    let shape = shape ?? [literals.count]
    try NDArray.checkSizes(shape, for: "NDArray")
    guard shape.reduce(1, *) == literals.count else {
      throw ArrayError.elementCount(expected: shape.reduce(1, *), found: literals.count, shape: shape)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(literals.count * dtype.byteCount)
    for literal in literals {
      guard literal.fits(dtype) else { throw ArrayError.notRepresentable(value: literal.spelling, dtype: dtype) }
      bytes += literal.bytes(as: dtype)
    }
    self = try bytes.withUnsafeBytes { try NDArray(bytes: $0, type: ArrayType(shape, dtype)) }
  }

  /// A number without axes, weakly typed: it takes the dtype of what it meets.
  public init(_ number: Int) { self.init(literal: .integer(number)) }

  /// A number without axes, weakly typed: it takes the dtype of what it meets.
  public init(_ number: Double) { self.init(literal: .float(number)) }

  /// An array copied from dense row-major bytes of the host.
  ///
  /// - Throws: ``ArrayError/elementCount(expected:found:shape:)`` when there are too few or too many bytes.
  public init(bytes: UnsafeRawBufferPointer, type: ArrayType) throws {
    try NDArray.checkSizes(type.shape, for: "NDArray")
    guard bytes.count == type.byteCount else {
      throw ArrayError.elementCount(
        expected: type.count, found: bytes.count / type.dtype.byteCount, shape: type.shape)
    }
    let engine = try Engine.shared.get()
    let buffer = try engine.client.makeBuffer(
      bytes, type: type.dtype.bufferType, dimensions: type.shape, device: engine.device)
    self.init(DeviceArray(buffer), type)
  }

  /// An array of one number throughout.
  ///
  /// - Parameters:
  ///   - shape: the sizes of the axes.
  ///   - number: every element.
  ///   - dtype: the type of the elements; that of the number's kind when absent.
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``.
  public static func full(_ shape: [Int], _ number: Literal, dtype: DType? = nil) throws -> NDArray {
    try checkSizes(shape, for: "full")
    return NDArray(literal: number, shape: shape, dtype: dtype ?? number.defaultDType)
  }

  /// An array of zeros.
  ///
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``.
  public static func zeros(_ shape: [Int], dtype: DType = .float32) throws -> NDArray {
    try full(shape, .integer(0), dtype: dtype)
  }

  /// An array of ones.
  ///
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``.
  public static func ones(_ shape: [Int], dtype: DType = .float32) throws -> NDArray {
    try full(shape, .integer(1), dtype: dtype)
  }
}

extension Literal: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  /// A floating point number as written.
  public init(floatLiteral value: Double) { self = .float(value) }
  /// An integer as written.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A truth value as written.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// Whether an element type holds the number, rounded where the type is a floating point one.
  func fits(_ dtype: DType) -> Bool {
    switch (self, dtype) {
    case (_, .complex64), (_, .complex128): true
    case (.complex(let real, let imaginary), _): imaginary == 0 && Literal.float(real).fits(dtype)
    case (_, .bool), (_, .bfloat16), (_, .float16), (_, .float32), (_, .float64): true
    case (.float(let value), _): Int(exactly: value).map { Literal.integer($0).fits(dtype) } ?? false
    case (_, .int8): Int8(exactly: integer) != nil
    case (_, .int16): Int16(exactly: integer) != nil
    case (_, .int32): Int32(exactly: integer) != nil
    case (_, .int64): true
    case (_, .uint8): UInt8(exactly: integer) != nil
    case (_, .uint16): UInt16(exactly: integer) != nil
    case (_, .uint32): UInt32(exactly: integer) != nil
    case (_, .uint64): integer >= 0
    }
  }

  /// Refuses integers that no type of 32 bits holds as elements of one that is no wider; within 32 bits, as in JAX, the
  /// low bits count.
  ///
  /// - Throws: ``ArrayError/notRepresentable(value:dtype:)``.
  func requireRange(of dtype: DType) throws {
    guard case .integer(let value) = self, dtype.isInteger, dtype.byteCount <= 4 else { return }
    guard (Int(Int32.min)...Int(UInt32.max)).contains(value) else {
      throw ArrayError.notRepresentable(value: spelling, dtype: dtype)
    }
  }
}

extension NDArray: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  /// A number as written, weakly typed: it takes the dtype of what it meets.
  public init(floatLiteral value: Double) { self.init(literal: .float(value)) }
  /// A number as written, weakly typed: it takes the dtype of what it meets.
  public init(integerLiteral value: Int) { self.init(literal: .integer(value)) }
  /// A truth value as written.
  public init(booleanLiteral value: Bool) { self.init(literal: .bool(value)) }
}

extension DType {
  /// The type of device buffers that hold such elements.
  var bufferType: PJRT.ElementType {
    switch self {
    case .bool: .pred
    case .int8: .s8
    case .int16: .s16
    case .int32: .s32
    case .int64: .s64
    case .uint8: .u8
    case .uint16: .u16
    case .uint32: .u32
    case .uint64: .u64
    case .bfloat16: .bf16
    case .float16: .f16
    case .float32: .f32
    case .float64: .f64
    case .complex64: .c64
    case .complex128: .c128
    }
  }
}
