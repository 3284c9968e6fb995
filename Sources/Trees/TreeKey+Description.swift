extension TreeKey: CustomStringConvertible {
  /// The step as Swift code: `.name`, `[3]`, `["name"]` or `?`.
  ///
  /// A field whose name is no plain identifier is written between backticks.
  public var description: String {
    switch self {
    case .field(let name):
      isPlainName(name) ? ".\(name)" : ".`\(escaped(name, closing: "`"))`"
    case .index(let index): "[\(index)]"
    case .entry(let name): "[\"\(escaped(name, closing: "\""))\"]"
    case .unwrapped: "?"
    }
  }
}

extension TreePath: CustomStringConvertible {
  /// The path as Swift code, `.body.sublayers[2].weights["a"]`; of the root, `.self`.
  public var description: String {
    isRoot ? ".self" : keys.map(\.description).joined()
  }
}

/// Whether a field's name can stand in a path as it is: an identifier, or the number of an unlabelled value.
///
/// `self` cannot: alone it stands for the root.
private func isPlainName(_ name: String) -> Bool {
  guard let first = name.unicodeScalars.first, name != "self" else { return false }
  if first.isASCIIDigit { return name.unicodeScalars.allSatisfy(\.isASCIIDigit) }
  return name.unicodeScalars.allSatisfy(\.isNamePart)
}

/// The text with the escapes of a Swift string literal.
private func escaped(_ text: String, closing: Unicode.Scalar) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case closing: result += "\\\(closing)"
    case _ where scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format:
      result += "\\u{\(String(scalar.value, radix: 16))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

extension Unicode.Scalar {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }

  /// Whether the scalar may stand in a name written without backticks.
  var isNamePart: Bool { self == "_" || properties.isAlphabetic || properties.numericType == .decimal }
}
