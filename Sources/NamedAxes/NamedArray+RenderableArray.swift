internal import Arrays
public import Treescope

extension NamedArray: RenderableArray {
  /// `NamedArray`.
  public var arrayTypeName: String { "NamedArray" }

  /// The axes of the data, by their names or their positions among those without names.
  public var renderedAxes: [RenderedAxis] {
    zip(layout, data.shape).map { axis, size in
      switch axis {
      case .named(let name): RenderedAxis(name: "\(name)", size: size)
      case .positional(let position): RenderedAxis(position: position, size: size)
      }
    }
  }

  /// The name of the dtype.
  public var elementTypeName: String { data.elementTypeName }
  /// What the dtype is.
  public var elementKind: ElementKind { data.elementKind }
  /// Whether the data has elements to read.
  public var isReadable: Bool { data.isReadable }
  /// How the data lies on devices.
  public var sharding: ArraySharding? { data.sharding }

  /// The elements at all combinations of some places along each axis of the data.
  ///
  /// - Throws: As ``Arrays/NDArray/values(at:)`` does.
  public func values(at places: [[Int]]) throws -> [Double] { try data.values(at: places) }

  /// The imaginary parts of the elements at all combinations of some places along each axis of the data.
  ///
  /// - Throws: As ``Arrays/NDArray/values(at:)`` does.
  public func imaginaryValues(at places: [[Int]]) throws -> [Double] { try data.imaginaryValues(at: places) }
}
