internal import FoundationEssentials
internal import PJRT
internal import Synchronization

/// The plugin, its client and the caches of compiled programs: one a process, started when first needed.
public final class Engine: Sendable {
  /// The engine of this process, or why it cannot run.
  public static let shared: Result<Engine, any Error> = Result { try Engine() }

  /// Where the plugin was found.
  public var pluginPath: String { plugin.path }
  /// The version of the PJRT API that the plugin speaks, as in `0.81`.
  public var apiVersion: String { "\(plugin.apiVersion)" }
  /// The platform, as in `cpu`.
  public var platformName: String { client.platformName }
  /// The platform's own description of its version.
  public var platformVersion: String { client.platformVersion }
  /// The devices, as the plugin describes them.
  public var deviceDescriptions: [String] { client.devices.map { "\($0)" } }
  /// The folder of compiled programs that outlive the process, if there is one.
  public let diskCache: DiskCache?

  /// Whether programs can call functions of the host.
  let callsHostFunctions: Bool

  let plugin: Plugin
  let client: Client
  let device: Device
  let programs: ProgramCache<GraphKey>
  let eagerPrograms: ProgramCache<EagerKey>
  private let compilations = Atomic<Int>(0)
  private let literals = Mutex<[LiteralKey: DeviceArray]>([:])

  private struct LiteralKey: Hashable {
    var bits: UInt64
    var imaginaryBits: UInt64
    var type: ArrayType
  }

  private convenience init() throws { try self.init(on: Plugin.load(PluginDiscovery())) }

  /// An engine of its own on a plugin.
  init(on plugin: Plugin) throws {
    self.plugin = plugin
    client = try Client(plugin: plugin)
    guard let first = client.devices.first else {
      throw ArrayError.argument(operation: "Engine", problem: "the plugin \(plugin.path) shows no device")
    }
    device = first
    // Registered before any program is loaded: those of earlier processes know the function by its name.
    callsHostFunctions = plugin.callsHostFunctions && client.platformName == "cpu"
    if callsHostFunctions { try plugin.registerHostFunction(DebugPrint.name, DebugPrint.print) }
    programs = ProgramCache()
    eagerPrograms = ProgramCache()
    diskCache = DiskCache(
      environment: ProcessEnvironment.variables,
      fingerprint: Self.fingerprint(plugin, client))
  }

  /// What tells one build of a plugin from another: compiled programs serve the build that made them only.
  private static func fingerprint(_ plugin: Plugin, _ client: Client) -> String {
    let file = try? FileManager.default.attributesOfItem(atPath: plugin.path)
    let attributes = plugin.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let parts: [String] = [
      plugin.path, "\(plugin.apiVersion)", client.platformName, client.platformVersion,
      "\(file?[.size] ?? "")", "\(file?[.modificationDate] ?? "")",
    ]
    return (parts + attributes).joined(separator: "|")
  }

  /// To be called before a program is compiled or loaded: now and then looks whether there is room for more.
  func makeRoomForPrograms() {
    let (_, count) = compilations.add(1, ordering: .relaxed)
    guard count % 64 == 0, MemoryMappings.areScarce else { return }
    programs.halve()
    eagerPrograms.halve()
  }

  /// A number as a device array; the few that a program uses again and again are kept.
  func materialize(_ literal: Literal, _ type: ArrayType) throws -> DeviceArray {
    // Before the look-up, which goes by the bits that are left.
    try literal.requireRange(of: type.dtype)
    let key = LiteralKey(
      bits: literal.bits(as: type.dtype),
      imaginaryBits: type.dtype.isComplex ? literal.imaginary.bits(as: type.dtype) : 0,
      type: type)
    let isScalar = type.shape.isEmpty
    if isScalar, let kept = literals.withLock({ $0[key] }) { return kept }
    let array = try makeArray(of: literal, type)
    if isScalar {
      literals.withLock { kept in
        if kept.count >= 4096 { kept.removeAll() }
        kept[key] = array
      }
    }
    return array
  }

  private func makeArray(of literal: Literal, _ type: ArrayType) throws -> DeviceArray {
    try MemoryLimit.require(Double(type.byteCount), for: "full")
    let bytes = [UInt8](unsafeUninitializedCapacity: type.byteCount) { memory, initialized in
      let whole = UnsafeMutableRawBufferPointer(memory)
      literal.fill(UnsafeMutableRawBufferPointer(rebasing: whole[..<type.byteCount]), as: type.dtype)
      initialized = type.byteCount
    }
    let buffer = try bytes.withUnsafeBytes {
      try client.makeBuffer($0, type: type.dtype.bufferType, dimensions: type.shape, device: device)
    }
    return DeviceArray(buffer)
  }

  /// The buffer of an array that is not a symbol.
  func buffer(of array: NDArray, for operation: @autoclosure () -> String = "call") throws -> Buffer {
    switch array.storage {
    case .device(let array): array.buffer
    case .literal(let literal): try materialize(literal, array.type).buffer
    case .placeholder: throw ArrayError.placeholder(operation: operation(), type: array.type)
    case .traced(let tracer):
      throw tracer.escaped(array.type, into: operation())
    }
  }
}
