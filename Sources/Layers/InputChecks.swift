internal import Arrays
internal import NamedAxes

extension NamedArray {
  /// Checks that the elements are floating point numbers.
  ///
  /// - Throws: ``LayerInputError/dtype(layer:expected:found:)``.
  func requireFloating(for layer: String) throws {
    guard dtype.isFloating else {
      throw LayerInputError.dtype(layer: layer, expected: "a floating point dtype", found: "\(dtype)")
    }
  }

  /// Checks that axes are there, in their sizes, beside any others.
  ///
  /// - Throws: ``LayerInputError/axes(layer:expected:found:)``.
  func requireAxes(_ expected: NamedShape, for layer: String) throws {
    let shape = namedShape
    guard expected.allSatisfy({ shape[$0.name] == $0.size }) else {
      throw LayerInputError.axes(layer: layer, expected: expected, found: shape)
    }
  }

  /// Checks that all axes are named.
  ///
  /// - Throws: ``LayerInputError/positionalAxes(layer:found:)``.
  func requireNoPositionalAxes(for layer: String) throws {
    let positional = positionalShape
    guard positional.isEmpty else { throw LayerInputError.positionalAxes(layer: layer, found: positional) }
  }
}
