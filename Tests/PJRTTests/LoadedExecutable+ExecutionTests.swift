import PJRT
import Testing

struct LoadedExecutableExecutionTests {
  let client: Client

  init() throws {
    client = try Shared.client.get()
  }

  @Test func aProgramAddsTwoArrays() throws {
    let program = try client.compile(Programs.add)
    let results = try program.execute([client.buffer([1, 2, 3, 4]), client.buffer([10, 20, 30, 40])])
    #expect(results.count == 1)
    #expect(try results[0].floats() == [11, 22, 33, 44])
    #expect(try results[0].elementType == .f32)
    #expect(try results[0].dimensions == [4])
    #expect(try results[0].device == client.devices[0])
  }

  @Test func resultsComeInOrder() throws {
    let program = try client.compile(Programs.sumAndDifference)
    let results = try program.execute([client.buffer([5, 6, 7, 8]), client.buffer([1, 2, 3, 4])])
    #expect(try results.map { try $0.floats() } == [[6, 8, 10, 12], [4, 4, 4, 4]])
  }

  @Test func aProgramMayHaveNoArgumentsOrNoResults() throws {
    let constant = try client.compile(
      """
      module {
        func.func public @main() -> tensor<f32> {
          %0 = stablehlo.constant dense<2.5> : tensor<f32>
          return %0 : tensor<f32>
        }
      }
      """)
    let results = try constant.execute([])
    #expect(try results[0].floats() == [2.5])
    #expect(try results[0].dimensions == [])

    let nothing = try client.compile("module { func.func public @main(%a: tensor<2xf32>) { return } }")
    #expect(nothing.outputCount == 0)
    #expect(try nothing.execute([client.buffer([1, 2])]).isEmpty)
  }

  @Test(arguments: [0, 1, 3])
  func aWrongNumberOfArgumentsIsRefused(_ count: Int) throws {
    let program = try client.compile(Programs.add)
    let argument = try client.buffer([1, 2, 3, 4])
    let error = try failure { _ = try program.execute(Array(repeating: argument, count: count)) }
    #expect(error.message.contains("\(count) buffers"))
  }

  @Test func anArgumentOfTheWrongSizeIsRefused() throws {
    let program = try client.compile(Programs.add)
    let error = try failure {
      _ = try program.execute([client.buffer([1, 2, 3, 4]), client.buffer([1, 2])])
    }
    #expect(error.message.contains("parameter 1"))
  }

  @Test func anArgumentOnTheWrongDeviceIsRefused() throws {
    let program = try client.compile(Programs.add)
    let error = try failure {
      _ = try program.execute([client.buffer([1, 2, 3, 4]), client.buffer([1, 2, 3, 4], on: 1)])
    }
    #expect(error.message.contains("argument 1"))
  }

  @Test func anotherClientsArgumentIsRefused() throws {
    let program = try client.compile(Programs.add)
    let other = try Client(plugin: client.plugin)
    let arguments = [try client.buffer([1, 2, 3, 4]), try other.buffer([1, 2, 3, 4])]
    let message = "Argument 1 belongs to another client."
    #expect(try failure { _ = try program.execute(arguments) }.message == message)
    #expect(try failure { _ = try program.execute(perDevice: [arguments]) }.message == message)
  }

  @Test func aDonatedArgumentIsGone() throws {
    let program = try client.compile(Programs.donatingAdd)
    let (a, b) = (try client.buffer([1, 2, 3, 4]), try client.buffer([1, 1, 1, 1]))
    let result = try program.execute([a, b])
    #expect(try result[0].floats() == [2, 3, 4, 5])
    #expect(try a.isDeleted)
    #expect(try !b.isDeleted)
    let error = try failure { _ = try program.execute([a, b]) }
    #expect(error.message.contains("deleted or donated"))
    #expect(error.operation == "run a program")
  }

  @Test func aKeptArgumentIsNotDonated() throws {
    let program = try client.compile(Programs.donatingAdd)
    let (a, b) = (try client.buffer([1, 2, 3, 4]), try client.buffer([1, 1, 1, 1]))
    let result = try program.execute([a, b], keeping: [0])
    #expect(try result[0].floats() == [2, 3, 4, 5])
    #expect(try a.floats() == [1, 2, 3, 4])
  }

  @Test func aProgramRunsOnTheDeviceItIsAssigned() throws {
    let program = try client.compile(Programs.add, options: CompileOptions(deviceAssignment: [[2]]))
    #expect(program.devices == [client.devices[2]])
    let argument = try client.buffer([1, 2, 3, 4], on: 2)
    let result = try program.execute([argument, argument])
    #expect(try result[0].device == client.devices[2])
    #expect(try result[0].floats() == [2, 4, 6, 8])
  }

  @Test func replicasRunOnTheirOwnData() throws {
    let program = try client.compile(Programs.add, options: CompileOptions(replicas: 2))
    #expect(program.devices == Array(client.devices.prefix(2)))
    let results = try program.execute(perDevice: [
      [client.buffer([1, 2, 3, 4]), client.buffer([1, 1, 1, 1])],
      [client.buffer([5, 6, 7, 8], on: 1), client.buffer([2, 2, 2, 2], on: 1)],
    ])
    #expect(try results.map { try $0[0].floats() } == [[2, 3, 4, 5], [7, 8, 9, 10]])
    #expect(try results.map { try $0[0].device } == program.devices)
  }

  @Test func argumentsForAWrongNumberOfDevicesAreRefused() throws {
    let program = try client.compile(Programs.add, options: CompileOptions(replicas: 2))
    let argument = try client.buffer([1, 2, 3, 4])
    #expect(
      try failure { _ = try program.execute([argument, argument]) }.message
        == "The program runs on 2 devices, but arguments for 1 were given.")
    #expect(try failure { _ = try program.execute(perDevice: []) }.message.contains("2 devices"))
    #expect(
      try failure { _ = try program.execute(perDevice: [[argument], [argument, argument]]) }.message
        .contains("[1, 2]"))
  }

  @Test func manyTasksRunOneProgram() async throws {
    let program = try client.compile(Programs.add)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask { [client] in
          let step = try client.buffer([1, 2, 3, 4])
          var sum = try client.buffer([Float](repeating: Float(task), count: 4))
          for _ in 0..<200 { sum = try program.execute([sum, step])[0] }
          #expect(try sum.floats() == [200, 400, 600, 800].map { $0 + Float(task) })
        }
      }
      try await group.waitForAll()
    }
  }
}
