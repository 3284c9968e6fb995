internal import Arrays
public import NamedAxes

/// How an array is extended at its edges before a window slides over it, by the names of axes.
public enum NamedPadding: Hashable, Sendable {
  /// Not at all: the window stays within the array.
  case valid
  /// So that there are as many results as elements divided by the stride, rounded up; an odd element goes to the end.
  case same
  /// As ``same``, an odd element going to the front.
  case sameLower
  /// By so many elements before and after some axes; none along the others.
  case amounts(before: NamedShape, after: NamedShape)

  /// The padding of axes in an order.
  func along(_ names: [AxisName]) -> WindowPadding {
    switch self {
    case .valid: .valid
    case .same: .same
    case .sameLower: .sameLower
    case .amounts(let before, let after): .amounts(names.map { (before[$0] ?? 0, after[$0] ?? 0) })
    }
  }

  /// The axes that amounts are given for.
  var names: [AxisName] {
    if case .amounts(let before, let after) = self { before.merging(after).names } else { [] }
  }
}

/// How a window slides over named axes.
struct NamedWindow {
  let names: [AxisName]
  let strides: [Int]
  let dilation: [Int]
  let inputDilation: [Int]
  let padding: WindowPadding

  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` when anything is given for an axis that the window does
  ///   not have.
  init(
    _ names: [AxisName], strides: NamedShape, padding: NamedPadding, dilation: NamedShape,
    inputDilation: NamedShape = [:], for layer: String
  ) throws {
    let others = (strides.names + padding.names + dilation.names + inputDilation.names).filter { !names.contains($0) }
    guard others.isEmpty else {
      throw LayerInputError.configuration(
        layer: layer,
        problem: "strides, padding and dilation may be given only for the axes of the window, "
          + "\(names.map(\.description).joined(separator: ", ")); found "
          + others.map(\.description).joined(separator: ", "))
    }
    self.names = names
    self.strides = names.map { strides[$0] ?? 1 }
    self.dilation = names.map { dilation[$0] ?? 1 }
    self.inputDilation = names.map { inputDilation[$0] ?? 1 }
    self.padding = padding.along(names)
  }
}
