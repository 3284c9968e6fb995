extension PartRenderer {
  /// A node that looks like the call of an initializer: `Linear(weights: …, bias: nil)`.
  ///
  /// - Parameters:
  ///   - type: The type whose name opens the node.
  ///   - fields: The fields; children and settings are labelled in different styles.
  ///   - color: The colour of the type's name.
  ///   - comment: A remark on the first line, such as `Sequential`.
  ///   - expansion: Who decides whether the node is expanded.
  public func constructor(
    _ type: Any.Type, _ fields: [Field], color: PartColor? = nil, comment: String? = nil,
    expansion: Node.Expansion = .automatic
  ) -> Part {
    .enclosed(
      opening: .typeName(type, "("), fields.map(part(of:)), .text(")", .typeName), color: color, comment: comment,
      contents: counted(fields.count, "field"), expansion: expansion)
  }

  /// A node that looks like the call of an initializer or the case of an enum, under any name.
  public func constructor(
    _ name: String, _ fields: [Field], color: PartColor? = nil, comment: String? = nil,
    expansion: Node.Expansion = .automatic
  ) -> Part {
    .enclosed(
      "\(name)(", fields.map(part(of:)), ")", role: .typeName, color: color, comment: comment,
      contents: counted(fields.count, "field"), expansion: expansion)
  }

  /// The elements of a collection between two delimiters, the first ones in full and the rest counted.
  ///
  /// - Parameters:
  ///   - elements: The collection; only as many elements are visited as are shown.
  ///   - opening: The opening delimiter.
  ///   - closing: The closing delimiter.
  ///   - part: The part of an element.
  public func elements<C: Collection>(
    _ elements: C, opening: String = "[", closing: String = "]", part: (C.Index, C.Element) -> Part
  ) -> Part {
    var parts: [Part] = []
    var index = elements.startIndex
    while parts.count < options.elementLimit, index != elements.endIndex {
      parts.append(part(index, elements[index]))
      elements.formIndex(after: &index)
    }
    guard index != elements.endIndex else {
      return .enclosed(opening, parts, closing, contents: counted(parts.count, "element"))
    }
    parts.append(remainder(elements.count - parts.count, "element"))
    return .enclosed(opening, parts, closing, contents: counted(elements.count, "element"))
  }

  /// What stands for things left out: `<999,980 more elements…>`.
  ///
  /// - Parameters:
  ///   - count: How many are left out.
  ///   - noun: What one of them is called.
  public func remainder(_ count: Int, _ noun: String) -> Part {
    .text("<\(counted(count, "more \(noun)"))…>", .abbreviation)
  }

  private func part(of field: Field) -> Part {
    let value = part(of: field.value).at(field.step)
    guard let label = field.label else { return value }
    return .sequence([.text(label, field.kind == .child ? .childLabel : .staticLabel), ": ", value])
  }
}

/// A count of things: `1 field`, `2,000 elements`.
func counted(_ count: Int, _ noun: String) -> String { "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")" }

/// A count with commas between groups of three digits.
private func grouped(_ count: Int) -> String {
  var result = ""
  for (position, digit) in String(count).reversed().enumerated() {
    if position > 0, position.isMultiple(of: 3) { result.append(",") }
    result.append(digit)
  }
  return String(result.reversed())
}
