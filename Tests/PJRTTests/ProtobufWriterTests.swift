import Testing

@testable import PJRT

struct ProtobufWriterTests {
  private func bytes(_ body: (inout ProtobufWriter) -> Void) -> [UInt8] {
    var writer = ProtobufWriter()
    body(&writer)
    return writer.bytes
  }

  @Test func integersAreVarints() {
    #expect(bytes { $0.write(Int64(150), field: 1) } == [0x08, 0x96, 0x01])
    #expect(bytes { $0.write(Int64(0), field: 1) } == [0x08, 0x00])
    #expect(bytes { $0.write(Int64(127), field: 16) } == [0x80, 0x01, 0x7f])
    #expect(bytes { $0.write(Int64(128), field: 1) } == [0x08, 0x80, 0x01])
  }

  @Test func negativeIntegersTakeTenBytes() {
    #expect(bytes { $0.write(Int64(-1), field: 1) } == [0x08] + Array(repeating: 0xff, count: 9) + [0x01])
  }

  @Test func truthValuesAreOneByte() {
    #expect(bytes { $0.write(true, field: 2) } == [0x10, 0x01])
    #expect(bytes { $0.write(false, field: 2) } == [0x10, 0x00])
  }

  @Test func doublesAreEightBytesLittleEndian() {
    #expect(bytes { $0.write(1.5, field: 4) } == [0x21, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f])
  }

  @Test func stringsCarryTheirLengthInBytes() {
    #expect(bytes { $0.write("testing", field: 2) } == [0x12, 0x07] + Array("testing".utf8))
    #expect(bytes { $0.write("ä", field: 2) } == [0x12, 0x02, 0xc3, 0xa4])
    #expect(bytes { $0.write("", field: 2) } == [0x12, 0x00])
  }

  @Test func listsOfIntegersArePacked() {
    #expect(bytes { $0.write([3, 270, 86942], field: 6) } == [0x32, 0x06, 0x03, 0x8e, 0x02, 0x9e, 0xa7, 0x05])
  }

  @Test func messagesNest() {
    #expect(bytes { $0.writeMessage(field: 3) { $0.write(Int64(150), field: 1) } } == [0x1a, 0x03, 0x08, 0x96, 0x01])
  }
}
