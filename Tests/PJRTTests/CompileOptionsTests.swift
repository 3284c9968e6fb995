import PJRT
import Testing

struct CompileOptionsTests {
  @Test func oneReplicaAndOnePartitionAreTheSmallestOptions() {
    #expect(CompileOptions().encoded() == [0x1a, 0x04, 0x20, 0x01, 0x28, 0x01])
  }

  @Test func everyFieldHasItsNumber() {
    let options = CompileOptions(
      replicas: 2, partitions: 3, deviceAssignment: [[0, 1, 2], [3, 4, 300]], deviceOrdinal: 1,
      usesSPMDPartitioning: true, usesShardyPartitioner: true)
    let assignment: [UInt8] =
      [0x08, 2, 0x10, 3]
      + [0x1a, 4, 0x0a, 2, 0, 3]
      + [0x1a, 4, 0x0a, 2, 1, 4]
      + [0x1a, 5, 0x0a, 3, 2, 0xac, 0x02]
    let build: [UInt8] =
      [0x08, 1, 0x20, 2, 0x28, 3, 0x30, 1, 0x4a, UInt8(assignment.count)] + assignment + [0x98, 0x01, 1]
    #expect(options.encoded() == [0x1a, UInt8(build.count)] + build)
  }

  @Test func overridesAreSortedAndKeepTheirKind() {
    let options = CompileOptions(
      overrides: ["d": .double(1.5), "b": .bool(false), "a": .string("x"), "c": .integer(-1)])
    let expected: [UInt8] =
      [0x1a, 0x04, 0x20, 0x01, 0x28, 0x01]
      + [0x3a, 8, 0x0a, 1, 0x61, 0x12, 3, 0x0a, 1, 0x78]
      + [0x3a, 7, 0x0a, 1, 0x62, 0x12, 2, 0x10, 0]
      + [0x3a, 16, 0x0a, 1, 0x63, 0x12, 11, 0x18] + Array(repeating: 0xff, count: 9) + [0x01]
      + [0x3a, 14, 0x0a, 1, 0x64, 0x12, 9, 0x21, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f]
    #expect(options.encoded() == expected)
  }

  @Test func equalOptionsGiveEqualBytes() {
    let names = (0..<40).map { "flag_\($0)" }
    let one = CompileOptions(overrides: Dictionary(uniqueKeysWithValues: names.map { ($0, .bool(true)) }))
    let other = CompileOptions(overrides: Dictionary(uniqueKeysWithValues: names.reversed().map { ($0, .bool(true)) }))
    #expect(one == other)
    #expect(one.encoded() == other.encoded())
  }

  @Test func anUnknownOverrideIsNamedByXLA() throws {
    let client = try Shared.client.get()
    let error = try failure {
      _ = try client.compile(Programs.add, options: CompileOptions(overrides: ["xla_no_such_flag": .bool(true)]))
    }
    #expect(error.message.contains("xla_no_such_flag"))
    #expect(error.code == .invalidArgument)
  }

  @Test(arguments: [
    CompileOptions.Override.string("wide"), .double(0.5), .bool(true),
  ])
  func anOverrideOfTheWrongKindReachesXLA(_ value: CompileOptions.Override) throws {
    let client = try Shared.client.get()
    let error = try failure {
      _ = try client.compile(
        Programs.add, options: CompileOptions(overrides: ["xla_cpu_prefer_vector_width": value]))
    }
    #expect(error.message.contains("xla_cpu_prefer_vector_width"))
  }

  @Test func overridesOfEveryKindAreAccepted() throws {
    let client = try Shared.client.get()
    let program = try client.compile(
      Programs.add,
      options: CompileOptions(overrides: [
        "xla_cpu_prefer_vector_width": .integer(256), "xla_cpu_enable_fast_min_max": .bool(true),
        "xla_cpu_experimental_ynn_fusion_type": .string("LIBRARY_FUSION_TYPE_REDUCE"),
      ]))
    let result = try program.execute([client.buffer([1, 2, 3, 4]), client.buffer([1, 1, 1, 1])])
    #expect(try result[0].floats() == [2, 3, 4, 5])
  }

  @Test(arguments: [
    CompileOptions(replicas: 0), CompileOptions(partitions: 0), CompileOptions(replicas: -1),
    CompileOptions(replicas: .max, partitions: .max), CompileOptions(partitions: 1000),
    CompileOptions(deviceAssignment: []), CompileOptions(deviceAssignment: [[0, 1]]),
    CompileOptions(deviceAssignment: [[77]]), CompileOptions(deviceAssignment: [[-1]]),
    CompileOptions(replicas: 2, deviceAssignment: [[0], []]),
    CompileOptions(replicas: 2, deviceAssignment: [[0], [0]]),
  ])
  func impossibleDevicesAreRefused(_ options: CompileOptions) throws {
    let client = try Shared.client.get()
    let error = try failure { _ = try client.compile(Programs.add, options: options) }
    #expect(error.code == .invalidArgument)
    #expect(!error.message.isEmpty)
  }
}
