public import Treescope

extension NDArray: TreescopeRepresentable {
  /// One line: dtype, shape and, for arrays with elements to read, the few elements or a summary of them; in pages a
  /// picture below.
  public func treescopePart(with renderer: PartRenderer) throws -> Part {
    renderer.array(
      self, line: NDArray.summary(type, elementText ?? summary()), short: NDArray.summary(type, ""),
      color: .named(after: "NDArray"))
  }

  /// All elements in brackets, where they are few.
  private var elementText: String? {
    guard isReadable, count <= 10 else { return nil }
    return try? withUnsafeBytes { NDArray.elementText($0, type) }
  }

  /// All elements of an array in memory in brackets, where they are few.
  package static func elementText(_ bytes: UnsafeRawBufferPointer, _ type: ArrayType) -> String? {
    type.rank > 0 && 1...10 ~= type.count ? " " + HostArray(type: type, bytes: bytes).text : nil
  }

  /// A line about an array: dtype, shape, and what its elements are like.
  static func summary(_ type: ArrayType, _ values: String) -> String {
    "<NDArray \(type.dtype)(\(type.shape.map(String.init).joined(separator: ", ")))\(values)>"
  }

  /// What the elements are like: ` ≈mean ±deviation [≥least, ≤greatest]` and counts of special values.
  ///
  /// Arrays without elements to read say so, and large ones that they are, so that printing does not wait for the device.
  public func summary(limit: Int = 100_000) -> String {
    if isTraced { return " (traced)" }
    if isPlaceholder { return " (placeholder)" }
    if isDonated { return " (donated)" }
    guard count <= limit else { return " (large)" }
    guard let values = try? doubles() else { return " (not readable)" }
    return NDArray.summary(of: values, dtype)
  }

  /// What elements of a type are like, given as doubles.
  package static func summary(of values: [Double], _ dtype: DType) -> String {
    if values.isEmpty { return "" }
    if dtype.isComplex { return NDArray.complexSummary(values) }
    let kind: ElementKind = dtype == .bool ? .boolean : dtype.isFloating ? .floating : .integer
    return ArrayStatistics(values, kind: kind).summary
  }

  /// The only complex number, or the range of the absolute values, from real and imaginary parts by turns.
  private static func complexSummary(_ parts: [Double]) -> String {
    let numbers = stride(from: 0, to: parts.count, by: 2).map { Complex(parts[$0], parts[$0 + 1]) }
    if numbers.count == 1 { return " \(numbers[0])" }
    let magnitudes = numbers.map { ($0.real * $0.real + $0.imaginary * $0.imaginary).squareRoot() }
    let finite = magnitudes.filter(\.isFinite)
    var text = ""
    if let least = finite.min(), let greatest = finite.max() {
      text += " [≥|\(significant(least))|, ≤|\(significant(greatest))|]"
    }
    for (count, name) in [
      (magnitudes.count { $0 == 0 }, "zero"), (magnitudes.count { !$0.isFinite }, "not finite"),
    ] where count > 0 { text += " \(name):\(count)" }
    return text
  }
}

extension NDArray: CustomStringConvertible {
  /// Dtype, shape and a summary of the values.
  public var description: String { render(self) }
}
