internal import Glibc

/// A file that the system writes as it is read, as those under `/proc`.
///
/// Such files show no size: Foundation takes one page of them for the whole.
enum SystemFile {
  /// The bytes of the file, a piece at a time; nothing where it cannot be read.
  static func read(_ path: String, _ body: (UnsafeRawBufferPointer) -> Void) {
    guard let file = fopen(path, "r") else { return }
    defer { fclose(file) }
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { piece in
      while true {
        let count = fread(piece.baseAddress, 1, piece.count, file)
        if count == 0 { return }
        body(UnsafeRawBufferPointer(rebasing: piece[..<count]))
      }
    }
  }

  /// The text of the file; empty where it cannot be read.
  static func text(_ path: String) -> String {
    var bytes: [UInt8] = []
    read(path) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
