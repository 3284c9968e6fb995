internal import CPJRT

extension LoadedExecutable {
  /// Writes the compiled program, for `Client.deserialize(_:)`.
  ///
  /// - Returns: Bytes that the same version of the same plugin can load.
  /// - Throws: `PJRTError` when the plugin cannot write it.
  public func serialize() throws(PJRTError) -> [UInt8] {
    var arguments = PJRT_Executable_Serialize_Args()
    arguments.executable = program.pointer
    try client.functions.call(&arguments, "serialize a program") { $0.pointee.PJRT_Executable_Serialize($1) }
    let bytes = [UInt8](
      UnsafeRawBufferPointer(start: arguments.serialized_bytes, count: arguments.serialized_bytes_size))
    arguments.serialized_executable_deleter?(arguments.serialized_executable)
    return bytes
  }

  /// A text that is the same for programs compiled from the same input by the same compiler.
  ///
  /// - Throws: `PJRTError` when the plugin computes none.
  public var fingerprint: String {
    get throws(PJRTError) {
      var arguments = PJRT_Executable_Fingerprint_Args()
      arguments.executable = program.pointer
      try client.functions.call(&arguments, "read a program's fingerprint") {
        $0.pointee.PJRT_Executable_Fingerprint($1)
      }
      return String(pluginBytes: arguments.executable_fingerprint, count: arguments.executable_fingerprint_size)
    }
  }

  /// XLA's estimate of what one run costs, such as "flops" and "bytes accessed".
  ///
  /// - Throws: `PJRTError` when the plugin computes none.
  public var costAnalysis: [String: AttributeValue] {
    get throws(PJRTError) {
      var arguments = PJRT_Executable_GetCostAnalysis_Args()
      arguments.executable = program.pointer
      try client.functions.call(&arguments, "analyse a program's cost") {
        $0.pointee.PJRT_Executable_GetCostAnalysis($1)
      }
      return AttributeValue.dictionary(arguments.properties, count: arguments.num_properties)
    }
  }

  /// The memory that the program takes on each device.
  ///
  /// - Throws: `PJRTError` when the plugin does not know.
  public var memoryStatistics: MemoryStatistics {
    get throws(PJRTError) {
      var arguments = PJRT_Executable_GetCompiledMemoryStats_Args()
      arguments.executable = program.pointer
      try client.functions.call(&arguments, "read a program's memory statistics") {
        $0.pointee.PJRT_Executable_GetCompiledMemoryStats($1)
      }
      return MemoryStatistics(
        generatedCode: Int(arguments.generated_code_size_in_bytes),
        arguments: Int(arguments.argument_size_in_bytes),
        outputs: Int(arguments.output_size_in_bytes),
        aliased: Int(arguments.alias_size_in_bytes),
        temporaries: Int(arguments.temp_size_in_bytes),
        peak: Int(arguments.peak_memory_in_bytes))
    }
  }
}
