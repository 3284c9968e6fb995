/// A member of a zip archive, as the directory at its end describes it.
struct ZipMember: Sendable {
  /// How the bytes of a member are packed.
  enum Method: UInt16 {
    case stored = 0
    case deflated = 8
  }

  var name: String
  var method: Method
  /// The CRC-32 of the unpacked bytes.
  var checksum: UInt32
  /// The number of unpacked bytes.
  var byteCount: Int
  /// Where the packed bytes are in the file.
  var range: Range<Int>

  /// The marks that the records of an archive begin with.
  enum Signature {
    static let local: UInt32 = 0x0403_4B50
    static let directory: UInt32 = 0x0201_4B50
    static let end: UInt32 = 0x0605_4B50
    static let end64: UInt32 = 0x0606_4B50
    static let locator64: UInt32 = 0x0706_4B50
  }

  /// What is wrong with a name, as of a file that would be unpacked to a place of the archive's choosing.
  static func problem(ofName name: String) -> String? {
    if name.isEmpty { return "is empty" }
    if name.utf8.count > Int(UInt16.max) { return "has more than \(UInt16.max) bytes" }
    if name.utf8.contains(0) { return "contains a NUL character" }
    if name.hasPrefix("/") || name.contains("\\") { return "is a path that does not lie in the archive" }
    if name.split(separator: "/", omittingEmptySubsequences: false).contains(where: { $0 == ".." || $0 == "." }) {
      return "is a path that leads elsewhere"
    }
    return nil
  }
}
