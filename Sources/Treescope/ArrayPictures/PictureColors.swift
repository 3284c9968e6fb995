/// How a picture turns elements into colours.
struct PictureColors: Equatable {
  enum Kind: String {
    /// Numbers on a line of colours.
    case line
    /// A colour for each integer.
    case palette
    /// The digits of integers as nested squares.
    case digits
  }

  var kind: Kind
  var colormap: Colormap
  var minimum = 0.0
  var maximum = 0.0
  var isDynamic = false

  /// - Parameters:
  ///   - values: The elements shown.
  ///   - mask: Which of them count; nil for all.
  /// - Throws: ``ArrayPictureError`` where wishes contradict each other or the element type.
  init(_ values: [Double], mask: [Bool]?, _ picture: ArrayPicture, of array: any RenderableArray) throws {
    let isFloating = array.elementKind == .floating
    let isContinuous = picture.isContinuous ?? isFloating
    guard isContinuous else {
      if isFloating { throw ArrayPictureError.discreteFloats(elementType: array.elementTypeName) }
      if picture.isDynamic == true { throw ArrayPictureError.dynamicWithoutZero }
      kind = picture.colormap == nil ? .digits : .palette
      colormap = picture.colormap ?? .digits
      return
    }
    let (low, high) = (picture.minimum, picture.maximum)
    let isUneven = low != nil && high != nil && low != high.map { -$0 }
    let isAroundZero = picture.isAroundZero ?? !isUneven
    if isAroundZero, isUneven, let low, let high { throw ArrayPictureError.unevenBounds(minimum: low, maximum: high) }
    if picture.isDynamic == true, !isAroundZero { throw ArrayPictureError.dynamicWithoutZero }
    isDynamic = picture.isDynamic ?? (isAroundZero && low == nil && high == nil)
    kind = .line
    colormap = picture.colormap ?? (isAroundZero ? .diverging : .sequential)

    var sizes = (least: Double.infinity, greatest: -Double.infinity)
    var (sum, count) = (0.0, 0.0)
    func eachFinite(_ body: (Double) -> Void) {
      for (place, value) in values.enumerated() where value.isFinite && mask?[place] ?? true { body(value) }
    }
    eachFinite { value in
      sizes = (min(sizes.least, value), max(sizes.greatest, value))
      sum += value
      count += 1
    }
    if count == 0 { sizes = (0, 0) }
    let largest = max(abs(sizes.least), abs(sizes.greatest))
    maximum = high ?? (isAroundZero ? low.map { -$0 } ?? largest : sizes.greatest)
    minimum = low ?? (isAroundZero ? -maximum : sizes.least)
    if low == nil, high == nil, picture.trimsOutliers, count > 0 {
      let center = isAroundZero ? 0 : sum / count
      var squares = 0.0
      eachFinite { squares += ($0 - center) * ($0 - center) }
      let deviation = (squares / count).squareRoot()
      minimum = max(minimum, center - 3 * deviation)
      maximum = min(maximum, center + 3 * deviation)
    }
  }
}
