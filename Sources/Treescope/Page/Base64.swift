/// Appends bytes in base64 (RFC 4648), padded.
func appendBase64(_ data: [UInt8], to text: inout [UInt8]) {
  text.reserveCapacity(text.count + (data.count + 2) / 3 * 4)
  base64Alphabet.withUnsafeBufferPointer { alphabet in
    var place = 0
    while place < data.count {
      let count = min(3, data.count - place)
      var group = UInt32(data[place]) << 16
      if count > 1 { group |= UInt32(data[place + 1]) << 8 }
      if count > 2 { group |= UInt32(data[place + 2]) }
      text.append(alphabet[Int(group >> 18)])
      text.append(alphabet[Int(group >> 12 & 63)])
      text.append(count > 1 ? alphabet[Int(group >> 6 & 63)] : UInt8(ascii: "="))
      text.append(count > 2 ? alphabet[Int(group & 63)] : UInt8(ascii: "="))
      place += 3
    }
  }
}

private let base64Alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
