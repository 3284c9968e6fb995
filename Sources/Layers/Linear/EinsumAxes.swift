public import NamedAxes

/// Which axes an operand or the result of a ``NamedEinsum`` has, and the symbol of each.
///
/// Axes with one symbol run together, whatever their names. In a list of names each is its own symbol:
/// `["seq", "projection"]` is `["seq": "seq", "projection": "projection"]`.
public struct EinsumAxes: Hashable, Sendable {
  /// The names of the axes, in order.
  public let names: [AxisName]
  /// The symbols, in the order of the names.
  public let symbols: [AxisName]

  private init(names: [AxisName], symbols: [AxisName]) {
    self.names = names
    self.symbols = symbols
  }

  /// The axes of both; a name must stand in one of them only.
  public static func + (left: EinsumAxes, right: EinsumAxes) -> EinsumAxes {
    EinsumAxes(names: left.names + right.names, symbols: left.symbols + right.symbols)
  }
}

extension EinsumAxes: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// Axes whose symbols are their names.
  public init(arrayLiteral elements: AxisName...) { self.init(names: elements, symbols: elements) }

  /// Axes and their symbols: `["seq": "tq", "projection": "p"]`.
  public init(dictionaryLiteral elements: (AxisName, AxisName)...) {
    self.init(names: elements.map(\.0), symbols: elements.map(\.1))
  }
}
