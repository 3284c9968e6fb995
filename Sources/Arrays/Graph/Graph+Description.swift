extension Graph: CustomStringConvertible {
  /// The graph in a readable form, an equation a line: `c: float32[3] = multiply a b`.
  var description: String {
    var lines = ["{ lambda \(inputs.map { "\(name($0)): \(type($0))" }.joined(separator: ", "))"]
    for equation in equations {
      let results = equation.results.map { "\(name($0)): \(type($0))" }.joined(separator: ", ")
      let operands = operands(of: equation).map { " \(name($0))" }.joined()
      lines.append("    \(results) = \(equation.primitive.label)\(operands)")
    }
    lines.append("  in (\(outputs.map(name).joined(separator: ", "))) }")
    return lines.joined(separator: "\n")
  }

  /// Names of letters: a, b, ..., z, aa, ab, ...
  private func name(_ value: ValueID) -> String {
    var number = Int(value) + 1
    var letters: [Character] = []
    while number > 0 {
      number -= 1
      letters.append(Character(UnicodeScalar(UInt8(97 + number % 26))))
      number /= 26
    }
    return String(letters.reversed())
  }
}

extension Primitive {
  /// The name, with the static parameters in brackets: `transpose[permutation: [1, 0]]`.
  var label: String {
    let parameters = Mirror(reflecting: self).children.map { "\($0.label ?? ""): \($0.value)" }
    return parameters.isEmpty ? Self.name : "\(Self.name)[\(parameters.joined(separator: ", "))]"
  }
}
