/// The elements of a picture as bytes, no more of them than the picture needs.
struct PackedElements: Equatable {
  enum Format: String {
    /// Floats of 32 bits.
    case float32 = "f4"
    /// The upper 24 bits of such floats: four to five digits, one base64 sign for six bits.
    case float24 = "f3"
    /// Signed integers of 32 bits; larger ones count as the largest.
    case int32 = "i4"
    /// Integers from 0 to 255.
    case uint8 = "u1"
  }

  let format: Format
  /// Little-endian.
  let bytes: [UInt8]

  /// - Parameter isExact: Whether floats keep all 32 bits.
  init(_ values: [Double], _ kind: ElementKind, isExact: Bool) {
    if kind == .floating {
      format = isExact ? .float32 : .float24
      bytes = [UInt8](unsafeUninitializedCapacity: values.count * (isExact ? 4 : 3)) { memory, count in
        for value in values {
          let float = Float(value)
          // Rounds to the nearest, which leaves infinities and all but the largest numbers what they are.
          let bits = isExact || !float.isFinite ? float.bitPattern : PackedElements.rounded(float.bitPattern)
          for shift in stride(from: isExact ? 0 : 8 as UInt32, through: 24, by: 8) {
            memory[count] = UInt8(truncatingIfNeeded: bits >> shift)
            count += 1
          }
        }
      }
    } else if values.allSatisfy({ 0...255 ~= $0 }) {
      format = .uint8
      bytes = values.map { UInt8($0) }
    } else {
      format = .int32
      bytes = values.flatMap { value in
        let bits = UInt32(bitPattern: Int32(clamping: Int(max(min(value, 1e18), -1e18))))
        return [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: bits >> $0) }
      }
    }
  }

  /// Bits rounded to the upper 24, unless that would make a finite number infinite.
  private static func rounded(_ bits: UInt32) -> UInt32 {
    let up = bits &+ 0x80
    return Float(bitPattern: up & 0xFFFF_FF00).isFinite ? up : bits
  }
}
