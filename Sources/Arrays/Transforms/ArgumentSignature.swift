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

  private enum Token: Hashable {
    case node(ObjectIdentifier)
    case end
    case array
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
    private let tokens: [Token]
    private let types: [ArrayType]
    private let isWeak: [Bool]

    fileprivate init(_ signature: ArgumentSignature) {
      tokens = signature.tokens
      types = signature.arrays.map(\.type)
      isWeak = signature.arrays.map(\.isWeaklyTyped)
    }
  }

  var key: Key { Key(self) }

  /// Takes the next argument apart.
  mutating func add(_ tree: some PyTree) throws {
    if let array = tree as? NDArray {
      arrays.append(array)
      tokens.append(.array)
      return
    }
    var walker = Walker(signature: self)
    self = ArgumentSignature()
    var copy = tree
    try walker.visit("argument", &copy)
    self = walker.signature
  }

  private mutating func add(_ cell: any StateCell) throws {
    if let known = cells.firstIndex(where: { $0 === cell }) {
      tokens.append(.cell(known))
      return
    }
    tokens.append(.cell(cells.count))
    cells.append(cell)
    cellArrays.append(arrays.count..<arrays.count)
    let (place, start) = (cells.count - 1, arrays.count)
    try add(cell.readState())
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
      if case .entry(let name) = key { signature.tokens.append(.entry(name)) }
      if Value.self == NDArray.self, let array = value as? NDArray {
        signature.arrays.append(array)
        signature.tokens.append(.array)
      } else if Value.isTreeLeaf {
        if let cell = value as? any StateCell {
          try signature.add(cell)
        } else if let constant = value as? any Hashable {
          signature.tokens.append(.constant(of: constant))
        } else {
          throw ArrayError.structure(
            operation: "jit", problem: "a leaf of type \(Value.self) is neither an array nor Hashable")
        }
      } else {
        signature.tokens.append(.node(ObjectIdentifier(Value.self)))
        try value.walk(&self)
        signature.tokens.append(.end)
      }
    }

    mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) throws {
      signature.tokens.append(.constant(of: value))
    }
  }
}

extension PyTree {
  /// The tree with symbols for its arrays; variables take theirs in the active trace.
  ///
  /// - Parameters:
  ///   - symbols: those for arrays and variables, in the order of ``ArgumentSignature``; the used ones are removed.
  ///   - seen: the variables that have their symbols already.
  func traced(_ symbols: inout ArraySlice<NDArray>, _ seen: inout Set<ObjectIdentifier>) throws -> Self {
    if self is NDArray, let symbol = symbols.popFirst() as? Self { return symbol }
    var walker = SymbolWalker(symbols: symbols, seen: seen)
    var copy = self
    try walker.visit("argument", &copy)
    (symbols, seen) = (walker.symbols, walker.seen)
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
