import Foundation
import Testing
import Treescope

/// Texts recorded from treescope, by `Scripts/golden/treescope_golden.py`.
struct GoldenTests {
  @Test func nestedListsComeOutAsInTreescope() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden/treescope.json")
    let record = try JSONDecoder().decode(Record.self, from: Data(contentsOf: path))
    #expect(record.cases.count > 150)
    #expect(record.cases.contains { $0.text.contains(") # ") || $0.text.contains("( # Sequential\n") })
    for recorded in record.cases {
      #expect(render(recorded.value, options: RenderOptions(width: recorded.width)) == recorded.text)
    }
  }

  private struct Record: Decodable {
    var cases: [Case]
  }

  private struct Case: Decodable {
    var value: Value
    var width: Int
    var text: String
  }

  private indirect enum Value: Decodable, TreescopeRepresentable {
    case int(Int)
    case float(Double)
    case string(String)
    case list([Value])
    case structure(Structure)

    struct Structure: Decodable {
      var `struct`: String
      var comment: String?
      var fields: [LabelledValue]
    }

    struct LabelledValue: Decodable {
      var label: String
      var value: Value
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else if let structure = try? container.decode(Structure.self) {
        self = .structure(structure)
      } else if let tagged = try? container.decode([String: Double].self), let float = tagged["float"] {
        self = .float(float)
      } else if let int = try? container.decode(Int.self) {
        self = .int(int)
      } else {
        self = .string(try container.decode(String.self))
      }
    }

    func treescopePart(with renderer: PartRenderer) -> Part {
      switch self {
      case .int(let value): renderer.part(of: value)
      case .float(let value): renderer.part(of: value)
      case .string(let value): renderer.part(of: value)
      case .list(let values): renderer.part(of: values)
      case .structure(let structure):
        renderer.constructor(
          structure.struct, structure.fields.map { .static($0.label, $0.value) }, comment: structure.comment)
      }
    }
  }
}
