/// Why a file cannot serve as a PJRT plugin, or why none was found.
public enum PluginError: Error, Hashable, Sendable {
  /// There is no file at the path.
  case fileNotFound(path: String)
  /// The file is no ELF shared library.
  case notASharedLibrary(path: String)
  /// The dynamic linker refused the library, for the reason it gave.
  case cannotLoad(path: String, reason: String)
  /// The library loads but does not export `GetPjrtApi`.
  case notAPlugin(path: String)
  /// The plugin speaks another major version of the PJRT API than this package.
  case incompatibleVersion(path: String, found: PluginVersion, supported: PluginVersion)
  /// The plugin is too old: its table lacks functions that this package calls.
  case missingFunctions(path: String, names: [String], version: PluginVersion)
  /// The plugin's own initialization failed.
  case initializationFailed(path: String, error: PJRTError)
  /// No plugin was found in any of the places searched.
  case notFound(searched: [String])
}

extension PluginError: CustomStringConvertible {
  /// What was asked, what was found, and what to do.
  public var description: String {
    switch self {
    case .fileNotFound(let path):
      "There is no PJRT plugin at \(path). Give the path of a plugin's shared library, such as xla_cpu_pjrt.so."
    case .notASharedLibrary(let path):
      "\(path) is not a shared library, so it cannot be a PJRT plugin. Give the path of the plugin's .so file."
    case .cannotLoad(let path, let reason):
      "The PJRT plugin \(path) does not load: \(reason). Install the libraries it needs or use another plugin."
    case .notAPlugin(let path):
      "\(path) is a shared library but not a PJRT plugin: it does not export GetPjrtApi."
    case .incompatibleVersion(let path, let found, let supported):
      "The PJRT plugin \(path) speaks version \(found) of the PJRT API; this package speaks \(supported). "
        + "Use a plugin of major version \(supported.major)."
    case .missingFunctions(let path, let names, let version):
      "The PJRT plugin \(path) (PJRT API \(version)) is too old: it lacks \(names.joined(separator: ", ")). "
        + "Use a newer plugin."
    case .initializationFailed(let path, let error):
      "The PJRT plugin \(path) failed to initialize: \(error.message) (\(error.code))"
    case .notFound(let searched):
      "Found no PJRT plugin. Looked at:\n" + searched.map { "  - \($0)\n" }.joined()
        + "Run `make tour` to set one up, or set PENZAI_PJRT_PLUGIN to the path of a plugin's .so file."
    }
  }
}
