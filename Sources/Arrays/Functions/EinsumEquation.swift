/// An einsum equation with its labels as numbers: those of an ellipsis negative, counted from the last axis as -1.
struct EinsumEquation {
  /// How an equation is written.
  enum Notation: Hashable, Sendable, CustomStringConvertible {
    /// Letters in a text, as in `"ij,jk->ik"`.
    case text(String)
    /// Numbers for the axes of each operand, and of the result unless that is left to the convention.
    case numbers([[Int]], output: [Int]?)

    /// The equation as it is shown in messages.
    var description: String {
      switch self {
      case .text(let text): text
      case .numbers(let inputs, let output):
        inputs.map(\.description).joined(separator: ", ") + (output.map { " -> \($0)" } ?? "")
      }
    }
  }

  private let notation: Notation
  /// The labels of the axes of each operand.
  private(set) var inputs: [[Int]] = []
  /// The labels of the axes of the result.
  private(set) var output: [Int] = []
  /// The size that each label stands for.
  private(set) var sizes: [Int: Int] = [:]

  /// An equation read for operands of the given shapes.
  ///
  /// - Throws: ``ArrayError/einsum(equation:problem:)`` when it does not parse or does not fit the shapes.
  init(_ notation: Notation, shapes: [[Int]]) throws {
    self.notation = notation
    let (terms, result) = try Self.terms(notation)
    guard terms.count == shapes.count else {
      throw failure("it is for \(terms.count) operand\(terms.count == 1 ? "" : "s"), \(shapes.count) were given")
    }
    for (position, (term, shape)) in zip(terms, shapes).enumerated() {
      inputs.append(try labels(of: term, position, shape))
    }
    for (position, shape) in shapes.enumerated() { try enterSizes(shape, inputs[position], position) }
    output = try outputLabels(result)
  }

  private static func terms(_ notation: Notation) throws -> (inputs: [Term], output: Term?) {
    switch notation {
    case .text(let text):
      let sides = text.filter { $0 != " " }.split(separator: "->", omittingEmptySubsequences: false)
      guard sides.count <= 2 else {
        throw ArrayError.einsum(equation: text, problem: "there is more than one arrow (->)")
      }
      let inputs = sides[0].split(separator: ",", omittingEmptySubsequences: false)
      return try (inputs.map { try Term($0, of: text) }, sides.count == 2 ? Term(sides[1], of: text) : nil)
    case .numbers(let inputs, let output):
      for label in inputs.joined() + (output ?? []) where label < 0 {
        throw ArrayError.einsum(
          equation: "\(notation)", problem: "subscripts must not be negative, found \(label)")
      }
      return (inputs.map { Term(before: $0) }, output.map { Term(before: $0) })
    }
  }

  /// One list of labels as written.
  private struct Term {
    var before: [Int] = []
    /// The labels after the ellipsis; `nil` without one.
    var after: [Int]?

    init(before: [Int]) { self.before = before }

    init(_ characters: Substring, of equation: String) throws {
      var rest = characters
      while let character = rest.first {
        if rest.hasPrefix("...") {
          guard after == nil else {
            throw ArrayError.einsum(equation: equation, problem: "\"\(characters)\" has more than one ellipsis")
          }
          after = []
          rest = rest.dropFirst(3)
          continue
        }
        guard character.isASCII, character.isLetter, let label = character.asciiValue.map(Int.init) else {
          throw ArrayError.einsum(
            equation: equation,
            problem: "\"\(character)\" is no label; use letters, commas between operands, ... and ->")
        }
        if after == nil { before.append(label) } else { after?.append(label) }
        rest = rest.dropFirst()
      }
    }

    func with(ellipsis: [Int]) -> [Int] { before + (after == nil ? [] : ellipsis) + (after ?? []) }
  }

  private func labels(of term: Term, _ position: Int, _ shape: [Int]) throws -> [Int] {
    let named = term.before.count + (term.after?.count ?? 0)
    guard term.after == nil ? named == shape.count : named <= shape.count else {
      let axes = "\(named)\(term.after == nil ? "" : " or more") ax\(named == 1 ? "is" : "es")"
      throw failure("operand \(position) of shape \(shape) has \(shape.count) axes, its labels are for \(axes)")
    }
    return term.with(ellipsis: Array((named - shape.count)..<0))
  }

  private mutating func enterSizes(_ shape: [Int], _ labels: [Int], _ position: Int) throws {
    for (size, label) in zip(shape, labels) {
      guard let known = sizes[label], known != size else {
        sizes[label] = size
        continue
      }
      // Only the axes of an ellipsis broadcast.
      if label < 0 && known == 1 {
        sizes[label] = size
      } else if label >= 0 || size != 1 {
        throw failure(
          "\(name(label)) has size \(known) on an earlier axis and size \(size) on operand \(position) of shape \(shape)"
        )
      }
    }
  }

  private func outputLabels(_ term: Term?) throws -> [Int] {
    let all = inputs.flatMap { $0 }
    let ellipsis = Array(((all.min() ?? 0) < 0 ? all.min() ?? 0 : 0)..<0)
    guard let term else {
      let once = Set(all.filter { label in label >= 0 && all.count { $0 == label } == 1 })
      return ellipsis + once.sorted()
    }
    let labels = term.with(ellipsis: ellipsis)
    for (position, label) in labels.enumerated() {
      guard all.contains(label) else { throw failure("\(name(label)) of the output is on no operand") }
      guard !labels[..<position].contains(label) else { throw failure("\(name(label)) is twice in the output") }
    }
    return labels
  }

  private func name(_ label: Int) -> String {
    if label < 0 { return "axis \(label) of the ellipsis" }
    guard case .text = notation, let scalar = Unicode.Scalar(label) else { return "subscript \(label)" }
    return "label \"\(Character(scalar))\""
  }

  private func failure(_ problem: String) -> ArrayError { .einsum(equation: "\(notation)", problem: problem) }
}
