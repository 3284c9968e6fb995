import Foundation
import Testing
import Treescope

struct DeviceMeshTests {
  private func mesh(_ devices: [Int]? = nil) throws -> DeviceMesh {
    try DeviceMesh(platform: "TPU", axes: ["data": 2, "model": 4], devices: devices)
  }

  private func message(_ make: () throws -> Any) -> String {
    do {
      return "no error, but \(try make())"
    } catch {
      return "\(error)"
    }
  }

  @Test func aMeshIsAGridOfItsDevices() throws {
    let mesh = try mesh([0, 1, 2, 3, 7, 6, 5, 4])
    #expect(render(mesh) == "<DeviceMesh TPU(data: 2, model: 4)>")
    let picture = try #require(Island(mesh).pictures.first)
    #expect((picture["a"] as? [[String: Any]])?.map { $0["l"] as? String } == ["data: 2", "model: 4"])
    #expect((picture["v"] as? [[Any]])?.last?.last as? String == "TPU 7")
    #expect((picture["z"] as? [String: Any])?["k"] as? String == "digits")
    let bytes = try #require(Data(base64Encoded: picture["d"] as? String ?? ""))
    #expect(Array(bytes) == [0, 1, 2, 3, 7, 6, 5, 4])
  }

  @Test func axesAreDividedAsThePartitionSays() throws {
    let sharding = try ArraySharding(of: [8, 6, 3], over: mesh(), dividing: [["model"], ["data"], []])
    #expect(sharding.summary == "Sharded across 8 TPU devices")
    #expect(sharding.shards[0] == .init(devices: [0], ranges: [0..<2, 0..<3, 0..<3]))
    #expect(sharding.shards[3] == .init(devices: [3], ranges: [6..<8, 0..<3, 0..<3]))
    #expect(sharding.shards[6] == .init(devices: [6], ranges: [4..<6, 3..<6, 0..<3]))
  }

  /// As `NamedSharding(Mesh(devices.reshape(2, 4), ("data", "model")), PartitionSpec(("data", "model")))` in jax.
  @Test func oneAxisMayBeDividedOverTwo() throws {
    let both = try ArraySharding(of: [16], over: mesh(), dividing: [["data", "model"]])
    #expect(both.shards.map { $0.ranges[0].lowerBound } == [0, 2, 4, 6, 8, 10, 12, 14])
    let other = try ArraySharding(of: [16], over: mesh(), dividing: [["model", "data"]])
    #expect(other.shards.map { $0.ranges[0].lowerBound } == [0, 4, 8, 12, 2, 6, 10, 14])
  }

  @Test func undividedAxesOfTheMeshHoldCopies() throws {
    let part = try renderSharding(
      of: [RenderedAxis(name: "rows", size: 4), RenderedAxis(name: "features", size: 8)], over: mesh(),
      dividing: [[], ["model"]])
    let picture = try #require(Island(part).pictures.first)
    #expect((picture["g"] as? [[Any]])?.map { $0.first as? Int } == [15, 26, 37, 48])
    #expect((picture["g"] as? [[Any]])?.first?.last as? String == "TPU 0, 4")
    #expect(
      render(part, options: RenderOptions(width: 20)).hasPrefix("<Sharded across 8 TPU devices>\n  15: TPU 0, 4\n"))
    let whole = try ArraySharding(of: [4], over: mesh(), dividing: [[]])
    #expect(whole.summary == "Replicated across 8 TPU devices")
  }

  @Test func whatDoesNotFitIsSaid() throws {
    #expect(message { try mesh([1, 2]) }.contains("8 places, but 2 devices"))
    #expect(message { try DeviceMesh(platform: "CPU", axes: ["a": 2, "a": 2]) }.contains("a name of its own"))
    #expect(message { try DeviceMesh(platform: "CPU", axes: ["a": 0]) }.contains("axis a of the mesh has size 0"))
    #expect(
      message { try DeviceMesh(platform: "CPU", axes: ["a": .max, "b": .max]) }.contains("make at most 1048576 places"))
    func divide(_ sizes: [Int], _ partition: [[String]]) -> String {
      message { try ArraySharding(of: sizes, over: mesh(), dividing: partition) }
    }
    #expect(divide([7], [["data"]]).contains("size 7 cannot be divided into 2 even parts"))
    #expect(divide([8], []).contains("has 1 axes, but 0 are divided"))
    #expect(divide([8], [["rows"]]).contains("axis rows of the mesh is used twice or not there"))
    #expect(divide([8, 8], [["data"], ["data"]]).contains("axis data of the mesh is used twice"))
  }

  @Test func automaticPicturesShowTheParts() throws {
    var array = SampleArray(named: [("rows", 4), ("features", 8)]) { Double($0[0] + $0[1]) }
    array.sharding = try ArraySharding(of: [4, 8], over: mesh(), dividing: [["data"], ["model"]])
    let picture = try #require(Island(array).pictures.first)
    #expect(picture["x"] as? String == "Sharded across 8 TPU devices")
    let parts = try #require(picture["h"] as? [String: Any])
    #expect((parts["a"] as? [[String: Any]])?.map { $0["l"] as? String } == ["rows: 4/2", "features: 8/4"])
    #expect((parts["g"] as? [[Any]])?.count == 8)
    array.sharding = ArraySharding(platform: "CPU", shards: [.init(devices: [3], ranges: [0..<4, 0..<8])])
    #expect(try #require(Island(array).pictures.first)["h"] == nil)
  }
}
