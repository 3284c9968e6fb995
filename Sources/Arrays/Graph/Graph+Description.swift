extension Graph: CustomStringConvertible {
  /// The graph in a readable form, an equation a line: `c: float32[3] = multiply a b`.
  var description: String { text() }

  /// The graph in a readable form: an equation a line, and the graphs that its primitive holds indented beneath.
  ///
  /// - Parameter showsLocations: whether lines end with where the operation was called: `// Model.swift:12`.
  func text(withLocations showsLocations: Bool = false) -> String {
    if showsLocations { CallSite.locate(sites) }
    return lines(showsLocations).joined(separator: "\n")
  }

  /// Where the equations come from, those of inner graphs included.
  private var sites: [CallSite] {
    equations.flatMap { [$0.site] + $0.primitive.innerGraphs.flatMap(\.graph.sites) }
  }

  private func lines(_ showsLocations: Bool) -> [String] {
    let arguments = inputs.map { " \(name($0)): \(type($0))" }.joined(separator: ",")
    var lines = ["{ lambda\(arguments)"]
    for equation in equations {
      let results = equation.results.map { "\(name($0)): \(type($0))" }.joined(separator: ", ")
      let operands = operands(of: equation).map { " \(name($0))" }.joined()
      let definition = results.isEmpty ? "" : "\(results) = "
      let location = showsLocations ? equation.site.location.map { "  // \($0)" } : nil
      lines.append("    \(definition)\(equation.primitive.label)\(operands)\(location ?? "")")
      for (name, graph) in equation.primitive.innerGraphs {
        let inner = graph.lines(showsLocations)
        lines.append("        \(name): \(inner[0])")
        lines += inner.dropFirst().map { "        \($0)" }
      }
    }
    lines.append("  in (\(outputs.map(name).joined(separator: ", "))) }")
    return lines
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
    let parameters = Mirror(reflecting: self).children.filter { innerGraphs(of: $0).isEmpty }.map { child in
      "\(child.label ?? ""): \((child.value as? Literal)?.spelling ?? "\(child.value)")"
    }
    return parameters.isEmpty ? Self.name : "\(Self.name)[\(parameters.joined(separator: ", "))]"
  }

  /// The graphs among the stored properties, by name: the body of a loop, the branches of a choice.
  fileprivate var innerGraphs: [(name: String, graph: Graph)] {
    Mirror(reflecting: self).children.flatMap { innerGraphs(of: $0) }
  }

  private func innerGraphs(of child: Mirror.Child) -> [(name: String, graph: Graph)] {
    let name = child.label ?? ""
    if let graph = child.value as? Graph { return [(name, graph)] }
    guard let graphs = child.value as? [Graph] else { return [] }
    return graphs.enumerated().map { ("\(name)[\($0)]", $1) }
  }
}
