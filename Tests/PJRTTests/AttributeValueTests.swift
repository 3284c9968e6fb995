import CPJRT
import Testing

@testable import PJRT

struct AttributeValueTests {
  @Test func everyKindSurvivesThePluginsForm() {
    let values: [String: AttributeValue] = [
      "text": .string("größe"), "empty": .string(""), "number": .integer(-7), "list": .integers([1, .max, .min]),
      "none": .integers([]), "share": .float(0.25), "yes": .bool(true), "no": .bool(false),
    ]
    let copy = AttributeValue.withNamedValues(values) {
      AttributeValue.dictionary($0.baseAddress, count: $0.count)
    }
    #expect(copy == values)
  }

  @Test func valuesComeInTheOrderOfTheirNames() {
    let values: [String: AttributeValue] = ["b": .integer(1), "c": .integer(2), "a": .integer(3)]
    let names = AttributeValue.withNamedValues(values) { entries in
      entries.map { String(pluginBytes: $0.name, count: $0.name_size) }
    }
    #expect(names == ["a", "b", "c"])
  }

  @Test func noValuesAreNoProblem() {
    #expect(AttributeValue.dictionary(nil, count: 0).isEmpty)
    #expect(AttributeValue.withNamedValues([:]) { $0.count } == 0)
  }
}
