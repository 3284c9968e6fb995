/// What the elements of an array are like, in a few numbers.
public struct ArrayStatistics: Hashable, Sendable {
  /// What the elements are.
  public var kind: ElementKind
  /// The number of elements.
  public var count = 0
  /// The mean of the finite elements; nil where there are none.
  public var mean: Double?
  /// The standard deviation of the finite elements, of the whole and not of a sample.
  public var deviation: Double?
  /// The least finite element.
  public var least: Double?
  /// The greatest finite element.
  public var greatest: Double?
  /// How many elements are zero.
  public var zeros = 0
  /// How many elements are no numbers.
  public var notNumbers = 0
  /// How many elements are positive infinity.
  public var infinities = 0
  /// How many elements are negative infinity.
  public var negativeInfinities = 0

  /// The statistics of some elements, in one pass.
  public init(_ values: [Double], kind: ElementKind) {
    self.kind = kind
    count = values.count
    // Sums of differences from an element lose no digits where the mean is large beside the deviation.
    let shift = values.first { $0.isFinite } ?? 0
    var (finite, sum, squares) = (0, 0.0, 0.0)
    var (least, greatest) = (Double.infinity, -Double.infinity)
    for value in values {
      if value == 0 { zeros += 1 }
      guard value.isFinite else {
        if value.isNaN { notNumbers += 1 } else if value > 0 { infinities += 1 } else { negativeInfinities += 1 }
        continue
      }
      finite += 1
      let difference = value - shift
      sum += difference
      squares += difference * difference
      if value < least { least = value }
      if value > greatest { greatest = value }
    }
    guard finite > 0 else { return }
    let offset = sum / Double(finite)
    mean = shift + offset
    deviation = max(squares / Double(finite) - offset * offset, 0).squareRoot()
    (self.least, self.greatest) = (least, greatest)
  }

  /// The only element, or ` ≈mean ±deviation [≥least, ≤greatest]` and counts of special elements where there are any.
  public var summary: String {
    if count == 0 { return "" }
    if kind == .boolean { return ArrayStatistics.counts([(count - zeros, "true"), (zeros, "false")]) }
    var text = ""
    if let mean, let deviation, let least, let greatest {
      if count == 1 { return " " + significant(least) }
      if kind == .floating { text += " ≈\(significant(mean)) ±\(significant(deviation))" }
      text += " [≥\(significant(least)), ≤\(significant(greatest))]"
    } else if count == 1 {
      return notNumbers > 0 ? " nan" : infinities > 0 ? " inf" : " -inf"
    }
    let nonzeros = kind == .floating ? 0 : count - zeros
    return text
      + ArrayStatistics.counts([
        (zeros, "zero"), (nonzeros, "nonzero"), (notNumbers, "nan"), (infinities, "inf"),
        (negativeInfinities, "-inf"),
      ])
  }

  private static func counts(_ counts: [(Int, String)]) -> String {
    counts.filter { $0.0 > 0 }.map { " \($1):\($0)" }.joined()
  }
}
