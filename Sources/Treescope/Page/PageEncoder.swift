/// Writes boxes as the JSON from which a page's script builds what is visible.
///
/// Text is a string, or an array of a role's sign and a string. Everything else is an array whose first element is a
/// number that says what it is.
struct PageEncoder {
  /// The numbers of the instances that occur more than once.
  let repeatedInstances: [Int: Int]
  /// How many elements of an array each picture may show.
  let pictureShare: Int
  private(set) var json = JSONWriter()
  /// Whether the current place is an optional value, so that the next step of a key path needs a question mark.
  private var isOptional = false

  init(repeatedInstances: [Int: Int], pictureShare: Int) {
    self.repeatedInstances = repeatedInstances
    self.pictureShare = pictureShare
  }

  /// The number that says what an array is.
  private enum Code: Int {
    case sequence, block, lines, node, choice, child, instance, highlighted, modes, figure, styled, table, comment
  }

  /// Writes the members of an object around the parts.
  mutating func object(_ members: (inout PageEncoder) -> Void) -> String {
    json.beginObject()
    members(&self)
    json.endObject()
    return json.text
  }

  mutating func member(_ key: StaticString, _ write: (inout JSONWriter) -> Void) {
    json.key(key)
    write(&json)
  }

  mutating func member(_ key: StaticString, _ box: Box) {
    json.key(key)
    write(box)
  }

  private mutating func write(_ box: Box) {
    switch box.content {
    case .text(let text, .plain): json.string(text)
    case .text(let text, let role):
      json.beginArray()
      json.string(role.sign)
      json.string(text)
      json.endArray()
    case .sequence(let boxes): array(.sequence) { for box in boxes { $0.write(box) } }
    case .block(let boxes, let separator):
      array(separator == .comma ? .block : .lines) { for box in boxes { $0.write(box) } }
    case .node(let content, let summary, let color):
      array(.node) {
        $0.write(content)
        $0.write(summary)
        $0.json.string(color?.nodeCSS ?? "")
        if box.expansion != .automatic { $0.json.integer(box.expansion == .expanded ? 1 : 0) }
      }
    case .choice(let collapsed, let expanded):
      array(.choice) {
        $0.write(collapsed)
        $0.write(expanded)
      }
    case .comment(let text): array(.comment) { $0.json.string(text) }
    case .child(let step, let inner): writeChild(step, inner)
    case .instance(let number, let inner):
      guard let shown = repeatedInstances[number] else { return write(inner) }
      array(.instance) {
        $0.json.integer(shown)
        $0.write(inner)
      }
    case .highlighted(let inner, let note, let role):
      array(.highlighted) {
        $0.write(inner)
        $0.json.string(note ?? "")
        $0.json.string(role.sign)
      }
    case .modes(let usual, let roundtrip, _):
      array(.modes) {
        $0.write(usual)
        $0.write(roundtrip)
      }
    case .styled(let inner, let style):
      array(.styled) {
        $0.write(inner)
        style.write(to: &$0.json)
      }
    case .table(let rows):
      array(.table) {
        for cells in rows {
          $0.json.beginArray()
          for cell in cells { $0.write(cell) }
          $0.json.endArray()
        }
      }
    case .figure(let figure, let words): write(figure, words)
    }
  }

  private mutating func array(_ code: Code, _ body: (inout PageEncoder) -> Void) {
    json.beginArray()
    json.integer(code.rawValue)
    body(&self)
    json.endArray()
  }

  /// Writes a child with the step to it as a key path has it: past an optional or a dictionary with a question mark.
  private mutating func writeChild(_ step: PathStep?, _ inner: Box) {
    let outer = isOptional
    defer { isOptional = outer }
    guard step != .unwrapped else {
      isOptional = true
      return write(inner)
    }
    array(.child) {
      if let step {
        $0.json.string(($0.isOptional ? "?" : "") + escaped(step.description))
        switch step {
        case .entry, .key: $0.isOptional = true
        case .field, .index, .unwrapped: $0.isOptional = false
        }
      } else {
        $0.json.null()
      }
      $0.write(inner)
    }
  }

  /// Writes what a picture is drawn from, or the error that hindered it in its place.
  private mutating func write(_ figure: Figure, _ words: Box) {
    let mark = json.mark
    do {
      json.beginArray()
      json.integer(Code.figure.rawValue)
      try figure.write(&json, pictureShare)
      write(words)
      json.endArray()
    } catch {
      json.rewind(to: mark)
      array(.comment) { $0.json.string(escaped("no picture: \(error)")) }
    }
  }
}

extension TextRole {
  /// The sign that stands for the role in a page.
  var sign: String {
    switch self {
    case .plain: ""
    case .typeName: "t"
    case .childLabel: "c"
    case .staticLabel: "s"
    case .number: "n"
    case .keyword: "k"
    case .string: "q"
    case .summary: "u"
    case .type: "y"
    case .comment: "m"
    case .abbreviation: "a"
    case .error: "e"
    case .highlight: "h"
    }
  }
}

extension PartColor {
  /// The colour in CSS.
  var css: String {
    switch self {
    case .rgb(let red, let green, let blue):
      let digits = String(UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue), radix: 16)
      return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    case .role(let role): return "var(--\(role.sign))"
    case .outlined(let color, _): return color.css
    }
  }

  /// The colour of a node; with a slash after it and the colour inside, if any, where it is an outline.
  fileprivate var nodeCSS: String {
    if case .outlined(let color, let fill) = self { "\(color.css)/\(fill?.css ?? "")" } else { css }
  }
}

extension PartStyle {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      for (key, color) in [("f", foreground), ("b", background)] as [(StaticString, PartColor?)] {
        guard let color else { continue }
        json.key(key)
        json.string(color.css)
      }
      for (key, isSet) in [("w", isBold), ("i", isItalic)] as [(StaticString, Bool)] where isSet {
        json.key(key)
        json.boolean(true)
      }
      if let scale, scale.isFinite, scale > 0 {
        json.key("z")
        json.number(scale)
      }
      if let outline {
        json.key("o")
        json.string(outline.rawValue)
      }
      if let tooltip {
        json.key("t")
        json.string(escaped(tooltip))
      }
      if arrangement != .inherited {
        json.key("a")
        json.string(arrangement.rawValue)
      }
      if let space, space.isFinite, space > 0 {
        json.key("v")
        json.number(min(space, 100))
      }
    }
  }
}
