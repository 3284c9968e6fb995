/// How XLA is to compile a program.
///
/// Encoded as the message `CompileOptionsProto` of xla/pjrt/proto/compile_options.proto in openxla/xla.
public struct CompileOptions: Hashable, Sendable {
  /// The value of a setting of XLA.
  public enum Override: Hashable, Sendable {
    /// Text, also the name of an enumerator.
    case string(String)
    /// A truth value.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// A number in double precision.
    case double(Double)
  }

  /// The number of copies of the program that run on different data.
  public var replicas: Int

  /// The number of devices that each copy is spread over.
  public var partitions: Int

  /// The ids of the devices to run on, by replica and then by partition; nil for the plugin's choice.
  public var deviceAssignment: [[Int]]?

  /// The one device to compile for, by its position; nil for the plugin's choice.
  public var deviceOrdinal: Int?

  /// Whether to partition one program for all devices, from the shardings of its arrays.
  public var usesSPMDPartitioning: Bool

  /// Whether shardings are given in the Shardy dialect and propagated by Shardy.
  public var usesShardyPartitioner: Bool

  /// Settings of XLA for this program, by the name of the flag without dashes, such as `xla_cpu_prefer_vector_width`.
  public var overrides: [String: Override]

  /// Makes options; without arguments, for one device and with XLA's own settings.
  public init(
    replicas: Int = 1, partitions: Int = 1, deviceAssignment: [[Int]]? = nil, deviceOrdinal: Int? = nil,
    usesSPMDPartitioning: Bool = false, usesShardyPartitioner: Bool = false, overrides: [String: Override] = [:]
  ) {
    self.replicas = replicas
    self.partitions = partitions
    self.deviceAssignment = deviceAssignment
    self.deviceOrdinal = deviceOrdinal
    self.usesSPMDPartitioning = usesSPMDPartitioning
    self.usesShardyPartitioner = usesShardyPartitioner
    self.overrides = overrides
  }

  /// The options in the form that a plugin takes; equal options give equal bytes.
  public func encoded() -> [UInt8] {
    var writer = ProtobufWriter()
    writer.writeMessage(field: 3, encodeBuildOptions)
    let sorted = overrides.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (name, value) in sorted {
      writer.writeMessage(field: 7) { entry in
        entry.write(name, field: 1)
        entry.writeMessage(field: 2) { value.encode(to: &$0) }
      }
    }
    return writer.bytes
  }

  /// Writes an `ExecutableBuildOptionsProto`; fields at their default are left out, as protocol buffers do.
  private func encodeBuildOptions(_ message: inout ProtobufWriter) {
    if let deviceOrdinal, deviceOrdinal != 0 { message.write(Int64(deviceOrdinal), field: 1) }
    message.write(Int64(replicas), field: 4)
    message.write(Int64(partitions), field: 5)
    if usesSPMDPartitioning { message.write(true, field: 6) }
    if let deviceAssignment { message.writeMessage(field: 9) { encode(deviceAssignment, to: &$0) } }
    if usesShardyPartitioner { message.write(true, field: 19) }
  }

  /// Writes a `DeviceAssignmentProto`, which lists the devices by partition and then by replica.
  private func encode(_ assignment: [[Int]], to message: inout ProtobufWriter) {
    let width = assignment.map(\.count).max() ?? 0
    message.write(Int64(assignment.count), field: 1)
    message.write(Int64(width), field: 2)
    for partition in 0..<width {
      message.writeMessage(field: 3) { column in
        column.write(assignment.compactMap { partition < $0.count ? Int64($0[partition]) : nil }, field: 1)
      }
    }
  }
}

extension CompileOptions.Override {
  /// Writes an `OptionOverrideProto`, where also a default value is written: it tells which kind was chosen.
  fileprivate func encode(to message: inout ProtobufWriter) {
    switch self {
    case .string(let value): message.write(value, field: 1)
    case .bool(let value): message.write(value, field: 2)
    case .integer(let value): message.write(Int64(value), field: 3)
    case .double(let value): message.write(value, field: 4)
    }
  }
}
