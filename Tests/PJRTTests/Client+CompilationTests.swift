import PJRT
import Testing

struct ClientCompilationTests {
  @Test func anInvalidProgramKeepsXLAsMessage() throws {
    let client = try Shared.client.get()
    let error = try failure {
      _ = try client.compile(
        """
        module {
          func.func public @main() -> tensor<2xf32> {
            %0 = stablehlo.nonsense : tensor<2xf32>
            return %0 : tensor<2xf32>
          }
        }
        """)
    }
    #expect(error.message.contains("'stablehlo.nonsense' is unknown"))
    #expect(error.operation == "compile a program")
    #expect(error.description.contains(error.message))
  }

  @Test(arguments: ["", "not a module", "module {}", "module { func.func public @main( }"])
  func textThatIsNoProgramIsRefused(_ text: String) throws {
    let client = try Shared.client.get()
    let error = try failure { _ = try client.compile(text) }
    #expect(!error.message.isEmpty)
  }

  @Test func aTypeErrorNamesTheOperation() throws {
    let client = try Shared.client.get()
    let error = try failure {
      _ = try client.compile(
        """
        module {
          func.func public @main(%a: tensor<4xf32>, %b: tensor<3xf32>) -> tensor<4xf32> {
            %0 = "stablehlo.add"(%a, %b) : (tensor<4xf32>, tensor<3xf32>) -> tensor<4xf32>
            return %0 : tensor<4xf32>
          }
        }
        """)
    }
    #expect(error.message.contains("stablehlo.add"))
  }

  @Test func aSerializedProgramRunsAgain() throws {
    let client = try Shared.client.get()
    let bytes = try client.compile(Programs.sumAndDifference).serialize()
    #expect(!bytes.isEmpty)
    // Also in a client that has never seen the program.
    for client in [client, try Client(plugin: client.plugin)] {
      let program = try client.deserialize(bytes)
      #expect(program.outputCount == 2)
      let results = try program.execute([client.buffer([1, 2, 3, 4]), client.buffer([4, 3, 2, 1])])
      #expect(try results.map { try $0.floats() } == [[5, 5, 5, 5], [-3, -1, 1, 3]])
    }
  }

  @Test func brokenBytesAreRefused() throws {
    let client = try Shared.client.get()
    let bytes = try client.compile(Programs.add).serialize()
    for broken in [[], [1, 2, 3, 4], Array(bytes.prefix(bytes.count / 2))] {
      let error = try failure { _ = try client.deserialize(broken) }
      #expect(error.operation == "load a serialized program of \(broken.count) bytes")
    }
  }
}
