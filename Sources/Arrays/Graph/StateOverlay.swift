public import Trees

/// A value that state holds: a tree that may cross tasks.
public typealias StateValue = PyTree & Sendable

/// A mutable cell that functions read and change while they are traced: a variable.
///
/// While a trace is active, reads and writes go through the trace's own view of the cell, so that no symbol is ever
/// stored in the cell itself and other tasks see nothing of it.
public protocol StateCell: AnyObject, Sendable {
  /// The name in messages, such as `StateVariable("counter")`.
  var cellName: String { get }
  /// The value that the cell holds.
  func load() -> any StateValue
  /// Changes the value that the cell holds.
  func store(_ value: any StateValue)
  /// What never changes of the cell and functions may depend on, such as its label.
  var fixedPart: any Hashable & Sendable { get }
}

extension StateCell {
  /// Nothing.
  public var fixedPart: any Hashable & Sendable { "" }
}

/// The variables as one trace sees them.
struct StateOverlay: Sendable {
  /// The cells, in the order in which they were first read or written.
  private(set) var entries: [Entry] = []
  private var places: [ObjectIdentifier: Int] = [:]

  struct Entry: Sendable {
    let cell: any StateCell
    var value: any StateValue
    var hasChanged: Bool
    /// Whether the cell was made while the trace was active: nothing outside knows of it.
    var isLocal = false
    /// Whether the function may depend on the value that the variable had before.
    let isInput: Bool
  }

  /// The cells whose changes the trace has to carry out.
  var changes: [Entry] { entries.filter { $0.hasChanged && !$0.isLocal } }

  /// Refuses changes of variables, for a transformation that runs a function for many items at once.
  ///
  /// - Parameter arguments: the arguments of the function, to say where the variable is.
  /// - Throws: ``ArrayError/stateChange(variable:transformation:problem:)`` for the first one.
  func requireNoChanges(in transformation: String, arguments: [any PyTree] = []) throws {
    guard let changed = changes.first?.cell else { return }
    throw ArrayError.stateChange(
      variable: try changed.cellName + (changed.place(in: arguments).map { " at \($0)" } ?? ""),
      transformation: transformation,
      problem: "every item would leave a value of its own. Return the value from the function instead")
  }

  subscript(cell: any StateCell) -> (any StateValue)? {
    places[ObjectIdentifier(cell)].map { entries[$0].value }
  }

  mutating func set(_ cell: any StateCell, to value: any StateValue, hasChanged: Bool) {
    if let place = places[ObjectIdentifier(cell)] {
      entries[place].value = value
      entries[place].hasChanged = entries[place].hasChanged || hasChanged
    } else {
      places[ObjectIdentifier(cell)] = entries.count
      entries.append(Entry(cell: cell, value: value, hasChanged: hasChanged, isInput: !hasChanged))
    }
  }

  /// Takes note of a cell made while the trace is active.
  mutating func declare(_ cell: any StateCell, _ value: any StateValue) {
    places[ObjectIdentifier(cell)] = entries.count
    entries.append(Entry(cell: cell, value: value, hasChanged: false, isLocal: true, isInput: false))
  }

  /// Leaves the cells made while the trace was active with their last values, should they outlive it. Symbols cannot
  /// be used any more then, and tell in whose value they are.
  func settleLocalCells() {
    for entry in entries where entry.isLocal { entry.cell.keep(entry.value) }
  }
}

extension StateCell {
  /// Stores a value outside of transformations; symbols in it cannot be used any more, and tell in which variable
  /// they are.
  fileprivate func keep(_ value: any StateValue) {
    // A tree whose arrays cannot be visited has none.
    for array in (try? value.arrays()) ?? [] { array.noteHolder(cellName) }
    store(value)
  }

  /// Where among the arguments of a function the cell is.
  fileprivate func place(in arguments: [any PyTree]) throws -> String? {
    for (number, argument) in arguments.enumerated() {
      if let (path, _) = try argument.leavesWithPaths(of: (any StateCell).self).first(where: { $0.node === self }) {
        return "\(path)" + (arguments.count > 1 ? " of argument \(number)" : "")
      }
    }
    return nil
  }
}


extension StateCell {
  /// The value as the active trace sees it, or the value held when no trace is active.
  public func readState() -> any StateValue {
    var trace = Trace.current
    while let active = trace {
      if let value = active.withCells({ $0[self] }) { return value }
      if let adopted = active.adopt(self) { return adopted }
      trace = active.parent
    }
    return load()
  }

  /// Whether reads and writes go through an active trace.
  public var isSeenThroughTrace: Bool { Trace.current != nil }

  /// To be called by a cell when it is made: one made inside a transformation belongs to it.
  public func declareState() {
    guard let trace = Trace.current else { return }
    let value = load()
    trace.withCells { $0.declare(self, value) }
  }

  /// Changes the value: for the active trace, which carries the change out when it ends, or at once without one.
  public func writeState(_ value: any StateValue) {
    guard let trace = Trace.current else { return keep(value) }
    trace.withCells { $0.set(self, to: value, hasChanged: true) }
  }
}
