package import Trees

// What is said of arrays that differ in the order of their names.

extension NamedArray.Axis: CustomStringConvertible {
  /// The name, or the number of a positional axis.
  package var description: String {
    switch self {
    case .named(let name): "\(name)"
    case .positional(let rank): "positional \(rank)"
    }
  }
}

extension Array: AdvisedStatic where Element == NamedArray.Axis {
  /// To give one array the order of the other, where that is all in which they differ.
  package func advice(against other: [NamedArray.Axis]) -> String? {
    Set(self) == Set(other) ? "the names stand in another order: use order(like:)" : nil
  }
}
