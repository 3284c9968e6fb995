/// A function cut in two: what its known inputs decide, and the rest.
struct SplitGraph {
  /// From the known inputs to the known outputs, followed by the residuals: what the other part needs to know.
  var known: Graph
  /// From the residuals, followed by the unknown inputs, to the unknown outputs.
  var unknown: Graph
  var residualCount: Int
  /// Which outputs the known part gives.
  var knownOutputs: [Bool]
}

extension Graph {
  /// Cuts the function into the part that can be computed from some of its inputs and the part that cannot.
  ///
  /// Equations whose primitives can be cut themselves, such as loops, are; others belong to one part as a whole.
  ///
  /// - Parameters:
  ///   - isKnown: which inputs are known.
  ///   - isUnknownOutput: which outputs the unknown part shall give though they may be known; none unless given.
  func split(known isKnown: [Bool], unknownOutputs isUnknownOutput: [Bool]? = nil) throws -> SplitGraph {
    var splitter = Splitter(valueCount: types.count)
    for (input, isKnown) in zip(inputs, isKnown) { splitter.enter(input, type(input), isKnown: isKnown) }
    for equation in equations { try splitter.add(equation, of: self) }
    let knownOutputs = outputs.enumerated().map { position, output in
      splitter.isKnown(output) && !(isUnknownOutput?[position] ?? false)
    }
    return splitter.finished(outputs: outputs, knownOutputs: knownOutputs, of: self)
  }
}

/// Goes through a graph from its first equation to its last and deals each out to one of two graphs.
private struct Splitter {
  private var known = Graph()
  private var unknown = Graph()
  /// The numbers of the graph's values in either part; negative where the part lacks them.
  private var knownNames: [ValueID]
  private var unknownNames: [ValueID]
  /// The inputs of the unknown part that stand for residuals, and those residuals in the known part.
  private var residualInputs: [ValueID] = []
  private var residuals: [ValueID] = []
  private var unknownInputs: [ValueID] = []
  /// Known equations without operands: cheaper to repeat in the other part than to pass on.
  private var sources: [ValueID: Equation] = [:]

  init(valueCount: Int) {
    knownNames = [ValueID](repeating: -1, count: valueCount)
    unknownNames = knownNames
  }

  func isKnown(_ value: ValueID) -> Bool { knownNames[Int(value)] >= 0 }

  mutating func enter(_ input: ValueID, _ type: ArrayType, isKnown: Bool) {
    if isKnown {
      knownNames[Int(input)] = known.addInput(type)
    } else {
      unknownNames[Int(input)] = unknown.addInput(type)
      unknownInputs.append(unknownNames[Int(input)])
    }
  }

  mutating func add(_ equation: Equation, of graph: Graph) throws {
    let operands = graph.operands(of: equation)
    let isKnownOperand = operands.map { isKnown($0) }
    if !isKnownOperand.contains(false) {
      known.copy(equation, from: graph, renaming: &knownNames)
      if operands.isEmpty, !equation.primitive.hasEffect { sources[equation.firstResult] = equation }
    } else if isKnownOperand.contains(true), let parts = try equation.primitive.split(known: isKnownOperand) {
      add(parts, Array(operands), Array(equation.results))
    } else {
      for operand in operands { nameInUnknown(operand, of: graph) }
      unknown.copy(equation, from: graph, renaming: &unknownNames)
    }
  }

  /// Deals out both parts of an equation.
  private mutating func add(_ parts: SplitGraph, _ operands: [ValueID], _ results: [ValueID]) {
    let isKnownOperand = operands.map { isKnown($0) }
    let knownOperands = zip(operands, isKnownOperand).filter(\.1).map { knownNames[Int($0.0)] }
    let unknownOperands = zip(operands, isKnownOperand).filter { !$0.1 }.map { unknownNames[Int($0.0)] }
    let given = known.inline(parts.known, knownOperands)
    let knownResults = zip(results, parts.knownOutputs).filter(\.1).map(\.0)
    for (result, name) in zip(knownResults, given) { knownNames[Int(result)] = name }
    let passed = given[knownResults.count...].map { addResidual($0) }
    let unknownResults = zip(results, parts.knownOutputs).filter { !$0.1 }.map(\.0)
    for (result, name) in zip(unknownResults, unknown.inline(parts.unknown, passed + unknownOperands)) {
      unknownNames[Int(result)] = name
    }
  }

  /// Makes a value available to the unknown part, as a residual when it is known.
  @discardableResult
  private mutating func nameInUnknown(_ value: ValueID, of graph: Graph) -> ValueID {
    if unknownNames[Int(value)] < 0 {
      if let source = sources[value] {
        unknown.copy(source, from: graph, renaming: &unknownNames)
      } else {
        unknownNames[Int(value)] = addResidual(knownNames[Int(value)])
      }
    }
    return unknownNames[Int(value)]
  }

  /// Passes a value of the known part on to the other one.
  private mutating func addResidual(_ name: ValueID) -> ValueID {
    let input = unknown.addInput(known.type(name))
    residuals.append(name)
    residualInputs.append(input)
    return input
  }

  mutating func finished(outputs: [ValueID], knownOutputs: [Bool], of graph: Graph) -> SplitGraph {
    for (output, isKnown) in zip(outputs, knownOutputs) {
      if isKnown {
        known.outputs.append(knownNames[Int(output)])
      } else {
        unknown.outputs.append(nameInUnknown(output, of: graph))
      }
    }
    known.outputs += residuals
    unknown.inputs = residualInputs + unknownInputs
    return SplitGraph(known: known, unknown: unknown, residualCount: residuals.count, knownOutputs: knownOutputs)
  }
}
