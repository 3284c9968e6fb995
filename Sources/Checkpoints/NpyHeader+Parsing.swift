internal import Arrays

extension NpyHeader {
  /// The header at the beginning of a stream, checked in every respect; the stream then stands at the elements.
  ///
  /// - Throws: ``CheckpointError`` for the first thing that is wrong.
  static func read(_ stream: some ByteStream, _ place: NpyPlace) throws -> NpyHeader {
    guard stream.remaining >= 10 else { throw place.error(.notNpy(start: try stream.bytes(stream.remaining))) }
    let start = try stream.bytes(8)
    guard start.starts(with: magic) else { throw place.error(.notNpy(start: start)) }
    guard start[7] == 0, (1...3).contains(start[6]) else {
      throw place.error(.unsupportedVersion(major: start[6], minor: start[7]))
    }
    let width = start[6] == 1 ? 2 : 4
    guard stream.remaining >= width else {
      throw place.error(.headerExceedsFile(byteCount: UInt64(width), available: stream.remaining))
    }
    let length = try stream.bytes(width).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Limit.headerBytes else {
      throw place.error(.headerTooLarge(byteCount: UInt64(length), limit: Limit.headerBytes))
    }
    guard length <= stream.remaining else {
      throw place.error(.headerExceedsFile(byteCount: UInt64(length), available: stream.remaining))
    }
    let header = try NpyHeader(parsing: stream.bytes(length), place)
    let expected = header.type.byteCount
    guard stream.remaining >= expected else {
      throw place.error(.truncated(needed: expected, available: stream.remaining))
    }
    guard stream.remaining == expected else { throw place.error(.trailingBytes(stream.remaining - expected)) }
    return header
  }

  /// A header from the text of its dictionary.
  private init(parsing bytes: [UInt8], _ place: NpyPlace) throws {
    var scanner = PythonScanner(bytes)
    var descr: String?
    var isFortranOrder: Bool?
    var shape: [Int]?
    do {
      try scanner.dictionary { scanner, key in
        func once(_ isNew: Bool) throws { if !isNew { throw place.error(.duplicateKey(key)) } }
        switch key {
        case "descr":
          try once(descr == nil)
          guard !scanner.isAt("["), !scanner.isAt("(") else { throw place.error(.structuredType) }
          descr = try scanner.string()
        case "fortran_order":
          try once(isFortranOrder == nil)
          isFortranOrder = try scanner.boolean()
        case "shape":
          try once(shape == nil)
          shape = try scanner.naturals(atMost: Limit.axes)
        default:
          throw scanner.failure("descr, fortran_order or shape before this, not \(key.debugDescription.prefix(80))")
        }
      }
      try scanner.end()
    } catch let failure as PythonScanner.Failure {
      throw place.error(.malformedHeader(offset: failure.offset, expected: failure.expected))
    }
    guard let descr else { throw place.error(.missingField("descr")) }
    guard let isFortranOrder else { throw place.error(.missingField("fortran_order")) }
    guard let shape else { throw place.error(.missingField("shape")) }
    let element: NpyType
    do {
      element = try NpyType(descr)
    } catch {
      throw place.error(.unsupportedNpyType(descr, advice: error.rawValue))
    }
    var count = 1
    for size in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: max(size, 1))
      guard !overflows, product < Limit.elements else { throw place.error(.shapeOverflow(shape)) }
      count = product
    }
    self.init(
      type: ArrayType(shape, element.dtype), isFortranOrder: isFortranOrder, isByteSwapped: element.isBigEndian)
  }
}
