import Edits
import JSON
import Layers
import Testing
import Trees

/// Scripts that are refused, each with the place and the reason.
struct BadScriptsTests {
  private func message(_ body: () throws -> Void) -> String? {
    (#expect(throws: EditError.self, performing: body)).map { "\($0)" }
  }

  private func script(_ edit: String) -> String { #"{"penzai-edits": 1, "steps": [{"edits": ["# + edit + "]}]}" }

  /// What is refused before anything is made of it.
  @Test(arguments: [
    ("", "expected a value at byte 0"),
    ("[]", "Expected an object, found a list of 0"),
    ("{\"steps\": []}", "The field \"penzai-edits\" is missing"),
    (#"{"penzai-edits": 2, "steps": []}"#, "At .penzai-edits: The script is of version 2"),
    (#"{"penzai-edits": 1.0, "steps": []}"#, "of version 1.0"),
    (#"{"penzai-edits": "1", "steps": []}"#, "Expected the number of a version, found the text \"1\""),
    (#"{"penzai-edits": 1}"#, "The field \"steps\" is missing"),
    (#"{"penzai-edits": 1, "steps": {}}"#, "At .steps: Expected a list, found an object of 0"),
    (#"{"penzai-edits": 1, "steps": [], "code": "x"}"#, "The field \"code\" means nothing here"),
    (#"{"penzai-edits": 1, "steps": [], "steps": []}"#, "The key \"steps\" before byte 40 stands in its object twice"),
    (#"{"penzai-edits": 1, "steps": [{}]}"#, "At .steps[0]: The field \"edits\" is missing"),
    (#"{"penzai-edits": 1, "steps": [{"note": 3, "edits": []}]}"#, "At .steps[0].note: Expected a text"),
    (#"{"penzai-edits": 1, "steps": []} x"#, "expected the end of the text at byte 33"),
  ])
  func aTextThatIsNoScript(text: String, expected: String) {
    let found = message { _ = try EditScript(parsing: text) }
    #expect(found?.contains(expected) == true, "\(found ?? "nothing")")
  }

  @Test(arguments: [
    ("{}", "At .steps[0].edits[0]: Expected one of the fields"),
    (#"{"remove": 3}"#, "At .steps[0].edits[0].remove: Expected a text, found the number 3"),
    (#"{"remove": "sublayers"}"#, "At .steps[0].edits[0].remove: Expected a path as it prints"),
    (#"{"remove": ".a", "with": {"from": ".b"}}"#, "At .steps[0].edits[0]: The field \"with\" means nothing here"),
    (#"{"replace": ".a"}"#, "The field \"with\" is missing"),
    (#"{"replace": ".a", "with": 7}"#, "At .steps[0].edits[0].with: Expected an object, found the number 7"),
    (#"{"replace": ".a", "with": {}}"#, "At .steps[0].edits[0].with: The field \"type\" is missing"),
    (#"{"replace": ".a", "with": {"type": "Zero", "code": "x"}}"#, "The field \"code\" means nothing here"),
    (#"{"replace": ".a", "with": {"from": ".b", "type": "Zero"}}"#, "The field \"type\" means nothing here"),
    (
      #"{"replace": ".a", "with": {"type": "Residual", "children": {"delta": {"type": "Zero"}}}}"#,
      ".with.children[\"delta\"]: Expected a path"
    ),
    (
      #"{"replace": ".a", "with": {"type": "Residual", "children": {".a.b": {"type": "Zero"}}}}"#,
      "Expected one step of a path"
    ),
    (
      #"{"replace": ".a", "with": {"type": "T", "children": {".a": {"type": "Zero"}, ".`a`": {"type": "Zero"}}}}"#,
      "Expected each step once"
    ),
    (#"{"remove": ".a"}, {"set": ".a", "to": {"type": "Zero"}}"#, "At .steps[0].edits[1]: Expected no set after"),
    (#"{"replace": ".a", "with": {"variable": 1.5}}"#, "Expected a whole number"),
  ])
  func anEditThatIsNone(edit: String, expected: String) {
    let found = message { _ = try EditScript(parsing: script(edit)) }
    #expect(found?.contains(expected) == true, "\(found ?? "nothing")")
  }

  /// What is a script, but none for this tree or this registry.
  @Test(arguments: [
    (#"{"replace": ".sublayers[0]", "with": {"type": "Foundation.Process"}}"#, "The type Foundation.Process is not"),
    (
      #"{"replace": ".sublayers[0]", "with": {"type": "Residual", "children": {".delta": {"type": "Evil"}}}}"#,
      "At .steps[0].edits[0].with.delta: The type Evil is not registered"
    ),
    (#"{"replace": ".sublayers[0]", "with": {"type": "Residual"}}"#, "The field \".delta\" is missing"),
    (
      #"{"replace": ".sublayers[0]", "with": {"type": "Zero", "static": {"x": 1}}}"#,
      "At .steps[0].edits[0].with: The field \"x\" means nothing here"
    ),
    (
      #"{"replace": ".sublayers[0]", "with": {"type": "Zero", "elements": [{"type": "Zero"}]}}"#,
      "The field \"[0]\" means nothing here"
    ),
    (
      #"{"replace": ".sublayers[0]", "with": {"type": "Int", "static": {"value": 3}}}"#,
      "The edit does not fit the tree"
    ),
    (
      #"{"replace": ".sublayers[0]", "with": {"type": "Int8", "static": {"value": 300}}}"#,
      "At .steps[0].edits[0].with.value: Expected a whole number from -128 to 127, found the number 300"
    ),
    (
      #"{"replace": ".sublayers[0]", "with": {"type": "Double", "static": {"value": "0x3ff0000000000000"}}}"#,
      "Expected a number, or the bits of one that is not finite"
    ),
    (
      #"{"replace": ".sublayers[0]", "with": {"type": "Elementwise", "static": {"function": "system"}}}"#,
      ".with.function: Expected the name of a registered function, found the text \"system\""
    ),
    (
      #"{"replace": ".sublayers[0]", "with": {"type": "Residual", "children": {".delta": {"type": "Int", "#
        + #""static": {"value": 3}}}}}"#,
      ".with.delta: Expected a value of type Layer, found Int"
    ),
    (#"{"replace": ".sublayers[7]", "with": {"type": "Zero"}}"#, "At .steps[0].edits[0]: The edit does not fit"),
    (#"{"replace": ".sublayers[0]", "with": {"from": ".nowhere"}}"#, "At .steps[0].edits[0].with: The edit does not"),
    (#"{"replace": ".sublayers[0]", "with": {"variable": 0}}"#, "Variable 0 is not described before"),
    (
      #"{"replace": ".sublayers[0]", "with": {"variable": 0, "type": "Zero"}}"#,
      "Expected a variable, found Zero"
    ),
    (#"{"remove": ".sublayers[2]"}"#, "There is no element 2 in an array of 2"),
    (#"{"remove": ".sublayers[-1]"}"#, "There is no element -1 in an array of 2"),
    (#"{"remove": ".self"}"#, ".self is no place in an array"),
    (#"{"remove": ".sublayers"}"#, ".sublayers is no place in an array"),
    (#"{"insert": ".sublayers[3]", "element": {"type": "Zero"}}"#, "Nothing can be inserted at 3 of an array of 2"),
    (
      #"{"insert": ".sublayers[0]", "element": {"type": "Bool", "static": {"value": true}}}"#,
      "An array of Layer cannot hold a Bool"
    ),
    (#"{"set": ".sublayers[0]", "to": {"type": "Zero"}}"#, "Only a variable can be set"),
    (#"{"replace": ".self", "with": {"type": "Zero"}}"#, "Expected a result of type Sequential, found Zero"),
    (
      #"{"replace": ".sublayers[0]", "with": {"type": "LayerStack", "children": {".stackedSublayers": "#
        + #"{"type": "Zero"}}, "static": {"stackAxis": "a", "stackAxisSize": 1e3}}}"#,
      "with.stackAxisSize: Expected a whole number"
    ),
  ])
  func anEditThatDoesNotFit(edit: String, expected: String) throws {
    let parsed = try EditScript(parsing: script(edit))
    let model = Sequential([Identity(), Identity()])
    let found = message { _ = try parsed.replayed(on: model) }
    #expect(found?.contains(expected) == true, "\(found ?? "nothing")")
  }

  @Test(arguments: [
    (#"{"dtype": "float33", "shape": [1], "bytes": ""}"#, ".value.dtype: Expected the name of a dtype"),
    (#"{"dtype": "int8", "shape": [-1], "bytes": ""}"#, "Expected the bytes of int8[-1], found 0 bytes"),
    (#"{"dtype": "int8", "shape": [3], "bytes": "AAA="}"#, "Expected the bytes of int8[3], found 2 bytes"),
    (#"{"dtype": "int8", "shape": [1], "bytes": "A"}"#, "Expected bytes in base64"),
    (#"{"dtype": "bool", "shape": [1], "bytes": "Ag=="}"#, "Expected bytes of 0 and 1, found 2"),
    (
      #"{"dtype": "int64", "shape": [0, 4294967296, 4294967296], "bytes": ""}"#,
      "Expected the bytes of int64[0, 4294967296, 4294967296]"
    ),
    (#"{"dtype": "int8", "shape": [1], "bytes": "AA==", "file": "/etc/passwd"}"#, "The field \"file\" means nothing"),
  ])
  func anArrayThatIsNone(array: String, expected: String) throws {
    let edit = #"{"replace": ".sublayers[0]", "with": {"type": "NDArray", "static": {"value": "# + array + "}}}"
    let parsed = try EditScript(parsing: script(edit))
    let found = message { _ = try parsed.replayed(on: Sequential([Identity()])) }
    #expect(found?.contains(expected) == true, "\(found ?? "nothing")")
  }

  @Test func limitsAreKept() throws {
    let deep = String(repeating: #"{"type": "Residual", "children": {".delta": "#, count: 200)
    let tooDeep = script(#"{"replace": ".a", "with": "# + deep)
    #expect(message { _ = try EditScript(parsing: tooDeep) }?.contains("more than 256 levels of nesting") == true)
    let text = script(#"{"remove": ".a"}"#)
    let values = JSONLimits(values: 4)
    #expect(message { _ = try EditScript(parsing: text, limits: values) }?.contains("more than 4 values") == true)
    let bytes = JSONLimits(bytes: 20)
    #expect(message { _ = try EditScript(parsing: text, limits: bytes) }?.contains("more than 20 bytes") == true)
  }

  /// Each step doubles the tree, at no cost for the script.
  @Test func aTreeThatDoublesIsStopped() throws {
    let step = #"{"edits": [{"insert": ".sublayers[0]", "element": {"from": ".self"}}]}"#
    let steps = Array(repeating: step, count: 64).joined(separator: ", ")
    let parsed = try EditScript(parsing: #"{"penzai-edits": 1, "steps": ["# + steps + "]}")
    let found = message { _ = try parsed.replayed(on: Sequential([Identity()]), mostNodes: 1000) }
    #expect(found?.contains("more than 1000 nodes") == true, "\(found ?? "nothing")")
  }

  /// Each step doubles the depth of the tree, past what the stack allows.
  @Test func aTreeThatGrowsTooDeepIsStopped() throws {
    let steps = (0..<18).map { step in
      let innermost = String(repeating: ".delta", count: 1 << step)
      return #"{"edits": [{"replace": ""# + innermost + #"", "with": {"from": ".self"}}]}"#
    }
    let text = #"{"penzai-edits": 1, "steps": ["# + steps.joined(separator: ", ") + "]}"
    let found = message { _ = try EditScript(parsing: text).replayed(on: Residual(Identity())) }
    #expect(found?.contains("The edit does not fit the tree") == true, "\(found?.prefix(300) ?? "nothing")")
  }

  /// Damaged scripts are refused or read, and never stop the process.
  @Test(arguments: 0..<200)
  func aDamagedScriptIsRefusedOrRead(seed: Int) throws {
    var random = SeededGenerator(state: UInt64(seed))
    let model = Row(parts: [try random.shape(depth: 2), try random.shape(depth: 2)])
    let other = Row(parts: [try random.shape(depth: 2), Box(content: model.parts[0], spare: nil, title: "t")])
    var bytes = Array(try EditScript(from: model, to: other, with: .samples).json.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      default: bytes.insert(bytes[Int.random(in: bytes.indices, using: &random)], at: place)
      }
    }
    do {
      _ = try EditScript(parsing: bytes).replayed(on: model, with: .samples)
    } catch is EditError {}
  }
}
