/// A ranked tensor type with static sizes, printed `tensor<4x8xf32>`.
public struct TensorType: Hashable, Sendable, CustomStringConvertible {
  /// The size of each axis.
  public var shape: [Int]
  /// The type of one element.
  public var element: ElementType

  /// A tensor type of the given shape and element type.
  public init(_ shape: [Int], _ element: ElementType) {
    self.shape = shape
    self.element = element
  }

  /// The type as it stands in StableHLO text.
  public var description: String {
    var text = TextBuffer()
    text.append(self)
    return text.string
  }
}

/// A value of a function under construction: the result of an operation, or an argument.
public struct Value: Hashable, Sendable {
  /// The number that names the value in the text.
  public let id: Int
  /// The type of the value.
  public let type: TensorType
}
