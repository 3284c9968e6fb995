/// Why a picture of an array cannot be drawn as asked.
public enum ArrayPictureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The array has no such axis.
  case unknownAxis(AxisReference, axes: [RenderedAxis])
  /// An axis is asked for in two places.
  case repeatedAxis(AxisReference)
  /// A square would be too small or too large.
  case pixelsPerCell(Double)
  /// Digits were asked for of numbers with fractions.
  case discreteFloats(elementType: String)
  /// Bounds that are not even around zero, where that was asked for.
  case unevenBounds(minimum: Double, maximum: Double)
  /// Dynamic colours, of which there are none without colours around zero.
  case dynamicWithoutZero
  /// The mask has an axis that the array does not have, or of another size.
  case mask(axis: RenderedAxis, axes: [RenderedAxis])
  /// The number of labels is not the size of the axis.
  case labelCount(AxisReference, expected: Int, found: Int)
  /// The elements cannot be read or drawn.
  case notVisible(elementType: String, reason: String)
  /// The array does not say on which devices it lies.
  case noSharding(arrayType: String)
  /// The numbers of tokens, heads or positions do not agree.
  case sizes(String)

  /// What was asked, what was found, and what to do.
  public var description: String {
    switch self {
    case .unknownAxis(let axis, let axes):
      "the array has no axis \(axis.source); its axes are \(ArrayPictureError.list(axes))"
    case .repeatedAxis(let axis):
      "the axis \(axis.source) is asked for twice; name it in one of rows, columns and sliders, and once there"
    case .pixelsPerCell(let pixels):
      "pixelsPerCell is \(significant(pixels, digits: 4)); it must be between 1 and 21"
    case .discreteFloats(let type):
      "isContinuous is false, but elements of \(type) are no integers; convert them to an integer type first"
    case .unevenBounds(let minimum, let maximum):
      "colours around zero need minimum = -maximum, found \(minimum) and \(maximum); give one of them, or set "
        + "isAroundZero to false"
    case .dynamicWithoutZero:
      "isDynamic needs continuous elements and colours around zero; set isAroundZero, or leave isDynamic out"
    case .mask(let axis, let axes):
      "the mask's axis \(ArrayPictureError.list([axis])) is none of the array's axes \(ArrayPictureError.list(axes))"
    case .labelCount(let axis, let expected, let found):
      "the axis \(axis.source) has \(expected) places, but \(found) labels were given"
    case .notVisible(let type, let reason):
      "the elements of \(type) cannot be drawn: \(reason)"
    case .noSharding(let type):
      "the \(type) does not say on which devices it lies"
    case .sizes(let problem): problem
    }
  }

  private static func list(_ axes: [RenderedAxis]) -> String {
    "[" + axes.map { "\($0.reference.source): \($0.size)" }.joined(separator: ", ") + "]"
  }
}

extension AxisReference {
  /// The reference in Swift source.
  var source: String {
    switch self {
    case .name(let name): stringLiteral(name)
    case .position(let position): "\(position)"
    }
  }
}

extension RenderedAxis {
  /// The axis by its name, or by its position where it has none.
  var reference: AxisReference { name.map { .name($0) } ?? .position(position ?? 0) }

  /// Whether a reference means this axis.
  func matches(_ reference: AxisReference) -> Bool {
    switch reference {
    case .name(let name): self.name == name
    case .position(let position): self.position == position
    }
  }
}
