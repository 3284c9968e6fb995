/// The number of bits set.
struct PopulationCount: PiecewiseConstantPrimitive {
  static let name = "population_count"
  static let operation: StaticString = "popcnt"
  static let domain = Domain.integral
}

extension NDArray {
  /// The number of bits set in each integer.
  public func populationCount() throws -> NDArray { try PopulationCount()(self) }
}
