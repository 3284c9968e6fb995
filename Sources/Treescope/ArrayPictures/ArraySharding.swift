/// How an array lies on devices.
public struct ArraySharding: Hashable, Sendable {
  /// What the devices are: `CPU`.
  public var platform: String
  /// The parts of the array that devices hold; each device has one.
  public var shards: [Shard]

  /// A sharding of the given parts.
  public init(platform: String, shards: [Shard]) {
    self.platform = platform
    self.shards = shards
  }

  /// A part of an array, and the devices that hold it.
  public struct Shard: Hashable, Sendable {
    /// The numbers of the devices.
    public var devices: [Int]
    /// The places along each axis.
    public var ranges: [Range<Int>]

    /// A part of the given places on the given devices.
    public init(devices: [Int], ranges: [Range<Int>]) {
      self.devices = devices
      self.ranges = ranges
    }
  }

  /// The numbers of all devices, in order.
  var devices: [Int] { Set(shards.flatMap(\.devices)).sorted() }

  /// The sharding in words: `Device: CPU 0`, `Replicated across 4 CPU devices`, `Sharded across 4 CPU devices`.
  public var summary: String {
    let devices = devices
    if devices.count == 1 { return "Device: \(platform) \(devices[0])" }
    let isReplicated = Set(shards.map(\.ranges)).count <= 1
    return "\(isReplicated ? "Replicated" : "Sharded") across \(devices.count) \(platform) devices"
  }
}
