/// How a picture of an array is drawn.
///
/// Every element is a square; axes lie along the rows or the columns of the picture, inner ones inside blocks of outer
/// ones, or are cut by a slider.
public struct ArrayPicture: Sendable {
  /// The axes along the width, innermost first; further ones are chosen.
  public var columns: [AxisReference] = []
  /// The axes along the height, innermost first; further ones are chosen.
  public var rows: [AxisReference] = []
  /// The axes of which one place at a time is shown.
  public var sliders: [AxisReference] = []
  /// True where the array has elements worth showing; its axes are found by name, or by position.
  public var validMask: (any RenderableArray)?
  /// Whether elements are numbers on a line; nil to tell by the element type.
  public var isContinuous: Bool?
  /// Whether the colours are even around zero; nil for yes unless the bounds say otherwise.
  public var isAroundZero: Bool?
  /// The number at the last colour; nil to take it from the elements.
  public var maximum: Double?
  /// The number at the first colour; nil to take it from the elements.
  public var minimum: Double?
  /// Whether bounds taken from the elements leave out those more than three standard deviations away.
  public var trimsOutliers = true
  /// Whether a click on an element spreads the colours around its size; nil for yes where colours are even around zero
  /// and no bound is given.
  public var isDynamic: Bool?
  /// The colours: along a line for continuous elements, else one for each integer from zero; nil for the usual ones.
  public var colormap: Colormap?
  /// Whether long axes and large arrays are shown by their ends.
  public var truncates = false
  /// How many elements to show at most, where the picture truncates.
  public var maximumSize = 10_000
  /// How many places of an axis to show in full, where the picture truncates.
  public var cutoffSizePerAxis = 512
  /// How many places to keep at each end of an axis, where the picture truncates.
  public var minimumEdgeItems = 5
  /// Labels of the places along axes.
  public var axisItemLabels: [AxisReference: [String]] = [:]
  /// Labels of values, such as the words of token numbers.
  public var valueItemLabels: [Int: String] = [:]
  /// Labels of axes; by default their names or positions, and their sizes.
  public var axisLabels: [AxisReference: String] = [:]
  /// The side of an element's square, between 1 and 21 pixels.
  public var pixelsPerCell = 7.0

  /// The usual picture.
  public init() {}

  /// A picture with the given differences from the usual one.
  public init(_ change: (inout ArrayPicture) -> Void) {
    change(&self)
  }
}

/// An axis of an array, by its name or its position.
public enum AxisReference: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  /// The axis of a name.
  case name(String)
  /// The axis at a position.
  case position(Int)

  /// The axis of a name.
  public init(stringLiteral name: String) { self = .name(name) }
  /// The axis at a position.
  public init(integerLiteral position: Int) { self = .position(position) }
}

/// The pictures that pages draw of arrays they meet.
public struct AutomaticPictures: Hashable, Sendable {
  /// How many elements of an array to show at most.
  public var maximumSize = 4_000
  /// How many elements of all arrays of a page to show at most, shared evenly among large ones.
  public var maximumTotalSize = 80_000
  /// How many places of an axis to show in full.
  public var cutoffSizePerAxis = 128
  /// How many places to keep at each end of an axis.
  public var edgeItems = 5
  /// Names of axes to lay along the width where an array has them.
  public var preferredColumns: [String] = []
  /// Names of axes to lay along the height where an array has them.
  public var preferredRows: [String] = []
  /// Whether the colours are even around zero.
  public var isAroundZero = true
  /// What integers stand for, such as the words of token numbers.
  public var vocabulary: [String] = []
  /// The side of an element's square in pixels.
  public var pixelsPerCell = 7.0

  /// The usual pictures.
  public init() {}

  /// The picture of one array that may show some elements.
  func picture(of array: any RenderableArray, maximumSize: Int) -> ArrayPicture {
    ArrayPicture { picture in
      let names = Set(array.renderedAxes.compactMap(\.name))
      picture.columns = preferredColumns.filter(names.contains).map { .name($0) }
      picture.rows = preferredRows.filter { names.contains($0) && !preferredColumns.contains($0) }.map { .name($0) }
      picture.isAroundZero = array.elementKind == .floating ? isAroundZero : nil
      picture.truncates = true
      picture.maximumSize = maximumSize
      picture.cutoffSizePerAxis = cutoffSizePerAxis
      picture.minimumEdgeItems = edgeItems
      picture.pixelsPerCell = pixelsPerCell
    }
  }
}
