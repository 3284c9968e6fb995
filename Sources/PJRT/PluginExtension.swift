internal import CPJRT

/// A kind of extension that a plugin may offer beside the functions of the PJRT API.
public struct PluginExtension: Hashable, Sendable, CustomStringConvertible {
  /// The number of the extension in the PJRT API.
  public let type: Int

  /// Names an extension by its number.
  public init(type: Int) {
    self.type = type
  }

  /// Typed custom calls to functions of the host (number 5).
  public static let ffi = PluginExtension(type: 5)

  /// The name in the PJRT API, or the number for an extension that this package does not know.
  public var description: String {
    let prefix = "PJRT_Extension_Type_"
    var count = 0
    for constant in UnsafeBufferPointer(start: penzai_pjrt_enumerators(&count), count: count) {
      let name = String(cString: constant.name)
      if name.hasPrefix(prefix), Int(constant.value) == type { return String(name.dropFirst(prefix.count)) }
    }
    return "extension \(type)"
  }

  /// The extensions linked from a first one.
  static func chain(from first: UnsafeMutablePointer<PJRT_Extension_Base>?) -> [PluginExtension] {
    var result: [PluginExtension] = []
    var next = first
    while let current = next {
      result.append(PluginExtension(type: Int(current.pointee.type.rawValue)))
      next = current.pointee.next
    }
    return result
  }
}
