import CPJRT
import PJRT
import Testing

struct PJRTErrorTests {
  @Test func codesAreThoseOfTheAPI() {
    let prefix = "PJRT_Error_Code_"
    var count = 0
    let codes = UnsafeBufferPointer(start: penzai_pjrt_enumerators(&count), count: count)
      .map { (name: String(cString: $0.name), value: Int($0.value)) }
      .filter { $0.name.hasPrefix(prefix) && $0.value != 0 }
    #expect(codes.count == PJRTError.Code.allCases.count)
    for (name, value) in codes {
      let code = PJRTError.Code(rawValue: value).map { "\($0)".lowercased() }
      #expect(code == name.dropFirst(prefix.count).lowercased().filter { $0 != "_" })
    }
  }

  @Test func theDescriptionTellsOperationCodeAndText() {
    let error = PJRTError(code: .notFound, message: "no such thing", operation: "find a thing")
    #expect(error.description == "Could not find a thing (notFound): no such thing")
  }
}
