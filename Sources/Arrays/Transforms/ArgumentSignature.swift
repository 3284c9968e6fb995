internal import Trees

/// The arguments of a compiled function taken apart: their arrays, their variables, and all that is static.
struct ArgumentSignature {
  /// The arrays, those of variables included, in the order in which the walk comes by.
  private(set) var arrays: [NDArray] = []
  /// The variables, each once.
  private(set) var cells: [any StateCell] = []
  /// Where the arrays of each variable stand among all arrays.
  private var cellArrays: [Range<Int>] = []
  private var tokens: [Token] = []
  /// Whether only the arrays and variables are wanted, because the rest is known to match.
  private let isPlain: Bool
  /// How many arrays and tokens there are up to the end of each argument.
  private var ends: [(arrays: Int, tokens: Int)] = []
  /// The arguments in words, when somebody wants to know.
  private(set) var description: ArgumentDescription?

  /// - Parameters:
  ///   - isPlain: whether to gather arrays and variables alone; there is no key then.
  ///   - isDescribing: whether to put the arguments into words too.
  init(plain isPlain: Bool = false, describing isDescribing: Bool = false) {
    self.isPlain = isPlain
    if isDescribing { description = ArgumentDescription() }
  }

  /// A step of the walk through the arguments, as far as it decides about the program.
  enum Token: Hashable {
    case node(ObjectIdentifier)
    case end
    case array
    /// A list of arrays and nothing else.
    case arrays(Int)
    case entry(String)
    /// Type and value: `AnyHashable` alone takes 2 and 2.0 for the same.
    case constant(ObjectIdentifier, AnyHashable)
    case cell(Int)

    static func constant(of value: some Hashable) -> Token {
      // As for literals, -0.0 is not 0.0 and a NaN is itself.
      let bits: any Hashable =
        switch value {
        case let number as Double: number.bitPattern
        case let number as Float: number.bitPattern
        default: value
        }
      return .constant(ObjectIdentifier(type(of: value)), AnyHashable(bits))
    }
  }

  /// What decides whether a program made for one call serves another.
  struct Key: Hashable {
    let tokens: [Token]
    let types: [ArrayType]
    let isWeak: [Bool]

    fileprivate init(_ signature: ArgumentSignature) {
      tokens = signature.tokens
      types = signature.arrays.map(\.type)
      isWeak = signature.arrays.map(\.isWeaklyTyped)
    }
  }

  var key: Key { Key(self) }

  /// Takes the next argument apart.
  mutating func add(_ tree: some PyTree) throws {
    description?.beginArgument()
    if let array = tree as? NDArray {
      arrays.append(array)
      note(.array)
      description?.note(array)
    } else {
      var walker = Walker(signature: self)
      self = ArgumentSignature()
      var copy = tree
      try walker.visitRoot(&copy)
      self = walker.signature
    }
    ends.append((arrays.count, tokens.count))
  }

  private mutating func note(_ token: @autoclosure () -> Token) {
    if !isPlain { tokens.append(token()) }
  }

  var argumentCount: Int { ends.count }

  /// Which of all arrays belong to an argument.
  func arrayPositions(ofArgument position: Int) -> Range<Int> { range(of: position, \.arrays) }

  private func range(of argument: Int, _ count: (((arrays: Int, tokens: Int)) -> Int)) -> Range<Int> {
    guard ends.indices.contains(argument) else { return 0..<0 }
    return (argument == 0 ? 0 : count(ends[argument - 1]))..<count(ends[argument])
  }

  /// Whether a tree has the structure and the static values of an argument.
  func isLike(_ tree: some PyTree, argument: Int) -> Bool {
    var signature = ArgumentSignature()
    guard (try? signature.add(tree)) != nil else { return false }
    return signature.tokens[...] == tokens[range(of: argument, \.tokens)]
  }

  private mutating func add(_ cell: any StateCell) throws {
    if let known = cells.firstIndex(where: { $0 === cell }) {
      note(.cell(known))
      return
    }
    let (place, start) = (cells.count, arrays.count)
    note(.cell(place))
    let fixedPart = cell.fixedPart
    note(.constant(of: fixedPart))
    description?.note(constant: fixedPart)
    cells.append(cell)
    cellArrays.append(start..<start)
    var walker = Walker(signature: self)
    self = ArgumentSignature()
    try walker.visitValue(of: cell)
    self = walker.signature
    cellArrays[place] = start..<arrays.count
  }

  /// The positions of the arrays of variables that satisfy a condition.
  func cellArrayPositions(where condition: (any StateCell) -> Bool) -> [Int] {
    zip(cells, cellArrays).filter { condition($0.0) }.flatMap { Array($0.1) }
  }

  private struct Walker: TreeWalker {
    static var mutates: Bool { false }

    var signature: ArgumentSignature

    mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
      signature.description?.enter(key)
      try visitRoot(&value, key)
      signature.description?.leave()
    }

    mutating func visitRoot<Value: PyTree>(_ value: inout Value, _ key: TreeKey? = nil) throws {
      if case .entry(let name) = key { signature.note(.entry(name)) }
      if Value.self == NDArray.self {
        let array = unsafeBitCast(value, to: NDArray.self)
        signature.arrays.append(array)
        signature.note(.array)
        signature.description?.note(array)
      } else if Value.self == [NDArray].self, signature.description == nil {
        let list = unsafeBitCast(value, to: [NDArray].self)
        signature.arrays += list
        signature.note(.arrays(list.count))
      } else if Value.isTreeLeaf {
        if let cell = value as? any StateCell {
          try signature.add(cell)
        } else if let constant = value as? any Hashable {
          signature.note(.constant(of: constant))
          signature.description?.note(constant: constant)
        } else {
          throw ArrayError.structure(
            operation: "jit", problem: "a leaf of type \(Value.self) is neither an array nor Hashable")
        }
      } else {
        signature.note(.node(ObjectIdentifier(Value.self)))
        signature.description?.note(node: Value.self)
        try value.walk(&self)
        signature.note(.end)
      }
    }

    mutating func visitValue(of cell: any StateCell) throws {
      try visitCopy(cell.readState())
    }

    private mutating func visitCopy(_ value: some PyTree) throws {
      var copy = value
      try visit("value", &copy)
    }

    mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) throws {
      signature.note(.constant(of: value))
      signature.description?.enter(name)
      signature.description?.note(constant: value)
      signature.description?.leave()
    }
  }
}

/// Symbols for the arrays and variables of arguments, handed out in the order of ``ArgumentSignature``.
struct SymbolSupply {
  private var walker: SymbolWalker

  init(_ symbols: [NDArray]) { walker = SymbolWalker(symbols: symbols[...], seen: []) }

  /// The tree with symbols for its arrays; variables take theirs in the active trace.
  mutating func take<Tree: PyTree>(_ tree: Tree) throws -> Tree {
    var copy = tree
    try walker.visit("argument", &copy)
    return copy
  }
}

private struct SymbolWalker: TreeWalker {
  var symbols: ArraySlice<NDArray>
  var seen: Set<ObjectIdentifier>

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    if Value.self == NDArray.self, let symbol = symbols.first as? Value {
      symbols.removeFirst()
      value = symbol
    } else if !Value.isTreeLeaf {
      try value.walk(&self)
    } else if let cell = value as? any StateCell, seen.insert(ObjectIdentifier(cell)).inserted {
      // The signature has read its arrays already, in this order.
      let trace = try Trace.required()
      let state = try fill(trace.valueOutside(of: cell))
      trace.withCells { $0.set(cell, to: state, hasChanged: false) }
    }
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) throws {}

  private mutating func fill<State: StateValue>(_ state: State) throws -> any StateValue {
    var copy = state
    try visit("value", &copy)
    return copy
  }
}
