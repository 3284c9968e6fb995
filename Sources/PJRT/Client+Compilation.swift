internal import CPJRT

extension Client {
  /// Compiles a program and loads it on the devices that the options assign.
  ///
  /// - Parameters:
  ///   - program: A module as StableHLO text.
  ///   - options: How many devices to compile for, and settings of XLA.
  /// - Throws: `PJRTError` with XLA's own message when the program or an option is wrong.
  public func compile(
    _ program: String, options: CompileOptions = CompileOptions()
  ) throws(PJRTError) -> LoadedExecutable {
    try check(options)
    var program = program
    var arguments = PJRT_Client_Compile_Args()
    arguments.client = handle.pointer
    let error = Self.withBytes(options.encoded()) { options in
      program.withUTF8 { code in
        "mlir".withCString { format in
          var description = PJRT_Program()
          description.struct_size = MemoryLayout<PJRT_Program>.size
          // The field is mutable only for programs that the plugin returns.
          description.code = code.baseAddress.map {
            UnsafeMutableRawPointer(mutating: $0).assumingMemoryBound(to: CChar.self)
          }
          description.code_size = code.count
          description.format = format
          description.format_size = 4
          return withUnsafePointer(to: &description) { description in
            arguments.program = description
            arguments.compile_options = options.baseAddress
            arguments.compile_options_size = options.count
            return functions.attempt(&arguments) { $0.pointee.PJRT_Client_Compile($1) }
          }
        }
      }
    }
    if let error { throw functions.take(error, "compile a program") }
    guard let executable = arguments.executable else { throw .noResult("compile a program") }
    return try LoadedExecutable(executable, client: self)
  }

  /// Loads a program that `LoadedExecutable.serialize()` wrote.
  ///
  /// - Parameter bytes: Bytes written by the same version of the same plugin, on a machine of the same kind.
  /// - Throws: `PJRTError` when the plugin does not accept the bytes.
  public func deserialize(_ bytes: [UInt8]) throws(PJRTError) -> LoadedExecutable {
    let operation = "load a serialized program of \(bytes.count) bytes"
    guard !bytes.isEmpty else {
      throw PJRTError(code: .invalidArgument, message: "There are no bytes to load.", operation: operation)
    }
    var arguments = PJRT_Executable_DeserializeAndLoad_Args()
    arguments.client = handle.pointer
    let error = Self.withBytes(bytes) { bytes in
      arguments.serialized_executable = bytes.baseAddress
      arguments.serialized_executable_size = bytes.count
      return functions.attempt(&arguments) { $0.pointee.PJRT_Executable_DeserializeAndLoad($1) }
    }
    if let error { throw functions.take(error, operation) }
    guard let executable = arguments.loaded_executable else { throw .noResult(operation) }
    return try LoadedExecutable(executable, client: self)
  }

  /// Refuses numbers of devices that XLA would end the process over.
  private func check(_ options: CompileOptions) throws(PJRTError) {
    let (replicas, partitions) = (options.replicas, options.partitions)
    func refuse(_ message: String) -> PJRTError {
      PJRTError(code: .invalidArgument, message: message, operation: "compile a program")
    }
    guard replicas > 0, partitions > 0 else {
      throw refuse("\(replicas) replicas and \(partitions) partitions were asked for; both must be positive.")
    }
    let (count, overflow) = replicas.multipliedReportingOverflow(by: partitions)
    guard !overflow, count <= totalDeviceCount else {
      throw refuse(
        "\(replicas) replicas of \(partitions) partitions were asked for, but there are \(totalDeviceCount) devices.")
    }
    guard let assignment = options.deviceAssignment else { return }
    guard assignment.count == replicas, assignment.allSatisfy({ $0.count == partitions }) else {
      throw refuse(
        "The device assignment has rows of \(assignment.map(\.count)) devices; "
          + "\(replicas) replicas of \(partitions) partitions were asked for.")
    }
    let ids = assignment.flatMap { $0 }
    guard Set(ids).count == ids.count else { throw refuse("The device assignment \(assignment) repeats a device.") }
  }

  private static func withBytes<Result>(_ bytes: [UInt8], _ body: (UnsafeBufferPointer<CChar>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { $0.withMemoryRebound(to: CChar.self, body) }
  }
}
