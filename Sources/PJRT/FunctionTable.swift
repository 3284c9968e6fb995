internal import CPJRT

/// A plugin's functions, each called with its arguments' size filled in and its error turned into a `PJRTError`.
struct FunctionTable: Sendable {
  private let functions: SharedPointer<UnsafePointer<PJRT_Api>>

  /// Wraps a table that stays valid for the life of the process and holds every function this package calls.
  init(_ functions: UnsafePointer<PJRT_Api>) {
    self.functions = SharedPointer(functions)
  }

  /// Calls one function, which reads its parameters from `arguments` and leaves its results there.
  @inline(__always)
  func call<Arguments>(
    _ arguments: inout Arguments, _ operation: @autoclosure () -> String,
    _ function: (UnsafePointer<PJRT_Api>, UnsafeMutablePointer<Arguments>) -> OpaquePointer?
  ) throws(PJRTError) {
    if let error = attempt(&arguments, function) { throw take(error, operation()) }
  }

  /// Calls one function whose failure nobody could act upon, such as freeing an object.
  @inline(__always)
  func callIgnoringErrors<Arguments>(
    _ arguments: inout Arguments,
    _ function: (UnsafePointer<PJRT_Api>, UnsafeMutablePointer<Arguments>) -> OpaquePointer?
  ) {
    if let error = attempt(&arguments, function) { _ = take(error, "") }
  }

  /// Calls one function and returns the plugin's error, which the caller must pass to `take`.
  @inline(__always)
  func attempt<Arguments>(
    _ arguments: inout Arguments,
    _ function: (UnsafePointer<PJRT_Api>, UnsafeMutablePointer<Arguments>) -> OpaquePointer?
  ) -> OpaquePointer? {
    withUnsafeMutablePointer(to: &arguments) { pointer in
      // Every argument struct of the ABI begins with its own size.
      UnsafeMutableRawPointer(pointer).storeBytes(of: MemoryLayout<Arguments>.size, as: Int.self)
      return function(functions.pointer, pointer)
    }
  }

  /// The first extension of a kind, if the plugin has one.
  func firstExtension(_ kind: PluginExtension) -> UnsafeMutablePointer<PJRT_Extension_Base>? {
    var next = functions.pointer.pointee.extension_start
    while let current = next {
      if Int(current.pointee.type.rawValue) == kind.type { return current }
      next = current.pointee.next
    }
    return nil
  }

  /// Reads and destroys a plugin's error.
  @inline(never)
  func take(_ error: OpaquePointer, _ operation: String) -> PJRTError {
    var message = PJRT_Error_Message_Args()
    message.struct_size = MemoryLayout<PJRT_Error_Message_Args>.size
    message.error = error
    functions.pointer.pointee.PJRT_Error_Message(&message)

    var code = PJRT_Error_GetCode_Args()
    code.error = error
    let codeError = attempt(&code) { $0.pointee.PJRT_Error_GetCode($1) }

    let result = PJRTError(
      code: codeError == nil ? PJRTError.Code(rawValue: Int(code.code.rawValue)) ?? .unknown : .unknown,
      message: String(pluginBytes: message.message, count: message.message_size),
      operation: operation)
    destroy(error)
    if let codeError { destroy(codeError) }
    return result
  }

  private func destroy(_ error: OpaquePointer) {
    var arguments = PJRT_Error_Destroy_Args()
    arguments.struct_size = MemoryLayout<PJRT_Error_Destroy_Args>.size
    arguments.error = error
    functions.pointer.pointee.PJRT_Error_Destroy(&arguments)
  }
}

extension String {
  /// Copies text that a plugin describes by its first byte and its length; ill-formed UTF-8 is repaired.
  init(pluginBytes start: UnsafePointer<CChar>?, count: Int) {
    guard let start, count > 0 else {
      self = ""
      return
    }
    self = String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
  }
}
