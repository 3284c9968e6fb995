internal import Arrays
internal import NamedAxes

/// A layer that standardizes its input over some axes jointly.
protocol StandardizingLayer: Layer {
  /// The axes, at least one.
  var across: [AxisName] { get }
}

extension StandardizingLayer {
  /// Checks that there are axes to standardize over, and numbers that can be standardized.
  ///
  /// - Throws: ``LayerInputError/configuration(layer:problem:)``, ``LayerInputError/dtype(layer:expected:found:)``.
  func check(_ input: NamedArray) throws {
    guard !across.isEmpty else {
      throw LayerInputError.configuration(layer: "\(Self.self)", problem: "there must be at least one axis in across")
    }
    try input.requireFloating(for: "\(Self.self)")
  }

  /// The mean over the axes.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  func mean(_ array: NamedArray) throws -> NamedArray {
    try array.reduce("\(Self.self)", across) { try $0.mean($1) }
  }
}
