public import NamedAxes
internal import Variables

/// What a state variable inside a layer stack is to the layers of the stack.
///
/// It stands in the variable's metadata, for each stack axis; a variable without it is refused.
public enum LayerStackBehavior: String, Sendable {
  /// Each layer has a value of its own: the variable holds all of them, along the stack axis.
  case perLayer = "per_layer"
  /// All layers share one value, which passes from layer to layer.
  case shared

  /// The metadata of a variable for stacks of the given axes.
  public static func metadata(_ behaviors: [(axis: AxisName, behavior: LayerStackBehavior)]) -> [String: String] {
    Dictionary(behaviors.map { (key($0.axis), $0.behavior.rawValue) }) { $1 }
  }

  /// The behaviour that metadata give for a stack axis; `nil` for none.
  public init?(_ metadata: [String: String], axis: AxisName) {
    guard let text = metadata[Self.key(axis)] else { return nil }
    self.init(rawValue: text)
  }

  private static func key(_ axis: AxisName) -> String { "layerstack_axes.\(axis.text)" }
}
