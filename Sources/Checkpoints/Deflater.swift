internal import CZlib

/// Packs bytes by deflating them, at zlib's usual level.
enum Deflater {
  /// The packed form of several pieces together.
  ///
  /// - Throws: ``CheckpointError`` when there is no memory for it.
  static func pack(_ pieces: [UnsafeRawBufferPointer], file: String) throws -> [UInt8] {
    let failure = CheckpointError(file: file, .system(operation: "pack a member", problem: "out of memory"))
    var state = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    return try withUnsafeMutablePointer(to: &state) { state in
      guard
        deflateInit2_(state, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, zlibVersion(), size)
          == Z_OK
      else { throw failure }
      defer { deflateEnd(state) }
      var packed: [UInt8] = []
      let room = 1 << 18
      let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: room)
      defer { chunk.deallocate() }
      for (place, piece) in pieces.enumerated() {
        var rest = piece[...]
        repeat {
          let part = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
          rest = rest.dropFirst(part.count)
          let isLast = rest.isEmpty && place == pieces.count - 1
          state.pointee.next_in = UnsafeMutablePointer(mutating: part.bindMemory(to: UInt8.self).baseAddress)
          state.pointee.avail_in = UInt32(part.count)
          repeat {
            state.pointee.next_out = chunk.baseAddress
            state.pointee.avail_out = UInt32(room)
            guard deflate(state, isLast ? Z_FINISH : Z_NO_FLUSH) != Z_STREAM_ERROR else { throw failure }
            packed.append(contentsOf: chunk.prefix(room - Int(state.pointee.avail_out)))
          } while state.pointee.avail_out == 0
        } while !rest.isEmpty
      }
      return packed
    }
  }
}
