internal import CPJRT
internal import Glibc
internal import Synchronization

/// A loaded PJRT plugin: the XLA compiler and runtime for one kind of device.
///
/// A plugin is loaded once and stays for the life of the process.
public final class Plugin: Sendable {
  /// The file the plugin was loaded from, with symbolic links resolved.
  public let path: String

  /// The version of the PJRT API that the plugin speaks.
  public let apiVersion: PluginVersion

  /// What the plugin says of itself, such as `xla_version` and `stablehlo_current_version`.
  public let attributes: [String: AttributeValue]

  /// The extensions the plugin offers, in the order of its chain.
  public let extensions: [PluginExtension]

  let functions: FunctionTable

  private static let loaded = Mutex<[String: Plugin]>([:])

  private init(
    path: String, apiVersion: PluginVersion, attributes: [String: AttributeValue], extensions: [PluginExtension],
    functions: FunctionTable
  ) {
    self.path = path
    self.apiVersion = apiVersion
    self.attributes = attributes
    self.extensions = extensions
    self.functions = functions
  }

  /// Loads the plugin at a path; the same file always gives the same plugin.
  ///
  /// - Throws: `PluginError` when there is no such file, it is not a shared library or not a PJRT plugin, its version
  ///   does not fit, or its initialization fails.
  public static func load(path: String) throws(PluginError) -> Plugin {
    guard let resolved = realpath(path, nil) else { throw .fileNotFound(path: path) }
    defer { free(resolved) }
    let path = String(cString: resolved)

    // The lock is held throughout, because a plugin must be initialized only once.
    return try loaded.withLock { (loaded) throws(PluginError) in
      if let plugin = loaded[path] { return plugin }
      let plugin = try open(path)
      loaded[path] = plugin
      return plugin
    }
  }

  /// Loads the plugin that a search finds.
  ///
  /// - Throws: `PluginError`, with every place looked at when there is no plugin.
  public static func load(_ discovery: PluginDiscovery = PluginDiscovery()) throws(PluginError) -> Plugin {
    try load(path: discovery.find())
  }

  private static func open(_ path: String) throws(PluginError) -> Plugin {
    guard isSharedLibrary(path) else { throw .notASharedLibrary(path: path) }
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw .cannotLoad(path: path, reason: dlerror().map { String(cString: $0) } ?? "no reason given")
    }
    guard let symbol = dlsym(library, "GetPjrtApi") else { throw .notAPlugin(path: path) }
    let getApi = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafePointer<PJRT_Api>?).self)
    guard let offered = getApi() else { throw .notAPlugin(path: path) }

    let versionEnd = MemoryLayout<PJRT_Api>.offset(of: \.PJRT_Error_Destroy) ?? 0
    let offeredSize = offered.pointee.struct_size
    guard offeredSize >= versionEnd else {
      throw .missingFunctions(path: path, names: missing(in: nil), version: PluginVersion(major: 0, minor: 0))
    }
    let version = PluginVersion(
      major: Int(offered.pointee.pjrt_api_version.major_version),
      minor: Int(offered.pointee.pjrt_api_version.minor_version))
    let supported = PluginVersion(major: Int(PJRT_API_MAJOR), minor: Int(PJRT_API_MINOR))
    guard version.major == supported.major else {
      throw .incompatibleVersion(path: path, found: version, supported: supported)
    }

    // A copy of our own size, so that functions an older plugin does not know are null instead of out of bounds.
    let table = UnsafeMutablePointer<PJRT_Api>.allocate(capacity: 1)
    table.initialize(to: PJRT_Api())
    memcpy(table, offered, min(offeredSize, MemoryLayout<PJRT_Api>.size))
    let names = missing(in: table)
    guard names.isEmpty else {
      table.deallocate()
      throw .missingFunctions(path: path, names: names, version: version)
    }

    let functions = FunctionTable(table)
    do {
      var initialize = PJRT_Plugin_Initialize_Args()
      try functions.call(&initialize, "initialize the plugin") { $0.pointee.PJRT_Plugin_Initialize($1) }
      var attributes = PJRT_Plugin_Attributes_Args()
      try functions.call(&attributes, "read the plugin's attributes") { $0.pointee.PJRT_Plugin_Attributes($1) }
      return Plugin(
        path: path, apiVersion: version,
        attributes: AttributeValue.dictionary(attributes.attributes, count: attributes.num_attributes),
        extensions: PluginExtension.chain(from: table.pointee.extension_start),
        functions: functions)
    } catch {
      throw .initializationFailed(path: path, error: error)
    }
  }

  /// The functions this package calls that are null in a table, or all of them when there is no table.
  private static func missing(in table: UnsafePointer<PJRT_Api>?) -> [String] {
    var count = 0
    return UnsafeBufferPointer(start: penzai_pjrt_entries(&count), count: count).compactMap { entry in
      guard entry.is_called else { return nil }
      if let table {
        let function = UnsafeRawPointer(table).load(fromByteOffset: entry.offset, as: UnsafeRawPointer?.self)
        guard function == nil else { return nil }
      }
      return String(cString: entry.name)
    }
  }

  /// Whether a file begins like an ELF object; the linker's own message does not tell this from other failures.
  private static func isSharedLibrary(_ path: String) -> Bool {
    guard let file = fopen(path, "rb") else { return false }
    defer { fclose(file) }
    var magic: [UInt8] = [0, 0, 0, 0]
    return fread(&magic, 1, 4, file) == 4 && magic == [0x7f, 0x45, 0x4c, 0x46]
  }
}
