/// An encoder of protocol buffer messages, for the few kinds of field that compile options need.
///
/// Format: https://protobuf.dev/programming-guides/encoding. Fields appear in the order they are written.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  private enum WireType: UInt64 {
    case varint = 0
    case fixed64 = 1
    case lengthDelimited = 2
  }

  /// Writes an `int32` or `int64` field.
  mutating func write(_ value: Int64, field: Int) {
    writeTag(field, .varint)
    writeVarint(UInt64(bitPattern: value))
  }

  /// Writes a `bool` field.
  mutating func write(_ value: Bool, field: Int) {
    writeTag(field, .varint)
    writeVarint(value ? 1 : 0)
  }

  /// Writes a `double` field.
  mutating func write(_ value: Double, field: Int) {
    writeTag(field, .fixed64)
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes a `string` field.
  mutating func write(_ value: String, field: Int) {
    writeBytes(Array(value.utf8), field: field)
  }

  /// Writes a packed `repeated int64` field.
  mutating func write(_ values: [Int64], field: Int) {
    var packed = ProtobufWriter()
    for value in values { packed.writeVarint(UInt64(bitPattern: value)) }
    writeBytes(packed.bytes, field: field)
  }

  /// Writes a field that is a message of its own.
  mutating func writeMessage(field: Int, _ body: (inout ProtobufWriter) -> Void) {
    var message = ProtobufWriter()
    body(&message)
    writeBytes(message.bytes, field: field)
  }

  private mutating func writeBytes(_ value: [UInt8], field: Int) {
    writeTag(field, .lengthDelimited)
    writeVarint(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  private mutating func writeTag(_ field: Int, _ type: WireType) {
    writeVarint(UInt64(field) << 3 | type.rawValue)
  }

  private mutating func writeVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
