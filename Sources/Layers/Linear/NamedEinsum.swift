internal import Arrays
public import NamedAxes
public import Trees

/// A sum of products of several arrays, by Einstein's summation convention over named axes.
///
/// ```swift
/// NamedEinsum([["seq": "tq", "projection": "p"], ["seq": "tkv", "projection": "p"]], to: ["seq": "tq", "kv_seq": "tkv"])
/// ```
///
/// Axes with one symbol run together; those whose symbol the result lacks are summed over. A symbol that stands twice in
/// one operand takes the diagonal. Axes that no symbol is given for run along; every operand must have them.
public struct NamedEinsum: Layer {
  /// The axes of the operands and their symbols.
  public let inputAxes: [EinsumAxes]
  /// The axes of the result and their symbols.
  public let outputAxes: EinsumAxes

  /// A layer by the axes of its operands and of its result.
  public init(_ inputAxes: [EinsumAxes], to outputAxes: EinsumAxes) {
    self.inputAxes = inputAxes
    self.outputAxes = outputAxes
  }

  /// The sum of products.
  ///
  /// - Parameters:
  ///   - input: as many floating point arrays as there are operands.
  ///   - side: the side inputs, of which none is used.
  /// - Returns: the axes that run along, in the order in which they are first seen, then the axes of the result.
  /// - Throws: `StructureMismatch` that names each axis that does not fit,
  ///   ``LayerInputError/configuration(layer:problem:)`` for axes that make no sum of products.
  public func callAsFunction(_ input: [NamedArray], _ side: SideInputs) throws -> NamedArray {
    let known = try symbols()
    try checkStructure(of: input, matches: pattern, context: "the input of NamedEinsum")
    var numbers = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
    var along: [AxisName] = []
    let operands = zip(input, inputAxes).map { array, axes in
      let symbols = Dictionary(uniqueKeysWithValues: zip(axes.names, axes.symbols))
      return (
        array.data,
        array.names.map { name in
          if let symbol = symbols[name] { return numbers[symbol] ?? 0 }
          if let place = along.firstIndex(of: name) { return known.count + place }
          along.append(name)
          return known.count + along.count - 1
        }
      )
    }
    for (place, name) in along.enumerated() { numbers[name] = known.count + place }
    let output = along.indices.map { known.count + $0 } + outputAxes.symbols.compactMap { known.firstIndex(of: $0) }
    return try NamedArray(NDArray.einsum(operands, output)).tag(along + outputAxes.names)
  }

  /// The symbols of the operands, each once.
  private func symbols() throws -> [AxisName] {
    var known: [AxisName] = []
    for symbol in inputAxes.flatMap(\.symbols) where !known.contains(symbol) { known.append(symbol) }
    let unknown = outputAxes.symbols.filter { !known.contains($0) }
    let twice = (inputAxes + [outputAxes]).filter { Set($0.names).count != $0.names.count }
    guard !inputAxes.isEmpty, unknown.isEmpty, twice.isEmpty, Set(outputAxes.symbols).count == outputAxes.symbols.count
    else {
      throw LayerInputError.configuration(
        layer: "NamedEinsum",
        problem: inputAxes.isEmpty
          ? "there must be at least one operand"
          : unknown.isEmpty
            ? "an operand must not have a name twice, nor the result a name or a symbol"
            : "the result has symbols that no operand has: \(unknown.map(\.description).joined(separator: ", "))")
    }
    return known
  }

  /// What the input must be like; the axes that run along are the same everywhere.
  private var pattern: ShapePattern {
    let along = AxisName.unique("batch")
    return .list(
      inputAxes.map { axes in
        let named = NamedShapePattern(zip(axes.names, axes.symbols).map { .axis($0, .variable(DimensionVariable($1))) })
        return .array(named: .axes(along) + named, dtype: .floating)
      })
  }

  /// Presents the axes as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("inputAxes", inputAxes)
    try walker.constant("outputAxes", outputAxes)
  }
}
