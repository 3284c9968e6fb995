internal import Arrays
internal import JSON

extension SafetensorsHeader {
  /// The header of a file, checked in every respect.
  ///
  /// - Throws: ``CheckpointError`` for the first thing that is wrong.
  static func read(_ file: RegularFile) throws -> (header: SafetensorsHeader, dataStart: Int) {
    let (path, available) = (file.path, file.byteCount - 8)
    guard available >= 0 else { throw CheckpointError(file: path, .tooShort(byteCount: file.byteCount)) }
    let length = try file.bytes(0..<8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    guard length <= Limit.headerBytes else {
      throw CheckpointError(file: path, .headerTooLarge(byteCount: length, limit: Limit.headerBytes))
    }
    guard length <= available else {
      throw CheckpointError(file: path, .headerExceedsFile(byteCount: length, available: available))
    }
    let dataStart = 8 + Int(length)
    var parser = Parser(file: path)
    let header = try file.bytes(8..<dataStart).withUnsafeBytes { try parser.header($0) }
    try header.requireTiling(of: file.byteCount - dataStart, file: path)
    return (header, dataStart)
  }

  /// Checks that the tensors cover the data, each byte once.
  ///
  /// A tensor without elements takes no bytes; it may stand at any border between tensors.
  private func requireTiling(of byteCount: Int, file: String) throws {
    var end = 0
    var previous = ""
    for entry in entries {
      let begin = entry.range.lowerBound
      func error(_ reason: CheckpointError.Reason) -> CheckpointError {
        CheckpointError(file: file, tensor: entry.name, reason)
      }
      guard begin >= end else { throw error(.overlap(other: previous, offset: begin)) }
      guard begin == end else { throw error(.gap(offset: end, byteCount: begin - end)) }
      guard entry.range.upperBound <= byteCount else {
        throw error(.truncated(needed: entry.range.upperBound, available: byteCount))
      }
      (end, previous) = (entry.range.upperBound, entry.name)
    }
    guard end == byteCount else { throw CheckpointError(file: file, .trailingBytes(byteCount - end)) }
  }
}

/// Reads a header; while it is inside an entry, errors name its tensor.
private struct Parser {
  let file: String
  private var tensor: String?
  private var entries: [SafetensorsHeader.Entry] = []
  private var metadata: [String: String]?
  private var names: Set<[UInt8]> = []

  init(file: String) {
    self.file = file
  }

  private func error(_ reason: CheckpointError.Reason) -> CheckpointError {
    CheckpointError(file: file, tensor: tensor, reason)
  }

  mutating func header(_ bytes: UnsafeRawBufferPointer) throws -> SafetensorsHeader {
    var scanner = JSONScanner(bytes)
    do {
      guard bytes.first == 0x7B else { throw scanner.failure("'{' at once, without anything before it") }
      try scanner.object { scanner, key in try member(key, &scanner) }
      if let rest = bytes[scanner.position...].firstIndex(where: { $0 != 0x20 }) {
        throw JSONScanner.Failure(offset: rest, expected: "nothing but spaces after the closing '}'")
      }
    } catch let failure as JSONScanner.Failure {
      throw error(.malformedHeader(offset: failure.offset, expected: failure.expected))
    }
    entries.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    return SafetensorsHeader(entries: entries, metadata: metadata ?? [:])
  }

  private mutating func member(_ key: String, _ scanner: inout JSONScanner) throws {
    if key.utf8.elementsEqual(SafetensorsHeader.metadataKey.utf8) {
      guard metadata == nil else { throw error(.duplicateKey(key)) }
      metadata = try texts(&scanner)
      return
    }
    tensor = key
    guard key.utf8.count <= SafetensorsHeader.Limit.nameBytes else {
      throw error(.tooMany("bytes in its name", limit: SafetensorsHeader.Limit.nameBytes))
    }
    guard names.insert(Array(key.utf8)).inserted else { throw error(.duplicateKey(key)) }
    guard entries.count < SafetensorsHeader.Limit.tensors else {
      tensor = nil
      throw error(.tooMany("tensors", limit: SafetensorsHeader.Limit.tensors))
    }
    entries.append(try entry(key, &scanner))
    tensor = nil
  }

  private mutating func texts(_ scanner: inout JSONScanner) throws -> [String: String] {
    var texts: [String: String] = [:]
    try scanner.object { scanner, key in
      guard texts.updateValue(try scanner.string(), forKey: key) == nil else { throw error(.duplicateKey(key)) }
      guard texts.count <= SafetensorsHeader.Limit.tensors else {
        throw error(.tooMany("entries of metadata", limit: SafetensorsHeader.Limit.tensors))
      }
    }
    return texts
  }

  private func entry(_ name: String, _ scanner: inout JSONScanner) throws -> SafetensorsHeader.Entry {
    var dtype: String?
    var shape: [Int]?
    var offsets: [Int]?
    try scanner.object { scanner, field in
      func once(_ isNew: Bool) throws { if !isNew { throw error(.duplicateKey(field)) } }
      switch field {
      case "dtype":
        try once(dtype == nil)
        dtype = try scanner.string()
      case "shape":
        try once(shape == nil)
        shape = try naturals(&scanner, atMost: SafetensorsHeader.Limit.axes, "axes")
      case "data_offsets":
        try once(offsets == nil)
        offsets = try naturals(&scanner, atMost: 2, "data_offsets")
        guard offsets?.count == 2 else { throw scanner.failure("two data_offsets before the ']'") }
      default:
        throw scanner.failure("dtype, shape or data_offsets before this, not \(field.debugDescription.prefix(80))")
      }
    }
    guard let dtype else { throw error(.missingField("dtype")) }
    guard let shape else { throw error(.missingField("shape")) }
    guard let offsets else { throw error(.missingField("data_offsets")) }
    guard let type = SafetensorsType(rawValue: dtype)?.dtype else { throw error(.unsupportedType(dtype)) }
    guard offsets[0] <= offsets[1] else { throw error(.invertedOffsets(begin: offsets[0], end: offsets[1])) }
    let byteCount = try byteCount(shape, type)
    guard byteCount == offsets[1] - offsets[0] else {
      throw error(.sizeMismatch(shape: shape, dtype: dtype, expected: byteCount, found: offsets[1] - offsets[0]))
    }
    return SafetensorsHeader.Entry(name: name, type: ArrayType(shape, type), range: offsets[0]..<offsets[1])
  }

  private func naturals(_ scanner: inout JSONScanner, atMost limit: Int, _ what: String) throws -> [Int] {
    var numbers: [Int] = []
    try scanner.array { scanner in
      guard numbers.count < limit else { throw error(.tooMany(what, limit: limit)) }
      numbers.append(try scanner.natural())
    }
    return numbers
  }

  /// The bytes that a shape takes; sizes of zero do not hide a product that is too great.
  private func byteCount(_ shape: [Int], _ dtype: DType) throws -> Int {
    var count = 1
    for size in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: max(size, 1))
      guard !overflows, product < SafetensorsHeader.Limit.elements else { throw error(.shapeOverflow(shape)) }
      count = product
    }
    return shape.contains(0) ? 0 : count * dtype.byteCount
  }
}
