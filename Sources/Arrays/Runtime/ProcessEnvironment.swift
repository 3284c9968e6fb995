internal import FoundationEssentials

/// The environment variables of this process.
enum ProcessEnvironment {
  static var variables: [String: String] { ProcessInfo.processInfo.environment }
}
