/// The Swift literal of a string, in which every character that would not be seen for what it is is an escape.
func stringLiteral(_ string: String) -> String {
  "\"" + escaped(string, special: ["\"", "\\"]) + "\""
}

/// A string with every invisible or misleading character as a Swift escape.
///
/// - Parameter special: Characters that take a backslash, such as quotes and backslashes inside a literal.
package func escaped(_ string: String, special: [Unicode.Scalar] = []) -> String {
  var string = string
  let isPlain = string.withUTF8 { bytes in
    bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F && !special.contains(Unicode.Scalar($0)) }
  }
  if isPlain { return string }
  var result = ""
  result.reserveCapacity(string.utf8.count + 8)
  var previous: Unicode.Scalar?
  var marks = 0
  for scalar in string.unicodeScalars {
    marks = scalar.isMark ? marks + 1 : 0
    switch scalar {
    case _ where special.contains(scalar): result += "\\\(scalar)"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\0": result += "\\0"
    default:
      // A tower of marks would cover the lines around.
      if marks <= 3, scalar.isShownAsItself(after: previous) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
    previous = scalar
  }
  return result
}

extension Unicode.Scalar {
  /// Whether a reader sees this character, and sees nothing else changed by it, where it follows another one.
  fileprivate func isShownAsItself(after previous: Unicode.Scalar?) -> Bool {
    if value < 0x7F { return value >= 0x20 }
    if isPlainSign { return true }
    // Joiners and variation selectors belong to the emoji before them, and are noise anywhere else.
    if self == "\u{200D}" || properties.isVariationSelector {
      // Digits count as emoji too, being parts of keycaps.
      return previous.map { $0.properties.isEmoji && $0.value > 0x7F || $0.properties.isVariationSelector } ?? false
    }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .unassigned, .privateUse:
      return false
    case .nonspacingMark, .enclosingMark, .spacingMark:
      // At the start a mark would sit on the quote, and after a space on what follows.
      return previous.map { $0.isMark || $0.isCarrier } ?? false
    default:
      return !properties.isDefaultIgnorableCodePoint
    }
  }
}

extension Unicode.Scalar {
  /// Whether this sign sits on the one before it.
  fileprivate var isMark: Bool {
    if value < 0x300 { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: return !properties.isVariationSelector
    default: return false
    }
  }

  /// Whether marks belong on this sign: letters, digits and symbols.
  fileprivate var isCarrier: Bool {
    switch properties.generalCategory {
    case .spaceSeparator, .control, .lineSeparator, .paragraphSeparator, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation:
      false
    default: self != "\"" && self != "'" && self != "\\"
    }
  }
}

extension Unicode.Scalar {
  /// Whether this is one of the common visible characters of one column, known without a look at the Unicode tables.
  var isPlainSign: Bool {
    switch value {
    case 0x20..<0x7F, 0xA1...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x2190...0x22FF: true
    default: false
    }
  }
}
