/// A version of the PJRT API.
public struct PluginVersion: Hashable, Sendable, CustomStringConvertible {
  /// Changes when old callers stop working.
  public let major: Int

  /// Grows when functions or fields are added.
  public let minor: Int

  /// Makes a version from its two numbers.
  public init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// The two numbers with a dot between, as in "0.81".
  public var description: String { "\(major).\(minor)" }
}
