import PJRT
import Testing

/// A program spread over a mesh of devices by Shardy.
struct ShardingTests {
  @Test func aShardedProgramRunsOnAMeshOfTwoByTwo() throws {
    let client = try Shared.client.get()
    let program = try client.compile(
      """
      module @sharded attributes {mhlo.num_partitions = 4 : i32, mhlo.num_replicas = 1 : i32} {
        sdy.mesh @mesh = <["x"=2, "y"=2]>
        func.func public @main(
          %a: tensor<4x4xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {"y"}]>},
          %b: tensor<4x4xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {"y"}]>}
        ) -> (tensor<4x4xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {"y"}]>}) {
          %0 = stablehlo.dot_general %a, %b, contracting_dims = [1] x [0]
            : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
          return %0 : tensor<4x4xf32>
        }
      }
      """,
      options: CompileOptions(
        partitions: 4, deviceAssignment: [[0, 1, 2, 3]], usesSPMDPartitioning: true, usesShardyPartitioner: true))
    #expect(program.devices == client.devices)

    let a = (0..<16).map(Float.init)
    let b = (0..<16).map { Float(($0 * 7) % 5) }
    func shard(_ matrix: [Float], _ device: Int) -> [Float] {
      let (row, column) = (device / 2 * 2, device % 2 * 2)
      return (0..<4).map { matrix[(row + $0 / 2) * 4 + column + $0 % 2] }
    }
    let results = try program.execute(
      perDevice: (0..<4).map { device in
        [
          try client.buffer(shard(a, device), [2, 2], on: device),
          try client.buffer(shard(b, device), [2, 2], on: device),
        ]
      })
    var product = [Float](repeating: 0, count: 16)
    for row in 0..<4 {
      for column in 0..<4 {
        product[row * 4 + column] = (0..<4).reduce(0) { $0 + a[row * 4 + $1] * b[$1 * 4 + column] }
      }
    }
    for device in 0..<4 {
      #expect(try results[device][0].floats() == shard(product, device))
      #expect(try results[device][0].device == client.devices[device])
    }
  }
}
