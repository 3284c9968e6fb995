/// Text under construction as bytes: programs of many thousand lines are appended piece by piece.
struct TextBuffer {
  private(set) var bytes: [UInt8] = []

  var string: String { String(decoding: bytes, as: UTF8.self) }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(string text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ number: Int) {
    if number >= 0 && number < 10 {
      bytes.append(UInt8(48 + number))
      return
    }
    var magnitude = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(48 + magnitude % 10))
      magnitude /= 10
    } while magnitude > 0
    if number < 0 { bytes.append(45) }
    bytes[start...].reverse()
  }

  mutating func append(_ value: Value) {
    bytes.append(37)  // %
    append(value.id)
  }

  mutating func append(values: [Value]) {
    for (position, value) in values.enumerated() {
      if position > 0 { append(", ") }
      append(value)
    }
  }

  mutating func append(_ type: TensorType) {
    append("tensor<")
    for size in type.shape {
      append(size)
      bytes.append(120)  // x
    }
    append(string: type.element.rawValue)
    bytes.append(62)  // >
  }

  mutating func append(types values: [Value]) {
    for (position, value) in values.enumerated() {
      if position > 0 { append(", ") }
      append(value.type)
    }
  }

  /// Numbers in square brackets: `[0, 1]`.
  mutating func append(list numbers: [Int]) {
    bytes.append(91)
    for (position, number) in numbers.enumerated() {
      if position > 0 { append(", ") }
      append(number)
    }
    bytes.append(93)
  }

  /// Numbers as an attribute: `array<i64: 0, 1>`.
  mutating func append(attribute numbers: [Int]) {
    if numbers.isEmpty {
      append("array<i64>")
      return
    }
    append("array<i64: ")
    for (position, number) in numbers.enumerated() {
      if position > 0 { append(", ") }
      append(number)
    }
    bytes.append(62)
  }
}
