/// Which intermediate values `checkpoint` keeps for the derivative; all others are computed again.
public enum CheckpointPolicy: Hashable, Sendable {
  /// None: the least memory.
  case saveNothing
  /// The results of matrix products.
  case saveMatrixProducts
  /// Values given one of these names by ``NDArray/checkpointName(_:)``.
  case saveNames(Set<String>)
  /// All that the derivative needs, as without a checkpoint.
  case saveEverything

  func keeps(_ primitive: any Primitive) -> Bool {
    switch self {
    case .saveNothing: false
    case .saveMatrixProducts: primitive is DotGeneral
    case .saveNames(let names): (primitive as? Name).map { names.contains($0.label) } ?? false
    case .saveEverything: true
    }
  }
}

extension NDArray {
  /// The same array under a name that ``CheckpointPolicy/saveNames(_:)`` can refer to.
  public func checkpointName(_ name: String) throws -> NDArray {
    isTraced ? try Name(label: name)(self).weak(isWeaklyTyped) : self
  }
}
