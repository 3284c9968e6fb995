public import Variables

extension Layer {
  /// The layer with variables, or their frozen values, in its slots; slots without one stay.
  ///
  /// - Parameters:
  ///   - variables: variables and frozen values.
  ///   - allowsUnused: whether some may have no slot in the layer.
  /// - Throws: as the function of this name for any tree does.
  public func bindVariables(
    _ variables: [any SlotFiller], allowingUnused allowsUnused: Bool = false
  ) throws -> Self {
    try Variables.bindVariables(self, variables, allowingUnused: allowsUnused)
  }
}
