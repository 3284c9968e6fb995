internal import CZlib

/// Deflated bytes, unpacked as they are read; never more of them than the member claims to have.
final class Inflater: ByteStream {
  private let packed: FileStream
  private let member: ZipMember
  private let file: String
  private(set) var remaining: Int
  // zlib's state points back to it, so that it must not move.
  private let state: UnsafeMutablePointer<z_stream>
  private var input: [UInt8] = []
  private var consumed = 0
  private var isAtEnd = false

  private static let chunk = 1 << 18

  init(_ packed: FileStream, _ member: ZipMember, file: String) throws {
    self.packed = packed
    self.member = member
    self.file = file
    remaining = member.byteCount
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    // Negative: the bytes stand alone, without a header of zlib's.
    guard inflateInit2_(state, -15, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      state.deallocate()
      throw CheckpointError(file: file, .system(operation: "start to unpack a member", problem: "out of memory"))
    }
  }

  deinit {
    inflateEnd(state)
    state.deallocate()
  }

  private func failure(_ problem: String) -> CheckpointError {
    CheckpointError(file: file, tensor: member.name, .malformedDeflate(problem))
  }

  func read(into memory: UnsafeMutableRawBufferPointer) throws {
    var done = 0
    while done < memory.count {
      guard !isAtEnd else { throw failure("it ends after \(member.byteCount - remaining + done) bytes") }
      done += try step(UnsafeMutableRawBufferPointer(rebasing: memory[done...]))
    }
    remaining -= memory.count
  }

  func finish() throws {
    // The end may still have to be read; nothing may come before it, nor after.
    try withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { memory in
      while !isAtEnd {
        guard try step(memory) == 0 else { throw failure("it has more than \(member.byteCount) bytes") }
      }
    }
    let unread = packed.remaining + input.count - consumed
    guard unread == 0 else { throw failure("\(unread) bytes follow its end") }
  }

  /// Unpacks some bytes, and tells how many.
  private func step(_ memory: UnsafeMutableRawBufferPointer) throws -> Int {
    if consumed == input.count {
      guard packed.remaining > 0 else { throw failure("it is cut short") }
      input = try packed.bytes(min(packed.remaining, Self.chunk))
      consumed = 0
    }
    let room = min(memory.count, 1 << 30)
    let available = input.count - consumed
    let result = input.withUnsafeMutableBufferPointer { input in
      state.pointee.next_in = input.baseAddress.map { $0 + consumed }
      state.pointee.avail_in = UInt32(available)
      state.pointee.next_out = memory.bindMemory(to: UInt8.self).baseAddress
      state.pointee.avail_out = UInt32(room)
      return inflate(state, Z_NO_FLUSH)
    }
    consumed += available - Int(state.pointee.avail_in)
    switch result {
    case Z_STREAM_END: isAtEnd = true
    case Z_OK, Z_BUF_ERROR: break
    case Z_MEM_ERROR: throw failure("there is no memory to unpack it")
    default: throw failure(state.pointee.msg.map { String(cString: $0) } ?? "it is damaged")
    }
    return room - Int(state.pointee.avail_out)
  }
}
