internal import FoundationEssentials

/// The environment variables of this process.
enum ProcessEnvironment {
  static var variables: [String: String] { ProcessInfo.processInfo.environment }

  /// Whether a variable switches something on: it is set, and neither empty nor `0`.
  static func isOn(_ name: String) -> Bool { !["", "0"].contains(variables[name] ?? "") }
}
