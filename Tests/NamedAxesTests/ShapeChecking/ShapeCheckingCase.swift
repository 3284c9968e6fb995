import Arrays
import NamedAxes
import TestSupport
import Testing
import Trees

/// One recorded question to the original's shape checking, and its answer.
struct ShapeCheckingCase: Decodable, Sendable, CustomTestStringConvertible {
  let op: Operation
  let name: String
  let value: TreeForm?
  let pattern: TreeForm
  let known: [PairForm<String, BindingForm>]?
  let solution: [PairForm<String, BindingForm>]?
  let substitution: SubstitutionForm?
  let variables: VariablesForm?
  let result: TreeForm?
  let error: Failure?

  enum Operation: String, Decodable {
    case check, substitute, variables, structure
  }

  struct Failure: Decodable, Sendable {
    let type, message: String
    let paths: [String]
  }

  var testDescription: String { "\(op.rawValue): \(name)" }

  func solution(_ form: [PairForm<String, BindingForm>]?) -> DimensionSolution {
    DimensionSolution(
      Dictionary(uniqueKeysWithValues: (form ?? []).map { (AxisName($0.first), $0.second.value) }))
  }
}

/// A tree or a pattern as it is written down.
indirect enum TreeForm: Decodable, Sendable {
  case list([TreeForm])
  case dictionary([String: TreeForm])
  case string(String)
  case bool(Bool)
  case int(Int)
  case double(Double)
  case wildcard(String?)
  case spec(ArraySpec)
  case array(ArraySpec)

  private enum Keys: String, CodingKey {
    case tree, value, wildcard, shape, named, dtype, array
  }

  init(from decoder: any Decoder) throws {
    if let elements = try? decoder.singleValueContainer().decode([TreeForm].self) {
      self = .list(elements)
      return
    }
    let container = try decoder.container(keyedBy: Keys.self)
    if container.contains(.tree) {
      self = .dictionary(try container.decode([String: TreeForm].self, forKey: .tree))
    } else if container.contains(.wildcard) {
      self = .wildcard(try container.decode(String?.self, forKey: .wildcard))
    } else if container.contains(.array) {
      self = .array(try Self.spec(container.nestedContainer(keyedBy: Keys.self, forKey: .array)))
    } else if container.contains(.shape) {
      self = .spec(try Self.spec(container))
    } else if let value = try? container.decode(Bool.self, forKey: .value) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self, forKey: .value) {
      self = .int(value)
    } else if let value = try? container.decode(Double.self, forKey: .value) {
      self = .double(value)
    } else {
      self = .string(try container.decode(String.self, forKey: .value))
    }
  }

  private static func spec(_ container: KeyedDecodingContainer<Keys>) throws -> ArraySpec {
    let positional = try container.decode([DimensionForm].self, forKey: .shape).map(\.entry)
    let named = try container.decode([NamedEntryForm].self, forKey: .named).map(\.entry)
    let dtype = try container.decode(String.self, forKey: .dtype)
    let classes: [DTypePattern] = [
      .any, .number, .integer, .signedInteger, .unsignedInteger, .inexact, .floating, .complex,
    ]
    let pattern = classes.first { $0.description == dtype } ?? DType(rawValue: dtype).map(DTypePattern.exactly)
    return ArraySpec(
      PositionalShapePattern(positional), named: NamedShapePattern(named),
      dtype: try #require(pattern, "unknown dtype \(dtype)"))
  }

  /// The form as a tree of arrays without elements.
  func tree() throws -> any PyTree {
    switch self {
    case .list(let elements): try elements.map { try $0.tree() } as [any PyTree]
    case .dictionary(let entries): try entries.mapValues { try $0.tree() } as [String: any PyTree]
    case .string(let value): value
    case .bool(let value): value
    case .int(let value): value
    case .double(let value): value
    case .array(let spec):
      // Arrays without names as plain ones, so that both kinds are compared.
      try spec.named.entries.isEmpty ? spec.placeholder().data : spec.placeholder()
    case .spec(let spec): spec
    case .wildcard: throw ArrayError.argument(operation: "golden data", problem: "a wildcard is no value")
    }
  }

  /// The form as a pattern.
  var pattern: ShapePattern {
    switch self {
    case .list(let elements): .list(elements.map(\.pattern))
    case .dictionary(let entries): .dictionary(entries.mapValues(\.pattern))
    case .string(let value): .equal(value)
    case .bool(let value): .equal(value)
    case .int(let value): .equal(value)
    case .double(let value): .equal(value)
    case .array(let spec), .spec(let spec): .array(spec)
    case .wildcard(let words): .wildcard(words)
    }
  }
}

/// A size, a variable, or a variable for any number of axes.
struct DimensionForm: Decodable, Sendable {
  let entry: PositionalShapePattern.Entry

  private enum Keys: String, CodingKey {
    case axes, `var`, part, size
  }

  init(from decoder: any Decoder) throws {
    if let size = try? decoder.singleValueContainer().decode(Int.self) {
      entry = .size(size)
      return
    }
    let container = try decoder.container(keyedBy: Keys.self)
    if let name = try container.decodeIfPresent(String.self, forKey: .axes) {
      entry = .axes(AxisName(name))
      return
    }
    let name = AxisName(try container.decode(String.self, forKey: .var))
    let part: DimensionVariable.Part? =
      if let index = try? container.decode(Int.self, forKey: .part) {
        .index(index)
      } else {
        try container.decodeIfPresent(String.self, forKey: .part).map { .axis(AxisName($0)) }
      }
    let variable = DimensionVariable(name, part: part)
    let size = try container.decodeIfPresent(Int.self, forKey: .size)
    entry = .axis(size.map { .known(variable, size: $0) } ?? .variable(variable))
  }

  func dimension() throws -> DimensionPattern {
    guard case .axis(let dimension) = entry else {
      throw ArrayError.argument(operation: "golden data", problem: "\(entry) stands for several axes")
    }
    return dimension
  }
}

/// A named axis, or a variable for any number of them.
struct NamedEntryForm: Decodable, Sendable {
  let entry: NamedShapePattern.Entry

  init(from decoder: any Decoder) throws {
    if var container = try? decoder.unkeyedContainer() {
      let name = AxisName(try container.decode(String.self))
      entry = .axis(name, try container.decode(DimensionForm.self).dimension())
    } else if case .axes(let name) = try DimensionForm(from: decoder).entry {
      entry = .axes(name)
    } else {
      throw ArrayError.argument(operation: "golden data", problem: "a named axis without a name")
    }
  }
}

/// A pair in an array.
struct PairForm<First: Decodable & Sendable, Second: Decodable & Sendable>: Decodable, Sendable {
  let first: First
  let second: Second

  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    first = try container.decode(First.self)
    second = try container.decode(Second.self)
  }
}

/// What a variable stands for.
struct BindingForm: Decodable, Sendable {
  let value: DimensionValue

  private enum Keys: String, CodingKey {
    case named, indexed
  }

  init(from decoder: any Decoder) throws {
    if let size = try? decoder.singleValueContainer().decode(Int.self) {
      value = .size(size)
    } else if let sizes = try? decoder.singleValueContainer().decode([Int].self) {
      value = .positional(sizes)
    } else {
      let container = try decoder.container(keyedBy: Keys.self)
      if let named = try container.decodeIfPresent([PairForm<String, Int>].self, forKey: .named) {
        value = .named(NamedShape(named.map { (AxisName($0.first), $0.second) }))
      } else {
        let indexed = try container.decode([PairForm<Int, Int>].self, forKey: .indexed)
        value = .indexed(Dictionary(uniqueKeysWithValues: indexed.map { ($0.first, $0.second) }))
      }
    }
  }
}

/// What to put in place of variables.
struct SubstitutionForm: Decodable, Sendable {
  let sizes: [PairForm<DimensionForm, DimensionForm>]
  let positional: [PairForm<String, [DimensionForm]>]
  let named: [PairForm<String, [NamedEntryForm]>]

  func substitution() throws -> DimensionSubstitution {
    var result = DimensionSubstitution()
    for pair in sizes {
      guard case .variable(let variable) = try pair.first.dimension() else { continue }
      result.sizes[variable] = try pair.second.dimension()
    }
    for pair in positional {
      result.positional[AxisName(pair.first)] = PositionalShapePattern(pair.second.map(\.entry))
    }
    for pair in named { result.named[AxisName(pair.first)] = NamedShapePattern(pair.second.map(\.entry)) }
    return result
  }
}

/// The variables of a pattern.
struct VariablesForm: Decodable, Sendable {
  let sizes: [DimensionForm]
  let positional, named: [String]
}
