internal import Arrays
public import NamedAxes
public import Trees

/// A layer that joins the elements within a window that slides along named axes.
public protocol PoolingLayer: Layer where Input == NamedArray, Output == NamedArray {
  /// The axes that the window slides along, and its size along each.
  var window: NamedShape { get }
  /// How far it moves along its axes; one where absent.
  var strides: NamedShape { get }
  /// How the input is extended at its edges.
  var padding: NamedPadding { get }
  /// The distance of neighbours within the window; one where absent.
  var dilation: NamedShape { get }
}

extension PoolingLayer {
  /// The input with its axes made shorter by a function of its data.
  func pool(
    _ input: NamedArray, _ function: (NDArray, NamedWindow, [Int]) throws -> NDArray
  ) throws -> NamedArray {
    let layer = "\(Self.self)"
    let sliding = try NamedWindow(window.names, strides: strides, padding: padding, dilation: dilation, for: layer)
    let missing = window.names.filter { !input.namedShape.contains($0) }
    guard missing.isEmpty else {
      throw LayerInputError.missingAxes(layer: layer, names: missing, found: input.namedShape)
    }
    return try input.mapAlong(layer, window.names) { data, places in try function(data, sliding, places) }
  }

  /// Presents everything as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("window", window)
    try walker.constant("strides", strides)
    try walker.constant("padding", padding)
    try walker.constant("dilation", dilation)
  }
}

/// Gives the greatest element within a window that slides along named axes.
public struct MaxPool: PoolingLayer {
  /// The axes that the window slides along, and its size along each.
  public let window: NamedShape
  /// How far it moves along its axes; one where absent.
  public let strides: NamedShape
  /// How the input is extended at its edges, by elements that are never chosen.
  public let padding: NamedPadding
  /// The distance of neighbours within the window; one where absent.
  public let dilation: NamedShape

  /// A layer by its window.
  public init(
    _ window: NamedShape, strides: NamedShape = [:], padding: NamedPadding = .valid, dilation: NamedShape = [:]
  ) {
    self.window = window
    self.strides = strides
    self.padding = padding
    self.dilation = dilation
  }

  /// The greatest elements.
  ///
  /// - Throws: ``LayerInputError/missingAxes(layer:names:found:)``, ``LayerInputError/configuration(layer:problem:)``,
  ///   `ArrayError.argument` for windows that are none.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try pool(input) { data, sliding, axes in
      try data.maxPool(
        window.sizes, strides: sliding.strides, padding: sliding.padding, dilation: sliding.dilation, axes: axes)
    }
  }
}

/// Gives the least element within a window that slides along named axes.
public struct MinPool: PoolingLayer {
  /// The axes that the window slides along, and its size along each.
  public let window: NamedShape
  /// How far it moves along its axes; one where absent.
  public let strides: NamedShape
  /// How the input is extended at its edges, by elements that are never chosen.
  public let padding: NamedPadding
  /// The distance of neighbours within the window; one where absent.
  public let dilation: NamedShape

  /// A layer by its window.
  public init(
    _ window: NamedShape, strides: NamedShape = [:], padding: NamedPadding = .valid, dilation: NamedShape = [:]
  ) {
    self.window = window
    self.strides = strides
    self.padding = padding
    self.dilation = dilation
  }

  /// The least elements.
  ///
  /// - Throws: as ``MaxPool/callAsFunction(_:_:)`` does.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try pool(input) { data, sliding, axes in
      try data.minPool(
        window.sizes, strides: sliding.strides, padding: sliding.padding, dilation: sliding.dilation, axes: axes)
    }
  }
}

/// Gives the mean of the elements within a window that slides along named axes.
public struct AveragePool: PoolingLayer {
  /// The axes that the window slides along, and its size along each.
  public let window: NamedShape
  /// How far it moves along its axes; one where absent.
  public let strides: NamedShape
  /// How the input is extended at its edges.
  public let padding: NamedPadding
  /// The distance of neighbours within the window; one where absent.
  public let dilation: NamedShape
  /// Whether padding counts as zeros, or only the elements themselves are averaged.
  public let countsPadding: Bool

  /// A layer by its window.
  public init(
    _ window: NamedShape, strides: NamedShape = [:], padding: NamedPadding = .valid, dilation: NamedShape = [:],
    countingPadding: Bool = true
  ) {
    self.window = window
    self.strides = strides
    self.padding = padding
    self.dilation = dilation
    countsPadding = countingPadding
  }

  /// The means.
  ///
  /// - Throws: as ``MaxPool/callAsFunction(_:_:)`` does.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try pool(input) { data, sliding, axes in
      try data.averagePool(
        window.sizes, strides: sliding.strides, padding: sliding.padding, dilation: sliding.dilation, axes: axes,
        countingPadding: countsPadding)
    }
  }

  /// Presents everything as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("window", window)
    try walker.constant("strides", strides)
    try walker.constant("padding", padding)
    try walker.constant("dilation", dilation)
    try walker.constant("countsPadding", countsPadding)
  }
}
