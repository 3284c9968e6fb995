import TestSupport

extension TemporaryFolder {
  /// Writes a file of the usual name and returns its path.
  func write(_ bytes: some Sequence<UInt8>) throws -> String { try write(bytes, to: "file.safetensors") }

  /// Writes a file of the given header and data and returns its path.
  func write(header: String, data: [UInt8] = []) throws -> String {
    try write(header: Array(header.utf8), data: data)
  }

  /// Writes a file of the given header and data and returns its path.
  func write(header: [UInt8], data: [UInt8] = []) throws -> String {
    try write(withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header + data)
  }
}
