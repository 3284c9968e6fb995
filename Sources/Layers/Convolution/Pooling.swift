internal import Arrays
public import NamedAxes
public import Trees

/// A layer that joins the elements within a window that slides along named axes.
public protocol PoolingLayer: Layer where Input == NamedArray, Output == NamedArray {
  /// The window.
  var window: PoolingWindow { get }
  /// A layer by its window.
  init(_ window: PoolingWindow)
}

extension PoolingLayer {
  /// A layer by what its window is.
  public init(
    _ sizes: NamedShape, strides: NamedShape = [:], padding: NamedPadding = .valid, dilation: NamedShape = [:]
  ) {
    self.init(PoolingWindow(sizes, strides: strides, padding: padding, dilation: dilation))
  }

  /// A function of plain arrays, as ``NDArray`` has them for pooling: sizes, strides, padding, dilation, axes.
  typealias Pooling = (_ sizes: [Int], [Int]?, WindowPadding, [Int]?, [Int]?) throws -> NDArray

  /// The input with the axes of the window made shorter.
  func pool(_ input: NamedArray, by pooling: (NDArray) -> Pooling) throws -> NamedArray {
    let (layer, names) = ("\(Self.self)", window.sizes.names)
    let sliding = try NamedWindow(
      names, strides: window.strides, padding: window.padding, dilation: window.dilation, for: layer)
    let missing = names.filter { !input.namedShape.contains($0) }
    guard missing.isEmpty else {
      throw LayerInputError.missingAxes(layer: layer, names: missing, found: input.namedShape)
    }
    return try input.mapAlong(layer, names) { data, places in
      try pooling(data)(window.sizes.sizes, sliding.strides, sliding.padding, sliding.dilation, places)
    }
  }

  /// Presents the window as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("window", window)
  }
}

/// Gives the greatest element within a window that slides along named axes; padding is never chosen.
public struct MaxPool: PoolingLayer {
  /// The window.
  public let window: PoolingWindow

  /// A layer by its window.
  public init(_ window: PoolingWindow) { self.window = window }

  /// The greatest elements.
  ///
  /// - Throws: ``LayerInputError/missingAxes(layer:names:found:)``, ``LayerInputError/configuration(layer:problem:)``,
  ///   `ArrayError.argument` for windows that are none.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try pool(input) { $0.maxPool }
  }
}

/// Gives the least element within a window that slides along named axes; padding is never chosen.
public struct MinPool: PoolingLayer {
  /// The window.
  public let window: PoolingWindow

  /// A layer by its window.
  public init(_ window: PoolingWindow) { self.window = window }

  /// The least elements.
  ///
  /// - Throws: as ``MaxPool/callAsFunction(_:_:)`` does.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try pool(input) { $0.minPool }
  }
}

/// Gives the mean of the elements within a window that slides along named axes.
public struct AveragePool: PoolingLayer {
  /// The window.
  public let window: PoolingWindow
  /// Whether padding counts as zeros, or only the elements themselves are averaged.
  public let countsPadding: Bool

  /// A layer by its window, padding counting as zeros.
  public init(_ window: PoolingWindow) { self.init(window, countingPadding: true) }

  /// A layer by its window.
  public init(_ window: PoolingWindow, countingPadding: Bool) {
    self.window = window
    countsPadding = countingPadding
  }

  /// A layer by what its window is.
  public init(
    _ sizes: NamedShape, strides: NamedShape = [:], padding: NamedPadding = .valid, dilation: NamedShape = [:],
    countingPadding: Bool
  ) {
    self.init(
      PoolingWindow(sizes, strides: strides, padding: padding, dilation: dilation), countingPadding: countingPadding)
  }

  /// The means.
  ///
  /// - Throws: as ``MaxPool/callAsFunction(_:_:)`` does.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try pool(input) { data in
      {
        try data.averagePool($0, strides: $1, padding: $2, dilation: $3, axes: $4, countingPadding: countsPadding)
      }
    }
  }

  /// Presents the window and how padding counts as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("window", window)
    try walker.constant("countsPadding", countsPadding)
  }
}
