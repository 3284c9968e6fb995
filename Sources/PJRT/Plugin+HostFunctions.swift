internal import CPJRT
internal import Synchronization

extension Plugin {
  /// Whether programs can call functions of the host: the plugin has the extension for it.
  public var callsHostFunctions: Bool { extensions.contains(.ffi) }

  /// Lets programs call a function of the host by a name; a function registered earlier by this name is replaced.
  ///
  /// Programs know the name alone, so that one compiled by another process finds the function of this one. The function
  /// runs on a thread of the plugin, in the midst of a computation: it must not wait for other computations. What it
  /// throws fails the computation.
  ///
  /// - Throws: `PJRTError` when the plugin cannot call functions of the host.
  public func registerHostFunction(
    _ name: String, _ function: @escaping @Sendable (HostCall) throws -> Void
  ) throws(PJRTError) {
    try HostFunctions.registerHandler(for: self)
    HostFunctions.byName.withLock { $0[name] = function }
  }
}

/// The functions that programs may call, behind one handler that all plugins know.
private enum HostFunctions {
  static let byName = Mutex<[String: @Sendable (HostCall) throws -> Void]>([:])
  private static let pluginsWithHandler = Mutex<Set<String>>([])

  static func registerHandler(for plugin: Plugin) throws(PJRTError) {
    // A plugin takes a handler only once.
    try pluginsWithHandler.withLock { known throws(PJRTError) in
      guard !known.contains(plugin.path) else { return }
      try plugin.functions.register(handle, under: HostCall.target)
      known.insert(plugin.path)
    }
  }

  /// What the plugin calls: once to ask for the version of the ABI, then for each run of a custom call.
  private static let handle: XLA_FFI_Handler = { frame in
    guard let frame else { return nil }
    if answersMetadata(frame.pointee) { return nil }
    guard frame.pointee.stage == XLA_FFI_ExecutionStage_EXECUTE else { return nil }
    do {
      let call = try HostCall(frame.pointee)
      let name = call.attributes[HostCall.functionAttribute] ?? ""
      guard let function = byName.withLock({ $0[name] }) else {
        throw PJRTError(
          code: .notFound, message: "This process has no function \(name) for programs to call.",
          operation: "call a function of the host")
      }
      HostCall.clearResults(of: frame.pointee)
      try function(call)
      return nil
    } catch {
      return failure(frame.pointee, "\(error)")
    }
  }

  /// Answers the question for the version of the ABI, if the call is that.
  private static func answersMetadata(_ frame: XLA_FFI_CallFrame) -> Bool {
    guard let first = frame.extension_start, first.pointee.type == XLA_FFI_Extension_Metadata else { return false }
    let metadata = UnsafeMutableRawPointer(first).assumingMemoryBound(to: XLA_FFI_Metadata_Extension.self)
    metadata.pointee.metadata.pointee.api_version.major_version = 0
    metadata.pointee.metadata.pointee.api_version.minor_version = 1
    metadata.pointee.metadata.pointee.traits = 0
    return true
  }

  private static func failure(_ frame: XLA_FFI_CallFrame, _ message: String) -> OpaquePointer? {
    message.withCString { text in
      var arguments = XLA_FFI_Error_Create_Args()
      arguments.struct_size = MemoryLayout<XLA_FFI_Error_Create_Args>.size
      arguments.message = text
      arguments.errc = XLA_FFI_Error_Code_INTERNAL
      return frame.api?.pointee.XLA_FFI_Error_Create?(&arguments)
    }
  }
}

extension FunctionTable {
  /// Registers a handler for custom calls on the host.
  fileprivate func register(_ handler: XLA_FFI_Handler, under name: String) throws(PJRTError) {
    let operation = "register a function of the host"
    guard let ffi = firstExtension(PluginExtension.ffi) else {
      throw PJRTError(
        code: .unimplemented, message: "The plugin has no FFI extension.", operation: operation)
    }
    let register = UnsafeRawPointer(ffi).assumingMemoryBound(to: PJRT_FFI_Extension.self).pointee.register_handler
    let platform = "Host"
    let error = name.withCString { name in
      platform.withCString { platform in
        var arguments = PJRT_FFI_Register_Handler_Args()
        arguments.target_name = name
        arguments.target_name_size = HostCall.target.utf8.count
        arguments.handler = handler
        arguments.platform_name = platform
        arguments.platform_name_size = 4
        return attempt(&arguments) { _, arguments in register?(arguments) }
      }
    }
    if let error { throw take(error, operation) }
  }
}
