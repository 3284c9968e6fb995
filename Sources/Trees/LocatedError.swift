/// An error that knows where in a tree it arose, relative to the node that is being left as it rises.
public protocol LocatedError: Error {
  /// The same error with one more step before its path.
  func located(inside key: TreeKey) -> Self
}
