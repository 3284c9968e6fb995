extension Part {
  /// Strings as themselves and other values as they are rendered, on one line.
  ///
  /// - Parameters:
  ///   - values: Parts, strings or any other values.
  ///   - wraps: Whether a page breaks the line where it is too long.
  ///   - renderer: Renders the values that are no parts and no strings.
  public static func inline(_ values: [Any], wraps: Bool = false, with renderer: PartRenderer = PartRenderer()) -> Part
  {
    .styled(
      .sequence(values.map { part(of: $0, renderer) }), PartStyle(arrangement: wraps ? .wrapped : .line))
  }

  /// Values as blocks side by side, as in a row of pictures.
  public static func sideBySide(_ values: [Any], with renderer: PartRenderer = PartRenderer()) -> Part {
    let parts = values.map { part(of: $0, renderer) }
    return .styled(.sequence(Array(parts.map { [$0] }.joined(separator: ["  "]))), PartStyle(arrangement: .sideBySide))
  }

  /// Strings stand for themselves.
  private static func part(of value: Any, _ renderer: PartRenderer) -> Part {
    (value as? Part) ?? (value as? String).map { .text($0) } ?? renderer.part(of: value)
  }

  /// The part on lines of its own, indented.
  public func indented() -> Part { .styled(self, PartStyle(arrangement: .indented)) }

  /// The part in a style.
  public func styled(_ style: PartStyle) -> Part { .styled(self, style) }

  /// The part in a colour.
  public func colored(_ color: PartColor) -> Part { .styled(self, PartStyle(foreground: color)) }

  /// The part in bold.
  public func bold() -> Part { .styled(self, PartStyle(isBold: true)) }

  /// The part in another size, relative to that of the text around it.
  public func scaled(_ scale: Double) -> Part { .styled(self, PartStyle(scale: scale)) }

  /// Empty space of some lines of text, in pages; text has no empty lines.
  public static func verticalSpace(_ lines: Double) -> Part { .styled(.empty, PartStyle(space: lines)) }

  /// The part with a box around it.
  public func boxed() -> Part { .styled(self, PartStyle(outline: .box)) }

  /// A word on a colour that tells a value; the value itself shows when the pointer rests on it.
  ///
  /// The text is black or white, whichever can be read on the colour (by the luma of Rec. 709). A value outside the
  /// bounds is outlined.
  ///
  /// - Parameters:
  ///   - text: The word.
  ///   - value: The number that chooses the colour.
  ///   - maximum: The number at the last colour.
  ///   - minimum: The number at the first colour; by default `-maximum`.
  ///   - colormap: The colours; by default diverging ones where there is no minimum, and sequential ones otherwise.
  public static func text(
    _ text: String, onColorOf value: Double, maximum: Double = 1, minimum: Double? = nil, colormap: Colormap? = nil
  ) -> Part {
    let colormap = colormap ?? (minimum == nil ? .diverging : .sequential)
    let least = minimum ?? -maximum
    let place = maximum > least ? (value - least) / (maximum - least) : 0.5
    let color = value.isNaN ? RGBColor(128, 128, 128) : colormap.color(at: place)
    let isOutside = !(0...1 ~= place)
    let isLight = 0.2126 * Double(color.red) + 0.7152 * Double(color.green) + 0.0722 * Double(color.blue) > 128
    return .styled(
      .text(text),
      PartStyle(
        foreground: isLight ? .rgb(0, 0, 0) : .rgb(255, 255, 255),
        background: .rgb(color.red, color.green, color.blue), outline: isOutside ? .warning : .thin,
        tooltip: significant(value, digits: 4)))
  }
}

extension Part {
  /// An integer as a small box of nested squares, one for each digit.
  ///
  /// - Parameters:
  ///   - value: The integer; one of more than seven digits shows as a cross.
  ///   - label: A word after the box.
  public static func digitBox(_ value: Int, label: String? = nil) -> Part {
    let words = Part.text(label.map { "\(value) (\($0))" } ?? "\(value)", .number)
    return .figure(
      Figure(words: words) { json, _ in
        json.object { json in
          json.key("k")
          json.string("digits")
          json.key("v")
          json.integer(value)
          if let label {
            json.key("l")
            json.string(escaped(label))
          }
        }
      })
  }
}
