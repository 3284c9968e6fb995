import Arrays
import Layers
import NamedAxes
import Testing

/// A configuration of a layer as it was recorded: an object whose values are looked up by the original's names.
indirect enum LayerConfig: Decodable, Sendable {
  case object([String: LayerConfig])
  case list([LayerConfig])
  case text(String)
  case flag(Bool)
  case number(Double)
  case absent

  init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    if box.decodeNil() {
      self = .absent
    } else if let value = try? box.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? box.decode(Double.self) {
      self = .number(value)
    } else if let value = try? box.decode(String.self) {
      self = .text(value)
    } else if let value = try? box.decode([LayerConfig].self) {
      self = .list(value)
    } else {
      self = .object(try box.decode([String: LayerConfig].self))
    }
  }

  /// What stands under a name, if anything does.
  subscript(name: String) -> LayerConfig? {
    if case .object(let fields) = self { fields[name] } else { nil }
  }

  var items: [LayerConfig]? { if case .list(let items) = self { items } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  var double: Double? { if case .number(let number) = self { number } else { nil } }
  var int: Int? { double.map { Int($0) } }
  /// A list of names.
  var names: [AxisName]? { items?.compactMap { $0.text.map { AxisName($0) } } }

  /// Axes as a list of pairs of name and size.
  var axes: NamedShape? {
    items.map {
      NamedShape($0.compactMap { pair in Self.pair(pair).flatMap { name, size in size.int.map { (name, $0) } } })
    }
  }

  /// Axes as a list of pairs of name and symbol.
  var symbols: EinsumAxes? {
    items.map { pairs in
      pairs.compactMap { Self.pair($0) }.reduce([:]) { axes, pair in
        axes + [pair.0: AxisName(pair.1.text ?? "")]
      }
    }
  }

  private static func pair(_ pair: LayerConfig) -> (AxisName, LayerConfig)? {
    guard let items = pair.items, items.count == 2, let name = items[0].text else { return nil }
    return (AxisName(name), items[1])
  }

  func string(_ name: String) throws -> String { try #require(self[name]?.text, "\(name) is no text") }
  func int(_ name: String) throws -> Int { try #require(self[name]?.int, "\(name) is no number") }
  func double(_ name: String) throws -> Double { try #require(self[name]?.double, "\(name) is no number") }
  func names(_ name: String) throws -> [AxisName] { try #require(self[name]?.names, "\(name) are no names") }
  func axes(_ name: String) -> NamedShape { self[name]?.axes ?? [:] }

  var layer: String { self["layer"]?.text ?? "" }
  var dtype: DType { self["dtype"]?.text.flatMap(DType.init) ?? .float32 }
}
