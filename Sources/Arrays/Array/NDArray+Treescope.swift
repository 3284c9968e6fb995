public import Treescope

extension NDArray: TreescopeRepresentable {
  /// One line: dtype, shape and, for arrays with elements to read, a summary of their values.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    .oneLine(NDArray.summary(type, summary()), short: NDArray.summary(type, ""), color: .named(after: "NDArray"))
  }

  /// A line about an array: dtype, shape, and what its elements are like.
  static func summary(_ type: ArrayType, _ values: String) -> String {
    "<NDArray \(type.dtype)(\(type.shape.map(String.init).joined(separator: ", ")))\(values)>"
  }

  /// What the elements are like: ` ≈mean ±deviation [≥least, ≤greatest]` and counts of special values.
  ///
  /// Empty for arrays that are large, so that printing does not wait for the device.
  public func summary(limit: Int = 100_000) -> String {
    if isTraced { return " (traced)" }
    if isPlaceholder { return " (placeholder)" }
    guard count <= limit, let values = try? doubles() else { return "" }
    return NDArray.summary(of: values, dtype)
  }

  /// What elements of a type are like, given as doubles.
  static func summary(of values: [Double], _ dtype: DType) -> String {
    if values.isEmpty { return "" }
    if dtype.isComplex { return NDArray.complexSummary(values) }
    if values.count == 1 { return " \(NDArray.short(values[0]))" }
    if dtype == .bool {
      let trues = values.count { $0 != 0 }
      return [(trues, "true"), (values.count - trues, "false")].filter { $0.0 > 0 }.map { " \($1):\($0)" }.joined()
    }
    var parts: [String] = []
    let finite = values.filter(\.isFinite)
    if let least = finite.min(), let greatest = finite.max() {
      if dtype.isFloating {
        let mean = finite.reduce(0, +) / Double(finite.count)
        let variance = finite.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(finite.count)
        parts.append("≈\(NDArray.short(mean)) ±\(NDArray.short(variance.squareRoot()))")
      }
      parts.append("[≥\(NDArray.short(least)), ≤\(NDArray.short(greatest))]")
    }
    let zeros = values.count { $0 == 0 }
    let counts = [
      (zeros, "zero"), (dtype.isFloating ? 0 : values.count - zeros, "nonzero"), (values.count { $0.isNaN }, "nan"),
      (values.count { $0 == .infinity }, "inf"), (values.count { $0 == -.infinity }, "-inf"),
    ]
    parts += counts.filter { $0.0 > 0 }.map { "\($1):\($0)" }
    return parts.map { " \($0)" }.joined()
  }

  /// The only complex number, or the range of the absolute values, from real and imaginary parts by turns.
  private static func complexSummary(_ parts: [Double]) -> String {
    let numbers = stride(from: 0, to: parts.count, by: 2).map { Complex(parts[$0], parts[$0 + 1]) }
    if numbers.count == 1 { return " \(numbers[0])" }
    let magnitudes = numbers.map { ($0.real * $0.real + $0.imaginary * $0.imaginary).squareRoot() }
    let finite = magnitudes.filter(\.isFinite)
    var text = ""
    if let least = finite.min(), let greatest = finite.max() { text += " [≥|\(short(least))|, ≤|\(short(greatest))|]" }
    for (count, name) in [
      (magnitudes.count { $0 == 0 }, "zero"), (magnitudes.count { !$0.isFinite }, "not finite"),
    ] where count > 0 { text += " \(name):\(count)" }
    return text
  }

  /// A number to two significant digits; integers in full.
  private static func short(_ value: Double) -> String {
    if value == value.rounded(), Swift.abs(value) < 1e15 { return "\(Int(value))" }
    guard value.isFinite else { return "\(value)" }
    var exponent = 0
    var mantissa = Swift.abs(value)
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    var digits = Int((mantissa * 10).rounded())
    if digits == 100 { (digits, exponent) = (10, exponent + 1) }
    let sign = value < 0 ? "-" : ""
    if -3...1 ~= exponent {
      let places = Swift.max(0, 1 - exponent)
      let text = String(digits)
      if places == 0 { return sign + text }
      let padded = String(repeating: "0", count: Swift.max(0, places + 1 - text.count)) + text
      return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }
    return "\(sign)\(digits / 10).\(digits % 10)e\(exponent)"
  }
}

extension NDArray: CustomStringConvertible {
  /// Dtype, shape and a summary of the values.
  public var description: String { render(self) }
}
