public import Treescope

/// What the variables of a pattern stand for: the result of a check, and what is known before another one.
///
/// ```swift
/// let solution = try checkStructure(of: input, matches: .array(named: .axes("batch") + ["features": .variable("N")]))
/// try solution.size("N")
/// try checkStructure(of: output, matches: .array(named: .axes("batch")), known: solution)
/// ```
public struct DimensionSolution: Hashable, Sendable {
  private var values: [AxisName: DimensionValue]

  /// A solution of the given variables.
  public init(_ values: [AxisName: DimensionValue] = [:]) {
    self.values = values
  }

  /// The variables, in the order of their names.
  public var variables: [AxisName] { values.keys.sorted() }

  /// What a variable stands for.
  public subscript(variable: AxisName) -> DimensionValue? {
    get { values[variable] }
    set { values[variable] = newValue }
  }

  /// The size that a variable stands for.
  ///
  /// - Throws: ``DimensionError/notSolved(variable:solved:)``, ``DimensionError/otherKind(variable:value:wanted:)``.
  public func size(_ variable: AxisName) throws -> Int {
    let value = try value(of: variable)
    guard case .size(let size) = value else {
      throw DimensionError.otherKind(variable: variable, value: value, wanted: "one size")
    }
    return size
  }

  /// The sizes of the positional axes that a variable stands for.
  ///
  /// - Throws: ``DimensionError/notSolved(variable:solved:)``, ``DimensionError/otherKind(variable:value:wanted:)``.
  public func positionalShape(_ variable: AxisName) throws -> [Int] {
    let value = try value(of: variable)
    guard case .positional(let shape) = value else {
      throw DimensionError.otherKind(variable: variable, value: value, wanted: "positional axes")
    }
    return shape
  }

  /// The named axes that a variable stands for.
  ///
  /// - Throws: ``DimensionError/notSolved(variable:solved:)``, ``DimensionError/otherKind(variable:value:wanted:)``.
  public func namedShape(_ variable: AxisName) throws -> NamedShape {
    let value = try value(of: variable)
    guard case .named(let shape) = value else {
      throw DimensionError.otherKind(variable: variable, value: value, wanted: "named axes")
    }
    return shape
  }

  private func value(of variable: AxisName) throws -> DimensionValue {
    guard let value = values[variable] else {
      throw DimensionError.notSolved(variable: variable, solved: variables)
    }
    return value
  }
}

extension DimensionSolution: ExpressibleByDictionaryLiteral {
  /// A solution from a literal: `["N": 3, "rest": [2, 5], "batch": ["rows": 8]]`; of a variable given twice the last
  /// value counts.
  public init(dictionaryLiteral elements: (AxisName, DimensionValue)...) {
    self.init(Dictionary(elements) { $1 })
  }
}

extension DimensionSolution: TreescopeRepresentable, CustomStringConvertible {
  /// The variables and their values, as in `DimensionSolution(N: 3, batch: {rows: 8})`.
  public func treescopePart(with renderer: PartRenderer) -> Part {
    let parts = variables.map { name in
      Part.sequence([.text("\(name): "), .text(values[name]?.description ?? "", .summary)])
    }
    return .enclosed("DimensionSolution(", parts, ")", role: .typeName, color: .rgb(0x1B, 0xB2, 0xC3))
  }

  /// The variables and their values, as in `DimensionSolution(N: 3, batch: {rows: 8})`.
  public var description: String { render(self) }
}
