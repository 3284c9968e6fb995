extension NDArray {
  /// Whether both arrays are the same memory of a device, so that their elements are equal without being read.
  package func sharesMemory(with other: NDArray) -> Bool {
    guard type == other.type, isWeaklyTyped == other.isWeaklyTyped,
      case (.device(let one), .device(let two)) = (storage, other.storage)
    else { return false }
    return one === two
  }
}
