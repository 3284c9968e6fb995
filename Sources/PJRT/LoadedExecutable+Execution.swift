internal import CPJRT

extension LoadedExecutable {
  /// Runs a program of one device.
  ///
  /// The results may still be in the making when the call returns; an error of the computation itself shows when they
  /// are read.
  ///
  /// - Parameters:
  ///   - arguments: One buffer for each parameter of the program.
  ///   - kept: The positions of arguments that must not be donated though the program allows it.
  /// - Returns: One buffer for each result.
  /// - Throws: `PJRTError` when the arguments do not match the program, one of them was deleted or donated, or the
  ///   program runs on more than one device.
  public func execute(_ arguments: [Buffer], keeping kept: [Int] = []) throws(PJRTError) -> [Buffer] {
    guard !isDeleted else { throw deletedProgram }
    guard devices.count == 1 else { throw wrongDeviceCount(1) }
    var outputs: [Buffer] = []
    var problem: PJRTError?
    let argumentCount = arguments.count
    // One list on the stack: the arguments, then room for the results.
    let error = withUnsafeTemporaryAllocation(of: OpaquePointer?.self, capacity: argumentCount + outputCount + 1) {
      pointers -> OpaquePointer? in
      guard let start = pointers.baseAddress else { return nil }
      for index in 0..<argumentCount {
        let buffer = arguments[index]
        guard buffer.client === client else {
          problem = foreignBuffer(at: index)
          return nil
        }
        (start + index).initialize(to: buffer.handle.pointer)
      }
      let results = start + argumentCount
      results.initialize(repeating: nil, count: outputCount)
      var argumentList: UnsafePointer<OpaquePointer?>? = UnsafePointer(start)
      var outputList: UnsafeMutablePointer<OpaquePointer?>? = results
      let error = launch(&argumentList, &outputList, deviceCount: 1, argumentCount: argumentCount, keeping: kept)
      if error == nil { outputs = takeBuffers(results, &problem) }
      return error
    }
    if let error { throw client.functions.take(error, "run a program") }
    if let problem { throw problem }
    return outputs
  }

  /// Runs a program on all its devices.
  ///
  /// - Parameters:
  ///   - arguments: For each of `devices`, one buffer for each parameter of the program; all lists of one length.
  ///   - kept: The positions of arguments that must not be donated though the program allows it.
  /// - Returns: For each device, one buffer for each result.
  /// - Throws: `PJRTError` when the arguments do not match the devices or the program, or one of them was deleted or
  ///   donated.
  public func execute(
    perDevice arguments: [[Buffer]], keeping kept: [Int] = []
  ) throws(PJRTError) -> [[Buffer]] {
    guard !isDeleted else { throw deletedProgram }
    let deviceCount = devices.count
    guard arguments.count == deviceCount, let argumentCount = arguments.first?.count else {
      throw wrongDeviceCount(arguments.count)
    }
    guard arguments.allSatisfy({ $0.count == argumentCount }) else {
      throw PJRTError(
        code: .invalidArgument,
        message: "The devices were given different numbers of arguments: \(arguments.map(\.count)).",
        operation: "run a program")
    }
    let rowLength = argumentCount + outputCount
    var outputs: [[Buffer]] = []
    var problem: PJRTError?
    let error = withUnsafeTemporaryAllocation(of: OpaquePointer?.self, capacity: deviceCount * rowLength + 1) {
      pointers -> OpaquePointer? in
      guard let start = pointers.baseAddress else { return nil }
      var argumentLists: [UnsafePointer<OpaquePointer?>?] = []
      var outputLists: [UnsafeMutablePointer<OpaquePointer?>?] = []
      for (device, row) in arguments.enumerated() {
        let rowStart = start + device * rowLength
        for (index, buffer) in row.enumerated() {
          guard buffer.client === client else {
            problem = foreignBuffer(at: index)
            return nil
          }
          (rowStart + index).initialize(to: buffer.handle.pointer)
        }
        (rowStart + argumentCount).initialize(repeating: nil, count: outputCount)
        argumentLists.append(UnsafePointer(rowStart))
        outputLists.append(rowStart + argumentCount)
      }
      let error = launch(
        &argumentLists, &outputLists, deviceCount: deviceCount, argumentCount: argumentCount, keeping: kept)
      if error == nil { outputs = outputLists.map { takeBuffers($0, &problem) } }
      return error
    }
    if let error { throw client.functions.take(error, "run a program on \(deviceCount) devices") }
    if let problem { throw problem }
    return outputs
  }

  /// Starts the program and returns the plugin's error, if any.
  @inline(__always)
  private func launch(
    _ argumentLists: UnsafePointer<UnsafePointer<OpaquePointer?>?>,
    _ outputLists: UnsafePointer<UnsafeMutablePointer<OpaquePointer?>?>,
    deviceCount: Int, argumentCount: Int, keeping kept: [Int]
  ) -> OpaquePointer? {
    var options = PJRT_ExecuteOptions()
    options.struct_size = MemoryLayout<PJRT_ExecuteOptions>.size
    return kept.withUnsafeBufferPointer { kept in
      kept.withMemoryRebound(to: Int64.self) { kept in
        options.non_donatable_input_indices = kept.baseAddress
        options.num_non_donatable_input_indices = kept.count
        return withUnsafeMutablePointer(to: &options) { options in
          var arguments = PJRT_LoadedExecutable_Execute_Args()
          arguments.executable = handle.pointer
          arguments.options = options
          arguments.argument_lists = argumentLists
          arguments.num_devices = deviceCount
          arguments.num_args = argumentCount
          arguments.output_lists = outputLists
          return client.functions.attempt(&arguments) { $0.pointee.PJRT_LoadedExecutable_Execute($1) }
        }
      }
    }
  }

  /// Wraps the results of one device.
  @inline(__always)
  private func takeBuffers(_ results: UnsafeMutablePointer<OpaquePointer?>?, _ problem: inout PJRTError?) -> [Buffer] {
    [Buffer](unsafeUninitializedCapacity: outputCount) { buffers, count in
      for index in 0..<outputCount {
        guard let result = results?[index] else {
          problem = .noResult("run a program")
          continue
        }
        (buffers.baseAddress.unsafelyUnwrapped + count).initialize(to: Buffer(result, client: client))
        count += 1
      }
    }
  }

  private var deletedProgram: PJRTError {
    PJRTError(code: .failedPrecondition, message: "The program was deleted.", operation: "run a program")
  }

  private func wrongDeviceCount(_ count: Int) -> PJRTError {
    PJRTError(
      code: .invalidArgument,
      message: "The program runs on \(devices.count) devices, but arguments for \(count) were given.",
      operation: "run a program")
  }

  private func foreignBuffer(at index: Int) -> PJRTError {
    PJRTError(
      code: .invalidArgument, message: "Argument \(index) belongs to another client.", operation: "run a program")
  }
}
