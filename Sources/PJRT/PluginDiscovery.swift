internal import Glibc

/// The search for a plugin's shared library.
///
/// In order: the path in `PENZAI_PJRT_PLUGIN`; the newest plugin in the project's cache folder; the plugins that
/// installed Python packages bring along. Python itself is not run.
public struct PluginDiscovery: Sendable {
  private let environment: [String: String]
  private let systemPrefixes: [String]

  /// Makes a search.
  ///
  /// - Parameters:
  ///   - environment: The environment variables to go by; those of the process unless given.
  ///   - systemPrefixes: Where the system keeps Python, whatever the variables say.
  public init(
    environment: [String: String]? = nil,
    systemPrefixes: [String] = ["/usr/local", "/usr"]
  ) {
    self.environment = environment ?? Self.processEnvironment()
    self.systemPrefixes = systemPrefixes
  }

  /// The path of the first plugin found.
  ///
  /// - Throws: `PluginError.fileNotFound` when `PENZAI_PJRT_PLUGIN` names no file, `PluginError.notFound` with every
  ///   place looked at when there is no plugin.
  public func find() throws(PluginError) -> String {
    var searched: [String] = []

    if let path = value("PENZAI_PJRT_PLUGIN") {
      // A plugin asked for by name is not silently replaced by another one.
      guard Folder.isFile(path) else { throw .fileNotFound(path: path) }
      return path
    }
    searched.append("PENZAI_PJRT_PLUGIN (not set)")

    if let cacheFolder {
      let plugins = Folder(cacheFolder + "/plugins")
      if let path = newestCachedPlugin(in: plugins) { return path }
      searched.append("\(plugins.path)/\(Self.cachePrefix)*-\(Self.architecture)/*.so")
    } else {
      searched.append("the cache folder (none of PENZAI_CACHE_DIR, XDG_CACHE_HOME and HOME is set)")
    }

    for folder in pythonPackageFolders() {
      for pattern in ["xla_plugins", "jax_plugins"] {
        for package in folder.appending(pattern).folders() {
          if let path = package.libraries().first { return path }
        }
        searched.append("\(folder.path)/\(pattern)/*/*.so")
      }
    }
    throw .notFound(searched: searched)
  }

  /// The folder where the project keeps what it downloads and computes: `PENZAI_CACHE_DIR`, or `penzai` in
  /// `XDG_CACHE_HOME`, or `~/.cache/penzai`; nil when no variable leads to one.
  public var cacheFolder: String? {
    value("PENZAI_CACHE_DIR") ?? value("XDG_CACHE_HOME").map { $0 + "/penzai" }
      ?? value("HOME").map { $0 + "/.cache/penzai" }
  }

  private static let cachePrefix = "xla-cpu-pjrt-"

  #if arch(x86_64)
    private static let architecture = "x86_64"
  #else
    private static let architecture = "aarch64"
  #endif

  private func newestCachedPlugin(in plugins: Folder) -> String? {
    plugins.folders()
      .filter { $0.name.hasPrefix(Self.cachePrefix) && $0.name.hasSuffix("-" + Self.architecture) }
      .sorted { Folder.isNewer($0.name, $1.name) }
      .lazy.compactMap { $0.libraries().first }.first
  }

  /// The folders that installed Python packages may be in: those of the active environment first, then those beside
  /// each python3 on the path, pyenv's, the user's and the system's.
  private func pythonPackageFolders() -> [Folder] {
    var prefixes: [String] = []
    if let active = value("VIRTUAL_ENV") { prefixes.append(active) }
    for folder in (value("PATH") ?? "").split(separator: ":").map(String.init) {
      let python = folder + "/python3"
      guard Folder.isFile(python) else { continue }
      for program in [python, Folder.resolved(python)] {
        if let binaries = Folder.parent(of: program), let prefix = Folder.parent(of: binaries) {
          prefixes.append(prefix)
        }
      }
    }
    if let pyenv = value("PYENV_ROOT") ?? value("HOME").map({ $0 + "/.pyenv" }) {
      prefixes += Folder(pyenv + "/versions").folders().sorted { Folder.isNewer($0.name, $1.name) }.map(\.path)
    }
    if let home = value("HOME") { prefixes.append(home + "/.local") }
    prefixes += systemPrefixes

    let found = prefixes.flatMap { prefix in
      Folder(prefix + "/lib").folders()
        .filter { $0.name.hasPrefix("python3") }
        .sorted { Folder.isNewer($0.name, $1.name) }
        .flatMap { [$0.appending("site-packages"), $0.appending("dist-packages")] }
    }
    var seen: Set<String> = []
    return found.filter { $0.exists && seen.insert($0.path).inserted }
  }

  /// A variable's value; an empty one counts as not set.
  private func value(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func processEnvironment() -> [String: String] {
    var result: [String: String] = [:]
    let names = [
      "PENZAI_PJRT_PLUGIN", "PENZAI_CACHE_DIR", "XDG_CACHE_HOME", "HOME", "VIRTUAL_ENV", "PATH", "PYENV_ROOT",
    ]
    for name in names {
      if let value = getenv(name) { result[name] = String(cString: value) }
    }
    return result
  }
}
