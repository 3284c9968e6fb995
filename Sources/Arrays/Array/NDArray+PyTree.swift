public import Trees

extension NDArray: TreeLeaf {}

extension NDArray: HollowLeaf {
  /// An array of the same shape and dtype without elements to read.
  public var hollow: NDArray { NDArray(placeholder: type, isWeak: isWeaklyTyped) }
}
