internal import Arrays
public import NamedAxes
public import Trees
internal import Variables

/// Runs one layer many times, each time with other parameters: layers of one kind, stacked along an axis.
///
/// Every named array in the layer that has the stack axis is one for each layer; everything else is shared by all. The
/// layer is traced and compiled once, however many there are.
public struct LayerStack: Layer {
  /// The layer, its arrays stacked.
  public var stackedSublayers: any Layer
  /// The axis along which the arrays of the layers are stacked.
  public let stackAxis: AxisName
  /// The number of layers.
  public let stackAxisSize: Int

  /// A stack of a layer whose arrays are stacked already.
  public init(_ stackedSublayers: any Layer, stackAxis: AxisName, stackAxisSize: Int) {
    self.stackedSublayers = stackedSublayers
    self.stackAxis = stackAxis
    self.stackAxisSize = stackAxisSize
  }

  /// What the last layer gives.
  ///
  /// - Throws: as ``call(_:_:)`` does.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try runStack(input, side)
  }

  /// What the last layer gives.
  ///
  /// Every layer must give what it takes: the same type, axes, sizes and dtypes.
  /// State variables inside must say by ``LayerStackBehavior`` whether each layer has a value of its own; variables in
  /// side inputs are shared.
  ///
  /// - Throws: ``LayerError`` with the path of the layer at which it happened,
  ///   ``LayerInputError/stackedVariable(variable:problem:)``, ``LayerInputError/axes(layer:expected:found:)`` for an
  ///   array of another size along the stack axis, `ArrayError.structure` for layers that give something else than
  ///   they take.
  public func call(_ input: any LayerValue, _ side: SideInputs) throws -> any LayerValue { try open(input, side) }

  private func open(_ input: some LayerValue, _ side: SideInputs) throws -> any LayerValue {
    try runStack(input, side)
  }

  private func runStack<Value: LayerValue>(_ input: Value, _ side: SideInputs) throws -> Value {
    let parts = try StackedParts(self)
    guard stackAxisSize > 0 else { return input }
    func round(_ value: Value, _ arrays: [NamedArray]) throws -> (Value, [NamedArray]) {
      let (layer, states) = try parts.layer(arrays)
      let output: any LayerValue = try run(layer, at: "stackedSublayers", input: value as any LayerValue, side: side)
      guard let next = output as? Value else {
        throw LayerInputError.outputType(
          layer: "LayerStack", expected: "\(Value.self)", found: "\(type(of: output as Any))")
      }
      return (next, try states.flatMap { try $0.namedArrays() })
    }
    guard !parts.arrays.isEmpty else {
      return try scan(input, axis: stackAxis, length: stackAxisSize) { try round($0, []) }.carry
    }
    let (output, states) = try scan(input, over: parts.arrays, axis: stackAxis) { try round($0, $1) }
    try parts.commit(states)
    return output
  }

  /// How many layers there are, and along which axis.
  public var printedComment: String? {
    "\(stackAxisSize) \(stackAxisSize == 1 ? "layer" : "layers") along \(stackAxis)"
  }

  /// Presents the layer as a child, axis and size as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("stackedSublayers", &stackedSublayers)
    try walker.constant("stackAxis", stackAxis)
    try walker.constant("stackAxisSize", stackAxisSize)
  }
}
