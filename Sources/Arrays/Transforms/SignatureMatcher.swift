internal import Trees

/// Compares arguments with a key as it walks them, without making or counting references to anything.
///
/// Most calls of a compiled function are like the one before; this is what they pay for each array.
struct SignatureMatcher {
  private var walker: Walker

  init(_ key: ArgumentSignature.Key) { walker = Walker(key: key) }

  /// Compares the next argument.
  mutating func match(_ tree: some PyTree) throws {
    guard walker.matches else { return }
    var copy = tree
    try walker.visitRoot(&copy)
  }

  /// Whether all arguments matched and nothing is missing.
  var isMatch: Bool { walker.matches && walker.isAtEnd }

  private struct Walker: TreeWalker {
    static var mutates: Bool { false }

    let key: ArgumentSignature.Key
    var matches = true
    private var token = 0
    private var array = 0
    private var cells: [any StateCell] = []

    init(key: ArgumentSignature.Key) { self.key = key }

    var isAtEnd: Bool { token == key.tokens.count && array == key.types.count }

    mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
      guard matches else { return }
      if case .entry(let name) = key { expect { if case .entry(name) = $0 { true } else { false } } }
      try visitRoot(&value)
    }

    mutating func visitRoot<Value: PyTree>(_ value: inout Value) throws {
      if Value.self == NDArray.self {
        expect { if case .array = $0 { true } else { false } }
        withUnsafePointer(to: &value) { place in
          // The type was compared just now.
          compare(UnsafeRawPointer(place).assumingMemoryBound(to: NDArray.self), count: 1)
        }
      } else if Value.self == [NDArray].self {
        let list = unsafeBitCast(value, to: [NDArray].self)
        expect { if case .arrays(list.count) = $0 { true } else { false } }
        list.withUnsafeBufferPointer { list in
          if let start = list.baseAddress { compare(start, count: list.count) }
        }
      } else if Value.self == [String: NDArray].self {
        compare(unsafeBitCast(value, to: [String: NDArray].self))
      } else if Value.isTreeLeaf {
        if let cell = value as? any StateCell {
          try visitCell(cell)
        } else if let constant = value as? any Hashable {
          expect { $0 == .constant(of: constant) }
        } else {
          matches = false
        }
      } else {
        let type = ObjectIdentifier(Value.self)
        expect { if case .node(type) = $0 { true } else { false } }
        if matches { try value.walk(&self) }
        expect { if case .end = $0 { true } else { false } }
      }
    }

    mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) throws {
      expect { $0 == .constant(of: value) }
    }

    private mutating func visitCell(_ cell: any StateCell) throws {
      if let known = cells.firstIndex(where: { $0 === cell }) {
        expect { if case .cell(known) = $0 { true } else { false } }
        return
      }
      let number = cells.count
      expect { if case .cell(number) = $0 { true } else { false } }
      let fixedPart = cell.fixedPart
      expect { $0 == .constant(of: fixedPart) }
      cells.append(cell)
      if matches { try visitCopy(cell.readState()) }
    }

    private mutating func visitCopy(_ value: some PyTree) throws {
      var copy = value
      try visitRoot(&copy)
    }

    /// Looks the arrays up in the order of the key, which spares sorting the names.
    private mutating func compare(_ dictionary: [String: NDArray]) {
      let type = ObjectIdentifier([String: NDArray].self)
      expect { if case .node(type) = $0 { true } else { false } }
      for _ in 0..<dictionary.count {
        guard matches, token < key.tokens.count, case .entry(let name) = key.tokens[token],
          let place = dictionary.index(forKey: name)
        else {
          matches = false
          return
        }
        token += 1
        expect { if case .array = $0 { true } else { false } }
        var array = dictionary.values[place]
        compare(&array, count: 1)
      }
      expect { if case .end = $0 { true } else { false } }
    }

    @inline(__always)
    private mutating func expect(_ condition: (borrowing ArgumentSignature.Token) -> Bool) {
      guard matches, token < key.tokens.count, condition(key.tokens[token]) else {
        matches = false
        return
      }
      token += 1
    }

    @inline(__always)
    private mutating func compare(_ arrays: UnsafePointer<NDArray>, count: Int) {
      guard matches, array + count <= key.types.count else {
        matches = false
        return
      }
      matches = key.types.withUnsafeBufferPointer { types in
        key.isWeak.withUnsafeBufferPointer { isWeak in
          for position in 0..<count {
            guard arrays[position].isWeaklyTyped == isWeak[array + position],
              arrays[position].type == types[array + position]
            else { return false }
          }
          return true
        }
      }
      array += count
    }
  }
}
