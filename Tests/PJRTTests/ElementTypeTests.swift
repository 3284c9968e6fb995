import CPJRT
import Testing

@testable import PJRT

struct ElementTypeTests {
  @Test func everyTypeOfTheAPIHasACase() {
    let prefix = "PJRT_Buffer_Type_"
    var count = 0
    let names = UnsafeBufferPointer(start: penzai_pjrt_enumerators(&count), count: count)
      .map { (name: String(cString: $0.name), value: $0.value) }
      .filter { $0.name.hasPrefix(prefix) && $0.value != 0 }
    #expect(names.count == ElementType.allCases.count)
    for (name, value) in names {
      let type = ElementType(rawValue: UInt32(value))
      #expect(type.map { "\($0)" } == name.dropFirst(prefix.count).lowercased())
    }
  }

  @Test func widthsFollowTheNames() {
    for type in ElementType.allCases where type != .token && type != .pred {
      let digits = "\(type)".drop { !$0.isNumber }.prefix { $0.isNumber }
      #expect(type.bitWidth == Int(digits), "\(type)")
    }
    #expect(ElementType.pred.bitWidth == 8)
    #expect(ElementType.s4.hostByteWidth == 1)
    #expect(ElementType.c128.hostByteWidth == 16)
  }

  @Test func sizesCountTheElements() {
    #expect(ElementType.f32.hostByteCount([2, 3]) == 24)
    #expect(ElementType.f32.hostByteCount([]) == 4)
    #expect(ElementType.f32.hostByteCount([.max, 0, .max]) == 0)
    #expect(ElementType.f32.hostByteCount([-1]) == nil)
    #expect(ElementType.f32.hostByteCount([0, -1]) == nil)
    #expect(ElementType.f32.hostByteCount([.max, 2]) == nil)
  }
}
