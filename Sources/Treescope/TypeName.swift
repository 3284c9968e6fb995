/// The name of a type without its module.
func typeName(_ type: Any.Type) -> String {
  _typeName(type, qualified: false)
}

/// The name of a type with its module, as source that can see the type writes it.
func qualifiedTypeName(_ type: Any.Type) -> String {
  let name = _typeName(type, qualified: true)
  guard name.contains("(unknown context") else { return name }
  // A private type has a context without a name: `Module.(unknown context at $1f00).Type`.
  var result = ""
  var rest = name[...]
  while let start = rest.firstIndex(of: "("), rest[start...].hasPrefix("(unknown context") {
    guard let end = rest[start...].firstIndex(of: ")") else { break }
    result += rest[..<start]
    rest = rest[rest.index(after: end)...].drop { $0 == "." }
  }
  return result + rest
}

extension Part {
  /// The name of a type and what follows it, in source with its module.
  static func typeName(_ type: Any.Type, _ suffix: String = "", role: TextRole = .typeName) -> Part {
    let (short, qualified) = (Treescope.typeName(type), qualifiedTypeName(type))
    let usual = Part.text(short + suffix, role)
    return short == qualified ? usual : .modes(usual: usual, roundtrip: .text(qualified + suffix, role))
  }
}
