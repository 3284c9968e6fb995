internal import CPJRT

/// A call that a running program makes to a function of the host.
public struct HostCall {
  /// An array that the program hands over: dense, row-major, and there only during the call.
  public struct Argument {
    /// The type of the elements.
    public let elementType: ElementType
    /// The sizes of the axes; empty for a scalar.
    public let dimensions: [Int]
    /// The elements, each of the type's `hostByteWidth`.
    public let bytes: UnsafeRawBufferPointer
  }

  /// The arrays.
  public let arguments: [Argument]
  /// The texts that stand beside the call in the program, by name.
  public let attributes: [String: String]

  /// The name under which programs reach the functions of the host: the target of their custom calls.
  public static let target = "penzai_host_call"
  /// The attribute that names the function.
  public static let functionAttribute = "function"
  /// The attribute of calls whose last argument is there only to be waited for.
  public static let orderedAttribute = "ordered"

  /// Reads the arguments and attributes of a call.
  ///
  /// - Throws: `PJRTError` for arrays of element types that the host has no name for.
  init(_ frame: XLA_FFI_CallFrame) throws(PJRTError) {
    var attributes: [String: String] = [:]
    for index in 0..<Int(frame.attrs.size) where frame.attrs.types[index] == XLA_FFI_AttrType_STRING {
      guard let name = frame.attrs.names[index], let value = frame.attrs.attrs[index] else { continue }
      let text = value.assumingMemoryBound(to: XLA_FFI_ByteSpan.self).pointee
      attributes[String(pluginBytes: name.pointee.ptr, count: name.pointee.len)] =
        String(pluginBytes: text.ptr, count: text.len)
    }
    var arguments: [Argument] = []
    let count = Int(frame.args.size) - (attributes[Self.orderedAttribute] == nil ? 0 : 1)
    for index in 0..<count {
      guard frame.args.types[index] == XLA_FFI_ArgType_BUFFER, let pointer = frame.args.args[index] else { continue }
      let buffer = pointer.assumingMemoryBound(to: XLA_FFI_Buffer.self).pointee
      let dimensions = UnsafeBufferPointer(start: buffer.dims, count: Int(buffer.rank)).map { Int($0) }
      guard let type = Self.elementType(buffer.dtype), let size = type.hostByteCount(dimensions) else {
        throw PJRTError(
          code: .unimplemented, message: "XLA's element type \(buffer.dtype.rawValue) is not known.",
          operation: "call a function of the host")
      }
      arguments.append(
        Argument(
          elementType: type, dimensions: dimensions, bytes: UnsafeRawBufferPointer(start: buffer.data, count: size)))
    }
    self.arguments = arguments
    self.attributes = attributes
  }

  /// PJRT's name of an XLA type.
  ///
  /// The numbers are the same up to float64, and then differ.
  private static func elementType(_ type: XLA_FFI_DataType) -> ElementType? {
    switch type {
    case XLA_FFI_DataType_BF16: .bf16
    case XLA_FFI_DataType_C64: .c64
    case XLA_FFI_DataType_C128: .c128
    default: type.rawValue <= ElementType.f64.rawValue ? ElementType(rawValue: UInt32(type.rawValue)) : nil
    }
  }

  /// Sets all results of a call to zero: they are there to be waited for.
  static func clearResults(of frame: XLA_FFI_CallFrame) {
    for index in 0..<Int(frame.rets.size) {
      guard frame.rets.types[index] == XLA_FFI_RetType_BUFFER, let pointer = frame.rets.rets[index] else { continue }
      let buffer = pointer.assumingMemoryBound(to: XLA_FFI_Buffer.self).pointee
      let dimensions = UnsafeBufferPointer(start: buffer.dims, count: Int(buffer.rank)).map { Int($0) }
      guard let type = ElementType(rawValue: UInt32(buffer.dtype.rawValue)),
        let size = type.hostByteCount(dimensions)
      else { continue }
      buffer.data?.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    }
  }
}
