import Arrays
import Testing

/// The greatest distance of corresponding elements, in units in the last place.
func distanceInUnits(_ found: NDArray, _ expected: NDArray) throws -> Int {
  try #require(found.type == expected.type)
  func ordered<Bits: FixedWidthInteger>(_ bits: [Bits]) -> [Int] {
    // Negative numbers, whose bits grow away from zero, are put below the positive ones.
    bits.map { Int($0) > Int(Bits.max / 2) ? Int(Bits.max / 2) - Int($0) : Int($0) }
  }
  func distance<Bits: FixedWidthInteger>(_ type: Bits.Type) throws -> Int {
    let (x, y) = (try found.bytes(), try expected.bytes())
    func words(_ bytes: [UInt8]) -> [Bits] {
      bytes.withUnsafeBytes { memory in
        stride(from: 0, to: bytes.count, by: MemoryLayout<Bits>.size).map {
          memory.loadUnaligned(fromByteOffset: $0, as: Bits.self)
        }
      }
    }
    return zip(ordered(words(x)), ordered(words(y))).map { abs($0 - $1) }.max() ?? 0
  }
  return expected.dtype.byteCount == 2 ? try distance(UInt16.self) : try distance(UInt32.self)
}
