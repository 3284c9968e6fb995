/// The elements of an array in memory of the host, to be shown.
struct HostArray {
  var type: ArrayType
  /// The elements, dense and row-major.
  var bytes: UnsafeRawBufferPointer

  /// How many elements are written out at most.
  private static var longest: Int { 100 }

  /// The part at an index of the first axis.
  subscript(index: Int) -> HostArray {
    let item = ArrayType(Array(type.shape.dropFirst()), type.dtype)
    let start = index * item.byteCount
    return HostArray(type: item, bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<(start + item.byteCount)]))
  }

  /// The elements in nested brackets, or a summary of many.
  var text: String {
    if type.count > Self.longest {
      return NDArray.summary(type, NDArray.summary(of: type.dtype.doubles(bytes), type.dtype))
    }
    if type.rank == 0 { return element }
    return "[\((0..<type.shape[0]).map { self[$0].text }.joined(separator: ", "))]"
  }

  /// The first element.
  private var element: String {
    switch type.dtype {
    case .bool: "\(bytes.load(as: Bool.self))"
    case .int8: "\(bytes.load(as: Int8.self))"
    case .int16: "\(bytes.loadUnaligned(as: Int16.self))"
    case .int32: "\(bytes.loadUnaligned(as: Int32.self))"
    case .int64: "\(bytes.loadUnaligned(as: Int64.self))"
    case .uint8: "\(bytes.load(as: UInt8.self))"
    case .uint16: "\(bytes.loadUnaligned(as: UInt16.self))"
    case .uint32: "\(bytes.loadUnaligned(as: UInt32.self))"
    case .uint64: "\(bytes.loadUnaligned(as: UInt64.self))"
    case .bfloat16: "\(bytes.loadUnaligned(as: BFloat16.self).float)"
    case .float16: "\(Float(bytes.loadUnaligned(as: Float16.self)))"
    case .float32: "\(bytes.loadUnaligned(as: Float.self))"
    case .float64: "\(bytes.loadUnaligned(as: Double.self))"
    case .complex64: "\(bytes.loadUnaligned(as: Complex<Float>.self))"
    case .complex128: "\(bytes.loadUnaligned(as: Complex<Double>.self))"
    }
  }
}
