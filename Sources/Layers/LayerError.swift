public import NamedAxes
public import Trees

/// An error inside a model, with the way from the model to the layer at which it happened.
public struct LayerError: LocatedError {
  /// The way from the outermost layer called to the one at which it happened.
  public let path: TreePath
  /// The type of that layer.
  public let layer: String
  /// What happened there.
  public let underlying: any Error

  /// An error of a layer, located in it, or one step further out when it has a place already.
  static func located(_ error: any Error, in layer: any Layer, at keys: [TreeKey]) -> LayerError {
    let inner = error as? LayerError ?? LayerError(path: TreePath(), layer: "\(type(of: layer))", underlying: error)
    return LayerError(
      path: TreePath(keys + inner.path.keys), layer: inner.layer, underlying: inner.underlying)
  }

  /// The same error with one more step before its path.
  public func located(inside key: TreeKey) -> LayerError {
    LayerError(path: TreePath([key] + path.keys), layer: layer, underlying: underlying)
  }
}

extension LayerError: CustomStringConvertible {
  /// The path and type of the layer, and what happened there.
  public var description: String {
    // Errors of a layer that has no other name begin with its type, too.
    let (message, name) = ("\(underlying)", "(\(layer)) ")
    return "At \(path) (\(layer)): \(message.hasPrefix(name) ? String(message.dropFirst(name.count)) : message)"
  }
}

/// An input that does not fit a layer.
public enum LayerInputError: Error, Hashable, Sendable {
  /// The layer takes a value of another type.
  case inputType(layer: String, expected: String, found: String)
  /// The layer gives a value of another type than was asked for.
  case outputType(layer: String, expected: String, found: String)
  /// The named shape is not what the layer takes; `expected` are the axes that must be there, beside any others.
  case axes(layer: String, expected: NamedShape, found: NamedShape)
  /// Axes of any size are missing.
  case missingAxes(layer: String, names: [AxisName], found: NamedShape)
  /// There are positional axes where none may be.
  case positionalAxes(layer: String, found: [Int])
  /// The dtype is not what the layer takes.
  case dtype(layer: String, expected: String, found: String)
  /// Axes of the input have the names that the layer gives to axes of its output.
  case outputNames(layer: String, names: [AxisName], found: NamedShape)
  /// A side input is missing.
  case missingSideInput(layer: String, key: String, given: [String])
  /// A side input is of another type.
  case sideInputType(layer: String, key: String, expected: String, found: String)
  /// A side input whose axes or numbers do not fit the main input.
  case sideInputAxes(layer: String, key: String, problem: String, found: NamedShape, input: NamedShape)
  /// A state variable that does not fit the layer stack it is in.
  case stackedVariable(variable: String, problem: String)
  /// Layers to be stacked that are not alike; `path` leads from the layer to the first difference from the first one.
  case differentLayers(index: Int, path: TreePath, difference: String)
  /// A configuration that makes no layer.
  case configuration(layer: String, problem: String)
}

extension LayerInputError: CustomStringConvertible {
  /// The message: what was asked, what was found, what to do.
  public var description: String {
    switch self {
    case .inputType(let layer, let expected, let found):
      "(\(layer)) The layer takes \(expected), found \(found)."
    case .outputType(let layer, let expected, let found):
      "(\(layer)) Asked for \(expected), but the layer gives \(found). Use call(_:_:) for layers of other types."
    case .axes(let layer, let expected, let found):
      "(\(layer)) The input does not fit: expected the axes \(expected) beside any others, found \(found)."
        + expected.compactMap { name, size in
          switch found[name] {
          case size: nil
          case nil: "\n  axis \(name): expected to be present, but missing"
          case let other?: "\n  axis \(name): size \(other) does not match the expected \(size)"
          }
        }.joined()
    case .missingAxes(let layer, let names, let found):
      "(\(layer)) The input must have \(names.count == 1 ? "an axis" : "axes") "
        + "\(names.map(\.description).joined(separator: ", ")), found \(found)."
    case .positionalAxes(let layer, let found):
      "(\(layer)) The input has positional axes of shape \(found); name them with tag(_:) first."
    case .dtype(let layer, let expected, let found):
      "(\(layer)) The input must have \(expected), found \(found). Convert it with astype(_:)."
    case .outputNames(let layer, let names, let found):
      "(\(layer)) The output would have an axis \(names.map(\.description).joined(separator: ", ")) that the input "
        + "\(found) has already. Rename it first."
    case .missingSideInput(let layer, let key, let given):
      "(\(layer)) The side input \"\(key)\" is needed but was not given. "
        + (given.isEmpty ? "No side inputs were given." : "Given: \(given.joined(separator: ", ")).")
    case .sideInputType(let layer, let key, let expected, let found):
      "(\(layer)) The side input \"\(key)\" must be \(expected), found \(found)."
    case .sideInputAxes(let layer, let key, let problem, let found, let input):
      "(\(layer)) The side input \"\(key)\" \(problem); it has the axes \(found), the main input \(input)."
    case .stackedVariable(let variable, let problem):
      "(LayerStack) The variable \(variable) \(problem)."
    case .differentLayers(let index, let path, let difference):
      "(LayerStack) Layers to be stacked must be alike, but layer \(index) differs from the first one at \(path): "
        + "\(difference)."
    case .configuration(let layer, let problem):
      "(\(layer)) \(problem)."
    }
  }
}
