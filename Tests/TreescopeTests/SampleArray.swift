import Treescope

/// An array in memory, whose elements come from a closure over their places.
struct SampleArray: RenderableArray, TreescopeRepresentable {
  var renderedAxes: [RenderedAxis]
  var elementKind = ElementKind.floating
  var isReadable = true
  var sharding: ArraySharding?
  var element: @Sendable ([Int]) throws -> Double

  var arrayTypeName: String { "SampleArray" }
  var elementTypeName: String { elementKind == .floating ? "float32" : elementKind == .boolean ? "bool" : "int32" }

  /// An array without names.
  init(_ shape: [Int], _ kind: ElementKind = .floating, _ element: @escaping @Sendable ([Int]) throws -> Double) {
    renderedAxes = shape.enumerated().map { RenderedAxis(position: $0.offset, size: $0.element) }
    elementKind = kind
    self.element = element
  }

  /// An array of named axes.
  init(
    named axes: [(String, Int)], _ kind: ElementKind = .floating,
    _ element: @escaping @Sendable ([Int]) throws -> Double
  ) {
    renderedAxes = axes.map { RenderedAxis(name: $0.0, size: $0.1) }
    elementKind = kind
    self.element = element
  }

  func values(at places: [[Int]]) throws -> [Double] {
    var indices: [[Int]] = [[]]
    for places in places { indices = indices.flatMap { index in places.map { index + [$0] } } }
    return try indices.map(element)
  }

  func treescopePart(with renderer: PartRenderer) throws -> Part {
    let shape = renderedAxes.map { axis in (axis.name.map { "\($0):" } ?? "") + "\(axis.size)" }
    let line = "<SampleArray \(elementTypeName)(\(shape.joined(separator: ", ")))>"
    return renderer.array(self, line: line, short: "<SampleArray>", color: .rgb(0, 128, 128))
  }
}
