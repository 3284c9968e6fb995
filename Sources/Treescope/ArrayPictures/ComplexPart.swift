/// The real or the imaginary part of an array of complex numbers, as an array of real ones.
struct ComplexPart: RenderableArray {
  let whole: any RenderableArray
  let isImaginary: Bool

  /// What pictures show of an array: the array, or the two parts of one of complex numbers.
  static func parts(of array: any RenderableArray) -> [any RenderableArray] {
    guard array.elementKind == .complex else { return [array] }
    return [ComplexPart(whole: array, isImaginary: false), ComplexPart(whole: array, isImaginary: true)]
  }

  /// What the picture is called among its neighbours.
  var caption: String { isImaginary ? "Imaginary parts" : "Real parts" }

  var arrayTypeName: String { "\(whole.arrayTypeName).\(isImaginary ? "imag" : "real")()" }
  var renderedAxes: [RenderedAxis] { whole.renderedAxes }
  var elementTypeName: String { whole.elementTypeName }
  var elementKind: ElementKind { .floating }
  var isReadable: Bool { whole.isReadable }
  var sharding: ArraySharding? { whole.sharding }

  func values(at places: [[Int]]) throws -> [Double] {
    try isImaginary ? whole.imaginaryValues(at: places) : whole.values(at: places)
  }
}
