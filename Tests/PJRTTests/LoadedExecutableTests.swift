import PJRT
import Testing

struct LoadedExecutableTests {
  @Test func aProgramDescribesItself() throws {
    let client = try Shared.client.get()
    let program = try client.compile(Programs.add)
    #expect(program.outputCount == 1)
    #expect(program.devices == [client.devices[0]])
    #expect(try client.compile(Programs.sumAndDifference).outputCount == 2)
  }

  @Test func theFingerprintFollowsTheProgram() throws {
    let client = try Shared.client.get()
    let fingerprint = try client.compile(Programs.add).fingerprint
    #expect(!fingerprint.isEmpty)
    #expect(try client.compile(Programs.add).fingerprint == fingerprint)
    #expect(try client.compile(Programs.sumAndDifference).fingerprint != fingerprint)
  }

  @Test func costAndMemoryAreCounted() throws {
    let client = try Shared.client.get()
    let program = try client.compile(Programs.add)
    #expect(try program.costAnalysis["flops"] == .float(4))
    #expect(try program.costAnalysis["bytes accessed"] == .float(48))
    let memory = try program.memoryStatistics
    #expect(memory.arguments == 32)
    #expect(memory.outputs == 16)
    #expect(memory.aliased == 0)
    #expect(try client.compile(Programs.donatingAdd).memoryStatistics.aliased == 16)
  }

  @Test func aDeletedProgramDoesNotRun() throws {
    let client = try Shared.client.get()
    let program = try client.compile(Programs.add)
    let argument = try client.buffer([1, 2, 3, 4])
    try program.delete()
    #expect(program.isDeleted)
    try program.delete()
    #expect(try failure { _ = try program.execute([argument, argument]) }.message == "The program was deleted.")
    #expect(try failure { _ = try program.execute(perDevice: [[argument, argument]]) }.code == .failedPrecondition)
  }
}
